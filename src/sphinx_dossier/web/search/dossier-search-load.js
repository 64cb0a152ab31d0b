/* The parts of the index: plain scripts, each loaded when a query needs it for the first time, from
   a folder too. What is asked in the address is loaded at once, while the page is still being read. */
(function () {
  "use strict";

  const SLIPS = 0.2;
  // A guess at the ranking: title, names, asked, value, who, text; sources and prose count less.
  const WEIGHTS = [6, 4, 3, 2, 2, 1.5];
  const AS_TEXT = 0.2;
  const LIKELY = 4;
  // What is filtered, sorted and counted by, and the days of rows.
  const COLUMNS = "columns-0";
  // A day or a year beside something else may be a date.
  const MAY_BE_DATE = /[^\d\s]/;
  const IS_DAY_OR_YEAR = /(?:^|\D)(?:\d{1,2}|(?:19|20)\d\d)(?!\d|[.,]\d{3})/;
  const { IS_CHINESE, terms } = window.dossierWords;
  const own = document.currentScript?.src ?? document.baseURI;

  /** Some parts of the index have not been loaded; `keys` are which. */
  class Missing extends Error {
    constructor(keys) {
      super(keys.join(" "));
      this.keys = keys;
    }
  }

  /** The parts that `listed` = {version, words, near, near-other, rows, objects} tells of, below `folder`. */
  class Parts {
    #arrived = new Map();
    #loading = new Map();
    #read = new Map();
    #near = new Map();

    constructor(listed, folder) {
      this.listed = listed;
      this.folder = folder;
      let row = 0;
      this.rows = listed.rows.map((step) => (row += step));
    }

    /** Enter what a script brings. */
    enter(kind, place, value) {
      this.#arrived.set(`${kind}-${place}`, value);
    }

    has(key) {
      return this.#arrived.has(key);
    }

    get(key) {
      return this.#arrived.get(key);
    }

    /** Go on only if all these parts are there. */
    need(keys) {
      const missing = [...new Set(keys)].filter((key) => !this.has(key));
      if (missing.length) throw new Missing(missing);
    }

    /** Load parts that are not there; a part that fails is asked for again the next time. */
    load(keys) {
      return Promise.all([...new Set(keys)].filter((key) => !this.has(key)).map((key) => this.#ask(key)));
    }

    #ask(key) {
      if (!this.#loading.has(key)) {
        const asked = new Promise((done, failed) => {
          const script = document.createElement("script");
          script.onload = () => (this.has(key) ? done() : failed(new Error(key)));
          script.onerror = () => failed(new Error(key));
          script.fetchPriority = "high";
          script.src = `${this.folder}${key}.js?v=${this.listed.version}`;
          document.head.append(script);
        });
        this.#loading.set(key, asked);
        asked.catch(() => this.#loading.delete(key));
      }
      return this.#loading.get(key);
    }

    /** Do what needs parts, again each time that those it lacked are loaded. */
    async whole(step) {
      for (;;) {
        try {
          return step();
        } catch (error) {
          if (!(error instanceof Missing)) throw error;
          await this.load(error.keys);
        }
      }
    }

    /** The parts with a word, or with all words that begin with it. */
    ofWord(word, isBeginning) {
      const starts = this.listed.words;
      const first = lastUpTo(starts, word);
      // No word goes on behind its beginning with a greater letter than this one.
      const last = isBeginning ? lastUpTo(starts, `${word}\uffff`) : first;
      const keys = [];
      for (let at = Math.max(first, 0); at <= last; at += 1) keys.push(`words-${at}`);
      return keys;
    }

    /** The part with a row. */
    ofRow(number) {
      return `rows-${lastUpTo(this.rows, number)}`;
    }

    /** The parts with the words that one with slips may mean. */
    near(word, slips = slipsIn(word, SLIPS)) {
      const [least, most] = [word.length - slips, word.length + slips];
      return tablesOf(word, slips).flatMap((table) => {
        const starts = this.listed[table];
        // A part goes on up to the length that the next one begins with, of which it may have words.
        const isIn = (start, at) => start <= most && (starts[at + 1] ?? Infinity) >= least;
        return starts.flatMap((start, at) => (isIn(start, at) ? [`${table}-${at}`] : []));
      });
    }

    /** Length -> the words of it that a part has; read when they are asked for for the first time. */
    #wordsIn(key) {
      if (!this.#read.has(key)) {
        const found = new Map();
        let word = "";
        for (const [, shared, rest] of this.get(key).matchAll(/([A-Z])([^A-Z]*)/g)) {
          word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
          if (!found.has(word.length)) found.set(word.length, new Set());
          found.get(word.length).add(word);
        }
        this.#read.set(key, found);
      }
      return this.#read.get(key);
    }

    /** Whether a word is among them; no more parts than its own are needed. */
    isListed(word) {
      const keys = this.near(word, 0);
      this.need(keys);
      return keys.some((key) => this.#wordsIn(key).get(word.length)?.has(word));
    }

    /** The words that differ from one by so many letters at most; looked for once. */
    wordsNear(word, slips) {
      const name = `${slips} ${word}`;
      if (!this.#near.has(name)) {
        const keys = this.near(word, slips);
        this.need(keys);
        const found = [];
        for (let length = word.length - slips; length <= word.length + slips; length += 1) {
          const all = new Set(keys.flatMap((key) => [...(this.#wordsIn(key).get(length) ?? [])]));
          found.push(...[...all].filter((one) => isNear(word, one, slips)).sort());
        }
        this.#near.set(name, found);
      }
      return this.#near.get(name);
    }
  }

  /** Where words are that one may mean: no letter of another script is one of ASCII. */
  function tablesOf(word, slips) {
    const others = word.replace(/[ -~]/g, "").length;
    if (!others) return ["near"];
    return others > slips ? ["near-other"] : ["near", "near-other"];
  }

  /** The place of the last of some sorted values that is not behind one; -1 where all are. */
  function lastUpTo(starts, value) {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  const isChinese = (term) => term > "\u007f" && IS_CHINESE.test(term);

  /** Whether words are sought that begin with this one, too. */
  const isBegun = (term) => term.length > 2 || isChinese(term);

  /** Whether readers may misspell a word: not a short one, a number or Chinese. */
  const isSpelt = (term) =>
    term.length > 3 && (/^[a-z]+$/.test(term) || (!/\p{N}/u.test(term) && !isChinese(term)));

  /** Which letters a word has, as bits; several letters may share one. */
  function lettersOf(word) {
    let bits = 0;
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  }

  function countBits(bits) {
    let count = 0;
    for (let left = bits; left; left &= left - 1) count += 1;
    return count;
  }

  // What two words differ by, letter by letter: kept, since thousands are compared with one.
  let row = new Uint16Array(64);
  let next = new Uint16Array(64);

  /** Whether words differ by so many letters at most (Levenshtein). */
  function isNear(word, other, slips) {
    // A letter that one alone has costs a slip: most words are told by that.
    const [own, theirs] = [lettersOf(word), lettersOf(other)];
    if (countBits(own & ~theirs) > slips || countBits(theirs & ~own) > slips) return false;
    const length = other.length;
    if (length >= row.length) [row, next] = [new Uint16Array(2 * length), new Uint16Array(2 * length)];
    for (let step = 0; step <= length; step += 1) row[step] = step;
    for (let at = 1; at <= word.length; at += 1) {
      const letter = word.charCodeAt(at - 1);
      let least = (next[0] = at);
      for (let step = 1; step <= length; step += 1) {
        const change = row[step - 1] + (letter === other.charCodeAt(step - 1) ? 0 : 1);
        next[step] = Math.min(change, row[step] + 1, next[step - 1] + 1);
        if (next[step] < least) least = next[step];
      }
      if (least > slips) return false;
      [row, next] = [next, row];
    }
    return row[length] <= slips;
  }

  /** How many slips MiniSearch forgives in a word. */
  function slipsIn(word, share, most = 6) {
    if (!share) return 0;
    return share < 1 ? Math.min(most, Math.round(word.length * share)) : share;
  }

  const parts = new Parts(window.dossierSearchFiles, new URL("dossier-search/", own).href);
  window.dossierShard = (...part) => parts.enter(...part);
  window.dossierSearchParts = { COLUMNS, Missing, Parts, SLIPS, counted, isBegun, isNear, isSpelt, likely, parts, slipsIn };

  /** Steps from row to row, each with how often behind it where that is not once -> {row: count}. */
  function counted(steps) {
    const found = {};
    let row = 0;
    for (const step of steps) {
      if (step < 0) {
        found[row] = -step;
      } else {
        row += step;
        found[row] = 1;
      }
    }
    return found;
  }

  /** The rows that a query may well find first; what it does find, `dossierSearch` says. */
  function likely(sought) {
    const scores = new Map();
    for (const term of sought.filter((one) => isBegun(one))) {
      const entries = parts.ofWord(term, true).flatMap((key) => parts.get(key));
      const exact = entries.filter(([word]) => word === term);
      const meant = exact.length ? exact : entries.filter(([word]) => word.startsWith(term));
      for (const [, , ...fields] of meant) {
        for (let at = 0; at < fields.length; at += 2) {
          const steps = fields[at + 1].filter((step) => step >= 0);
          const score = (WEIGHTS[fields[at]] ?? 0) / Math.log2(2 + steps.length);
          let row = 0;
          for (const step of score ? steps : []) {
            row += step;
            const isText = row >= parts.listed.objects;
            scores.set(row, (scores.get(row) ?? 0) + score * (isText ? AS_TEXT : 1));
          }
        }
      }
    }
    const best = [...scores].sort(([, one], [, other]) => other - one).slice(0, LIKELY);
    return best.map(([row]) => row);
  }

  /** Whether a word stands nowhere as it is typed: nothing may be found before slips are looked for. */
  const isUnknown = (term) =>
    !parts.ofWord(term).some((key) => parts.get(key).some(([word]) => word === term));

  /** Load what a query will need, before anything else of the search is there. */
  async function prepare(query) {
    const sought = terms(query);
    await parts.load(sought.flatMap((term) => parts.ofWord(term, isBegun(term))));
    const near = sought.filter((term) => isSpelt(term) && isUnknown(term));
    const rows = likely(sought).map((row) => parts.ofRow(row));
    const days = IS_DAY_OR_YEAR.test(query) && MAY_BE_DATE.test(query) ? [COLUMNS] : [];
    await parts.load([...near.flatMap((term) => parts.near(term)), ...rows, ...days]);
    const meant = near.flatMap((term) => parts.wordsNear(term, slipsIn(term, SLIPS)));
    await parts.load(meant.flatMap((term) => parts.ofWord(term)));
  }

  // Whoever needs a part that does not come asks for it again, and is told of it.
  prepare(new URLSearchParams(window.location.search).get("q") ?? "").catch(() => {});
})();
