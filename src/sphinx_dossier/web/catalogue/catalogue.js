/* The search of a catalogue: it loads the scripts that hold the words of a query, finds the rows in
   which all of them stand, counts them, and loads what is shown of the first ones. Scripts register
   themselves by `take`, so that all of it works from a folder too. */
(function () {
  "use strict";

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const LETTERS = { ı: "i", ə: "e", ø: "o", đ: "d", ł: "l", ß: "ss", ς: "σ" };
  const ONE = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
  const WORD = new RegExp(`[${ONE}]|(?:(?![${ONE}])[\\p{L}\\p{N}])+`, "gu");
  const PAUSE = 120;
  const SHOWN = 10;
  const FACETS = ["kind", "status", "dossier"];
  const VALUES = 8;
  // A beginning of a word that spans more shards than these says too little.
  const MOST_SHARDS = 3;
  const NAMED = 3;
  // A word that only begins like the one that is asked for is worth less.
  const BEGUN = 0.6;

  /** The words of a text as they are looked for: `terms` of `exports/catalogue_rows.py`. */
  function terms(text) {
    // As Unicode folds case: by way of capitals, which alone unites some old letters.
    const folded = text.normalize("NFKD").toUpperCase().toLowerCase();
    const bare = folded.normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.replace(/[ıəøđłßς]/g, (letter) => LETTERS[letter]).match(WORD) ?? [];
  }

  /** The numbers of a list: twice the row, and one more where its name has the word. */
  function decode(text) {
    const found = [];
    let [row, value, shift] = [-1, 0, 1];
    for (const sign of text) {
      const digit = DIGITS.indexOf(sign);
      value += (digit % 32) * shift;
      shift *= 32;
      if (digit >= 32) continue;
      row += Math.floor(value / 2) + 1;
      found.push(2 * row + (value % 2));
      [value, shift] = [0, 1];
    }
    return found;
  }

  /** The last position at which a sorted list has something that is not after `wanted`. */
  function lastUpTo(list, wanted, key = (one) => one) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) > wanted) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }

  /** What has been loaded, and what waits for it. */
  class Scripts {
    constructor(root) {
      this.root = root;
      this.known = new Map();
    }

    /** What the script of a name holds: `words/3.js`. */
    load(what, name) {
      const path = what === "long" ? `words/long/${name}.js` : `${what}/${name}.js`;
      if (!this.known.has(path)) {
        const entry = {};
        entry.promise = new Promise((resolve, reject) => {
          entry.resolve = resolve;
          const script = document.createElement("script");
          script.src = this.root + path;
          script.onerror = () => {
            this.known.delete(path);
            reject(new Error(path));
          };
          document.head.append(script);
        });
        this.known.set(path, entry);
      }
      return this.known.get(path).promise;
    }

    take(what, name, value) {
      const path = what === "long" ? `words/long/${name}.js` : `${what}/${name}.js`;
      this.known.get(path)?.resolve(value);
    }
  }

  /** Compares as Python does, by code points: letters beyond the first plane come last. */
  function isAfter(one, other) {
    const [left, right] = [[...one], [...other]];
    for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
      const way = left[at].codePointAt(0) - right[at].codePointAt(0);
      if (way) return way > 0;
    }
    return left.length > right.length;
  }

  /** The index over all dossiers. */
  class Catalogue {
    constructor(data, scripts) {
      this.data = data;
      this.scripts = scripts;
      this.runs = [];
      this.firsts = [];
      let row = 0;
      data.dossiers.forEach((dossier, position) => {
        this.firsts.push(row);
        for (const [kind, status, count] of dossier.runs) {
          this.runs.push({ row, kind, status, dossier: position });
          row += count;
        }
      });
      this.count = row;
    }

    /** The shards that may hold a word, or words that begin like it. */
    #shards(word, isBegun) {
      const first = this.#shardOf(word);
      let last = first;
      const { shards } = this.data;
      while (isBegun && last + 1 < shards.length && shards[last + 1].startsWith(word)) last += 1;
      return [first, last];
    }

    #shardOf(word) {
      let [low, high] = [0, this.data.shards.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isAfter(this.data.shards[middle], word)) high = middle;
        else low = middle + 1;
      }
      return Math.max(0, low - 1);
    }

    /** The rows of a word -> what they are worth; `isCut` where only the whole word was asked. */
    async rowsOf(word, mayBegin) {
      let [first, last] = this.#shards(word, mayBegin);
      const isCut = last - first >= MOST_SHARDS;
      if (isCut) last = first;
      const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
      const shards = await Promise.all(numbers.map((one) => this.scripts.load("words", one)));
      const rows = new Map();
      for (const shard of shards) {
        const found = Object.keys(shard).filter((one) =>
          mayBegin && !isCut ? one.startsWith(word) : one === word,
        );
        await Promise.all(found.map((one) => this.#enter(rows, one === word, shard[one])));
      }
      return { rows, isCut };
    }

    async #enter(rows, isWhole, entry) {
      const text = Array.isArray(entry) ? await this.scripts.load("long", entry[1]) : entry;
      const values = decode(text);
      const rare = Math.log(1 + this.count / values.length) * (isWhole ? 1 : BEGUN);
      for (const value of values) {
        const row = Math.floor(value / 2);
        rows.set(row, Math.max(rows.get(row) ?? 0, value % 2 ? NAMED * rare : rare));
      }
    }

    /** The rows that have all words of a query, else those that have most of them; best first. */
    async find(query) {
      const asked = [...new Set(terms(query))];
      const lists = await Promise.all(
        asked.map((word, at) => this.rowsOf(word, at === asked.length - 1 && word.length > 2)),
      );
      const scores = new Map();
      for (const { rows } of lists) {
        for (const [row, worth] of rows) {
          const [count, sum] = scores.get(row) ?? [0, 0];
          scores.set(row, [count + 1, sum + worth]);
        }
      }
      let most = 0;
      for (const [count] of scores.values()) most = Math.max(most, count);
      const found = [...scores].filter(([, [count]]) => count === most);
      found.sort((one, other) => other[1][1] - one[1][1] || one[0] - other[0]);
      return {
        rows: found.map(([row]) => row),
        hasAll: most === asked.length,
        cut: asked.filter((_, at) => lists[at].isCut),
      };
    }

    /** The kind, status and dossier of a row. */
    facets(row) {
      return this.runs[lastUpTo(this.runs, row, (run) => run.row)];
    }

    /** What is shown of a row. */
    async shown(row) {
      const run = this.facets(row);
      const dossier = this.data.dossiers[run.dossier];
      const inside = row - this.firsts[run.dossier];
      const block = Math.floor(inside / this.data.block);
      const rows = await this.scripts.load("rows", `${dossier.id}/${block}`);
      const [url, title, text, who, date] = rows[inside % this.data.block];
      return { ...run, dossier, url, title, text, who, date };
    }
  }

  /** An element with what is in it. */
  function made(name, attributes, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== "" && value !== undefined) element.setAttribute(key, value);
    }
    element.append(...inside.filter((one) => one !== ""));
    return element;
  }

  const filled = (template, slots) => template.replace(/\{(\w+)\}/g, (_, name) => slots[name]);

  /** The form, what is found, and the filters beside it. */
  class Page {
    constructor(form, catalogue, said) {
      this.form = form;
      this.field = form.querySelector("input");
      this.status = document.querySelector(".catalogue-status");
      this.found = document.querySelector(".catalogue-found");
      this.catalogue = catalogue;
      this.said = said;
      this.chosen = {};
      this.turn = 0;
      this.number = new Intl.NumberFormat(said.language);
      const asked = new URLSearchParams(location.search);
      for (const name of FACETS) if (asked.get(name)) this.chosen[name] = asked.get(name);
      this.field.value = asked.get("q") ?? "";
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.search();
      });
      this.field.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(), PAUSE);
      });
      if (this.field.value) this.search();
    }

    #counted(name, count, slots = {}) {
      const phrase = this.said[name];
      return filled(phrase[count === 1 ? 0 : 1], { count: this.number.format(count), ...slots });
    }

    async search() {
      this.turn += 1;
      const { turn } = this;
      this.#remember();
      if (!terms(this.field.value).length) {
        this.status.textContent = "";
        this.found.replaceChildren();
        return;
      }
      this.status.textContent = this.said.reading;
      try {
        const result = await this.catalogue.find(this.field.value);
        if (turn === this.turn) await this.#show(result, turn, SHOWN);
      } catch {
        if (turn === this.turn) this.status.textContent = this.said.failed;
      }
    }

    #remember() {
      const address = new URL(location.href);
      for (const name of ["q", ...FACETS]) {
        const value = name === "q" ? this.field.value : this.chosen[name];
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      try {
        history.replaceState(null, "", address);
      } catch {
        // Some browsers keep the address of a page from a folder as it is.
      }
    }

    #valueOf(run, name) {
      return name === "dossier" ? this.catalogue.data.dossiers[run.dossier].id : run[name];
    }

    async #show(result, turn, limit) {
      const runs = result.rows.map((row) => [row, this.catalogue.facets(row)]);
      const passes = (run, without) =>
        FACETS.every(
          (name) =>
            name === without || !this.chosen[name] || this.#valueOf(run, name) === this.chosen[name],
        );
      const left = runs.filter(([, run]) => passes(run));
      const rows = await Promise.all(
        left.slice(0, limit).map(([row]) => this.catalogue.shown(row)),
      );
      if (turn !== this.turn) return;
      const items = made("ol", { class: "catalogue-results" }, ...rows.map((row) => this.#item(row)));
      const more = left.length > limit ? this.#more(result, turn, limit, left.length) : "";
      const filters = FACETS.map((name) =>
        this.#facet(name, runs.filter(([, run]) => passes(run, name)), result, turn),
      );
      const summary = made("summary", {}, this.said.filters);
      const beside = made("details", { class: "catalogue-filters" }, summary, ...filters);
      const before = this.found.querySelector(".catalogue-filters");
      beside.open = before ? before.open : matchMedia("(min-width: 44rem)").matches;
      const held = document.activeElement?.dataset.choice;
      this.status.textContent = this.#summary(result, left.length);
      this.found.replaceChildren(beside, made("div", {}, items, more));
      // Who has pressed a filter is still on it, although it is a new one.
      const buttons = [...beside.querySelectorAll("button")];
      if (held) buttons.find((one) => one.dataset.choice === held)?.focus();
    }

    #summary(result, count) {
      if (!result.rows.length) return this.said.nothing;
      const results = this.#counted("results", count);
      const all = result.hasAll ? results : filled(this.said.some, { results });
      return [all, ...result.cut.map((word) => filled(this.said.parts, { word }))].join(" ");
    }

    #more(result, turn, limit, count) {
      const next = this.number.format(Math.min(SHOWN, count - limit));
      const words = filled(this.said.more, { next, count: this.number.format(count - limit) });
      const button = made("button", { type: "button", class: "catalogue-more" }, words);
      button.addEventListener("click", async () => {
        await this.#show(result, turn, limit + SHOWN);
        this.found.querySelectorAll(".catalogue-results > li")[limit]?.querySelector("a")?.focus();
      });
      return button;
    }

    #item(row) {
      const name = row.title || row.text;
      const { base, id, title } = row.dossier;
      const look = row.title ? "catalogue-title" : "";
      const link = base
        ? made("a", { href: base + row.url, class: look }, name)
        : made("span", { class: look }, name);
      const kind = this.said.kinds[row.kind]?.[0] ?? row.kind;
      const status = this.said.statuses[row.status] ?? row.status;
      const parts = [kind, status, row.who, row.date].filter(Boolean).join(this.said.divider);
      const text = row.title && row.text ? made("p", {}, row.text) : "";
      const from = base ? made("a", { href: base }, title) : made("span", {}, title);
      return made("li", { "data-dossier": id }, made("p", { class: "catalogue-name" }, link), text,
        made("p", { class: "catalogue-about" }, parts, this.said.divider, from));
    }

    #facet(name, runs, result, turn) {
      const counts = new Map();
      for (const [, run] of runs) {
        const value = this.#valueOf(run, name);
        if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (!counts.size) return "";
      const ranked = [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
      const shown = ranked.slice(0, VALUES);
      const chosen = this.chosen[name];
      if (chosen && !shown.some(([value]) => value === chosen)) shown.push([chosen, counts.get(chosen) ?? 0]);
      const buttons = shown.map(([value, count]) => this.#choice(name, value, count, result, turn));
      const rest = ranked.length - VALUES;
      const others = rest > 0 ? made("span", {}, this.#counted("others", rest)) : "";
      return made("div", {}, made("h2", {}, this.said.headings[name]), ...buttons, others);
    }

    #choice(name, value, count, result, turn) {
      const words = filled(this.said.chosen, {
        name: this.#nameOf(name, value),
        count: this.number.format(count),
      });
      const isChosen = this.chosen[name] === value;
      const button = made("button", { type: "button", "aria-pressed": String(isChosen),
        "data-choice": `${name}=${value}` }, words);
      button.addEventListener("click", () => {
        if (isChosen) delete this.chosen[name];
        else this.chosen[name] = value;
        this.#remember();
        this.#show(result, turn, SHOWN);
      });
      return button;
    }

    #nameOf(name, value) {
      if (name === "kind") return this.said.kinds[value]?.[1] ?? value;
      if (name === "status") return this.said.statuses[value] ?? value;
      const { dossiers } = this.catalogue.data;
      const title = dossiers.find((one) => one.id === value)?.title ?? value;
      const isShared = dossiers.some((one) => one.title === title && one.id !== value);
      return isShared ? `${title}${this.said.divider}${value}` : title;
    }
  }

  const scripts = new Scripts("");
  window.dossierCatalogue = {
    terms,
    decode,
    take: (what, name, value) => scripts.take(what, name, value),
    open(data) {
      const form = document.querySelector(".catalogue-search");
      form.hidden = false;
      this.page = new Page(form, new Catalogue(data, scripts), data.words);
    },
  };
})();
