// A reader's own copy of a source: found passage by passage, and shown with what was made of it.
// Nothing of the copy leaves the page. What is compared, and how, is that of `dossier verify`.
(() => {
  const { words: say, counts, grades } = JSON.parse(document.currentScript.dataset.words);
  const LARGEST = 5e6;
  const SHINGLE = 3;
  // As str.split of Python, which knows other blanks than \s does.
  const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  const EDGES = /^[\ufeff \t\r\u3000]+|[\ufeff \t\r\u3000]+$/g;
  // As core/names.py: Han, kana and Hangul are a word each.
  const SINGLE = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af";
  const LETTER = `(?![\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af])[\\p{L}\\p{N}_]`;
  const WORD = new RegExp(
    `[${SINGLE}]|${LETTER}(?:${LETTER}|[\\u0300-\\u036f\\u064b-\\u065f\\u0670])*`, "gu");

  const normalised = (text) => text.normalize("NFC").replace(BLANKS, " ").replace(/^ | $/g, "");

  // Full case folding is lower, upper and lower case of a letter, but for these.
  function foldLetter(letter) {
    if (letter === "ı") return letter;
    if (/[\u13a0-\u13f5]/.test(letter.toUpperCase())) return letter.toUpperCase();
    const upper = [...letter.toLowerCase()].map((one) => one.toUpperCase()).join("");
    return [...upper].map((one) => one.toLowerCase()).join("").replaceAll("ς", "σ");
  }
  const wordsOf = (text) => [...text.normalize("NFKC")].map(foldLetter).join("").match(WORD) || [];

  function linesOf(text) {
    return text.replace(/\r\n?/g, "\n").split("\n")
      .map((line) => line.replace(EDGES, "")).filter((line) => normalised(line));
  }

  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");

  // FIPS 180-4, for pages that a browser gives no `crypto.subtle`: those of http on other machines.
  const primes = [];
  for (let one = 2; primes.length < 64; one += 1) if (primes.every((prime) => one % prime)) primes.push(one);
  const fraction = (value) => ((value % 1) * 2 ** 32) | 0;
  const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
  const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

  function digestByHand(bytes) {
    const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(padded.length - 4, bytes.length << 3);
    const turn = (word, by) => (word >>> by) | (word << (32 - by));
    const state = [...START];
    const w = new Int32Array(64);
    for (let block = 0; block < padded.length; block += 64) {
      for (let i = 0; i < 16; i += 1) w[i] = view.getInt32(block + 4 * i);
      for (let i = 16; i < 64; i += 1) {
        const [a, b] = [w[i - 15], w[i - 2]];
        w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((one, i) => { state[i] = (state[i] + one) | 0; });
    }
    const result = new DataView(new ArrayBuffer(32));
    state.forEach((one, i) => result.setInt32(4 * i, one));
    return new Uint8Array(result.buffer);
  }

  const encoder = new TextEncoder();
  async function digest(text) {
    const bytes = encoder.encode(text);
    const { subtle } = globalThis.crypto || {};
    return hex(subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : digestByHand(bytes));
  }

  // By hand, because thousands of them are asked for, and a promise costs more than so short a text.
  const hashOf = (run, salt) => hex(digestByHand(encoder.encode([salt, ...run].join("\0"))).subarray(0, 4));
  function runsOf(text, salt) {
    const found = wordsOf(text);
    return new Set(found.slice(SHINGLE - 1).map((_, i) => hashOf(found.slice(i, i + SHINGLE), salt)));
  }

  // Which lines of a copy are which passage: [{ text, passage, state }], in the order of the copy.
  async function match(text, salt, passages) {
    const free = new Map();
    for (const passage of passages) free.set(passage.sha256, [...(free.get(passage.sha256) || []), passage]);
    const take = async (joined) => (free.get(await digest(normalised(joined))) || []).shift();
    const rows = [];
    for (const line of linesOf(text)) rows.push({ text: line, passage: await take(line), state: "same" });
    await joinLines(rows, take, new Set(passages.map(({ words }) => words)));
    const left = new Set(passages.filter((one) => free.get(one.sha256).includes(one)));
    const recognised = blocksOf(rows).flatMap((block) => (block[0].passage ? block : near(block, left, salt)));
    return between(recognised, left, salt, passages);
  }

  // A passage that can only stand where others are left is found by less.
  function between(rows, left, salt, passages) {
    const places = new Map(passages.map((passage, place) => [passage, place]));
    const blocks = blocksOf(rows);
    return blocks.flatMap((block, i) => {
      // Beside nothing that is known, nothing is in its place.
      if (block[0].passage || blocks.length < 2) return block;
      const before = places.get(blocks[i - 1]?.at(-1).passage) ?? -1;
      const after = places.get(blocks[i + 1]?.[0].passage) ?? passages.length;
      const open = new Set([...left].filter((one) => before < places.get(one) && places.get(one) < after));
      const found = near(block, open, salt, true);
      for (const { passage } of found) left.delete(passage);
      return found;
    });
  }

  // Lines that were broken to fit a page are the passage that they make together.
  async function joinLines(rows, take, lengths) {
    for (let start = 0; start < rows.length; start += 1) {
      let text = "";
      for (let end = start; end < rows.length && end < start + 60 && !rows[end].passage; end += 1) {
        text += ` ${rows[end].text}`;
        const passage = end > start && lengths.has(wordsOf(text).length) && (await take(text));
        if (!passage) continue;
        rows.splice(start, end - start + 1, { text: text.trim(), passage, state: "same" });
        break;
      }
    }
  }

  // Neighbours that are no passage yet, together; each other row alone.
  function blocksOf(rows) {
    const blocks = [];
    rows.forEach((row, i) => {
      if (i && !row.passage && !rows[i - 1].passage) blocks.at(-1).push(row);
      else blocks.push([row]);
    });
    return blocks;
  }

  // The lines of a block that are a passage with other words: some of its runs are in them.
  function near(block, left, salt, isExpected = false) {
    const placed = block.flatMap(({ text }, line) => wordsOf(text).map((word) => ({ word, line })));
    const lengths = block.map(({ text }) => wordsOf(text).length);
    const runs = new Map();
    placed.slice(SHINGLE - 1).forEach((end, i) => {
      const run = hashOf(placed.slice(i, i + SHINGLE).map(({ word }) => word), salt);
      runs.set(run, [...(runs.get(run) || []), [placed[i].line, end.line]]);
    });
    const found = [...left].map((passage) => spanOf(passage, runs, lengths, isExpected)).filter(Boolean);
    const owner = block.map(() => null);
    for (const { passage, first, last } of found.sort((one, other) => other.share - one.share)) {
      if (owner.slice(first, last + 1).some(Boolean)) continue;
      owner.fill(passage, first, last + 1);
      grow(passage, owner, lengths, first, last);
      left.delete(passage);
    }
    const rows = [];
    block.forEach(({ text }, i) => {
      if (i && owner[i] && owner[i] === owner[i - 1]) rows.at(-1).text += ` ${text}`;
      else rows.push({ text, passage: owner[i] || undefined, state: owner[i] ? "changed" : "unknown" });
    });
    return rows;
  }

  function spanOf(passage, runs, lengths, isExpected) {
    let hits = passage.runs.filter((run) => runs.has(run)).flatMap((run) => runs.get(run).map((lines) => ({ run, lines })));
    if (!hits.length) return null;
    const ends = () => [Math.min(...hits.map(({ lines }) => lines[0])), Math.max(...hits.map(({ lines }) => lines[1]))];
    const length = (first, last) => lengths.slice(first, last + 1).reduce((sum, one) => sum + one, 0);
    // A run that is elsewhere too would make a passage of all that is between: then the line that has most.
    if (length(...ends()) > 2 * passage.words + 10) {
      const within = lengths.map((_, line) => hits.filter(({ lines }) => lines.every((one) => one === line)));
      hits = within.reduce((most, other) => (other.length > most.length ? other : most));
    }
    const number = new Set(hits.map(({ run }) => run)).size;
    const [first, last] = ends();
    // One common run of words is no sign, unless there are no more, or it stands in its place in so many words.
    const isAlike = isExpected && Math.abs(length(first, last) - passage.words) <= passage.words / 10 + 2;
    if (number < 2 && !isAlike && (!number || 2 * number < passage.runs.length)) return null;
    return { passage, first, last, share: number / passage.runs.length };
  }

  // Lines beside it belong to it as well while it is no longer than the passage.
  function grow(passage, owner, lengths, first, last) {
    let room = passage.words * 1.1 + 2;
    for (let i = first; i <= last; i += 1) room -= lengths[i];
    for (const [start, step] of [[first - 1, -1], [last + 1, 1]]) {
      for (let i = start; i in lengths && !owner[i] && lengths[i] <= room; i += step) {
        owner[i] = passage;
        room -= lengths[i];
      }
    }
  }

  window.dossierOwnCopy = { digest, digestByHand, linesOf, match, normalised, runsOf, wordsOf, hex };

  // Where words stand: [start, end, folded words] of each, as in the text itself.
  const placed = (text) => [...text.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length, found[0]]);

  function place(wanted, tokens) {
    if (!wanted.length) return null;
    const at = tokens.findIndex((_, i) => wanted.every((word, j) => tokens[i + j] && tokens[i + j].word === word));
    return at < 0 ? null : [tokens[at].start, tokens[at + wanted.length - 1].end];
  }

  function quotedIn(text, quotes) {
    const tokens = placed(text).flatMap(([start, end, raw]) => wordsOf(raw).map((word) => ({ start, end, word })));
    return quotes.map(({ quote, note }) => ({ range: place(wordsOf(quote), tokens), note })).filter(({ range }) => range);
  }

  // Of two names at one word only the longer.
  function namedIn(text, names) {
    const tokens = placed(text);
    const found = [];
    for (let i = 0; i < tokens.length; i += 1) {
      const fits = names.filter(({ pieces }) => pieces.every((piece, j) => tokens[i + j] && tokens[i + j][2] === piece));
      if (!fits.length) continue;
      const longest = fits.reduce((one, other) => (other.pieces.length > one.pieces.length ? other : one));
      const last = i + longest.pieces.length - 1;
      found.push({ range: [tokens[i][0], tokens[last][1]], name: longest });
      i = last;
    }
    return found;
  }

  function make(tag, name, ...content) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...content);
    return made;
  }

  // The copy is in the language of the source, and all about it in that of the page.
  function inLanguage(element, language) {
    if (language) element.lang = language;
    return element;
  }

  function shownText(text, quotes, names, language) {
    const cuts = new Set([0, text.length]);
    for (const { range } of [...quotes, ...names]) range.forEach((at) => cuts.add(at));
    const ends = [...cuts].sort((one, other) => one - other);
    const shown = inLanguage(make("p", "dossier-copy-text"), language);
    const explained = new Set();
    ends.slice(1).forEach((end, i) => {
      const start = ends[i];
      const holds = ({ range }) => range[0] <= start && end <= range[1];
      const name = names.find(holds);
      const quoting = quotes.filter(holds);
      let piece = document.createTextNode(text.slice(start, end));
      if (name) piece = make("span", "dossier-garbled", piece);
      if (quoting.length) {
        piece = make("mark", "", piece);
        quoting.forEach(({ note }) => note.marks.push(piece));
      }
      shown.append(piece);
      if (!name || name.range[1] !== end || explained.has(name.name)) return;
      explained.add(name.name);
      const meant = make("span", "dossier-copy-meant", "[", name.name.link.cloneNode(true), "]");
      shown.append(" ", inLanguage(meant, language && document.documentElement.lang));
    });
    return shown;
  }

  const count = (number, sort) => counts[sort][number === 1 ? 0 : 1].replace("{count}", number.toLocaleString("en"));

  function setUp(root) {
    const data = root.querySelector("[data-salt]");
    const [passageList, nameList] = data.children;
    const passages = [...passageList.children].map((item) => {
      const [sha256, ...runs] = item.dataset.hashes.split(" ");
      const [label, role, notes] = item.children;
      return { id: item.dataset.passage, words: Number(item.dataset.words), sha256, runs, label, role: role.textContent, notes: [...notes.children] };
    });
    const names = [...nameList.children].map((item) => ({
      pieces: item.firstElementChild.textContent.match(WORD) || [], link: item.lastElementChild,
    })).filter(({ pieces }) => pieces.length);
    const { salt, lang } = data.dataset;

    const field = inLanguage(make("textarea"), lang);
    const file = make("input");
    const status = make("p", "dossier-copy-status");
    const result = make("div", "dossier-copy-result");
    field.rows = 7;
    field.spellcheck = false;
    field.autocomplete = "off";
    file.type = "file";
    file.accept = ".txt,.md,text/plain";
    status.setAttribute("role", "status");
    const clear = make("button", "", say.clear);
    clear.type = "button";
    const desk = make("div", "dossier-copy-desk",
      make("label", "", make("span", "", say.label), field),
      make("label", "", make("span", "", say.file), file),
      make("p", "dossier-copy-hint", say.drop), clear);
    root.querySelector(".dossier-copy-instead").replaceWith(desk, status, result);

    // What the address asks for, once there is something to choose from.
    let restore = () => {};
    addEventListener("hashchange", () => restore());
    let turn = 0;
    async function compare(text) {
      const mine = (turn += 1);
      result.replaceChildren();
      status.textContent = text.trim() ? say.busy : "";
      if (!text.trim()) return;
      const rows = await match(text, salt, passages);
      // The field may have changed while this was worked out.
      if (mine === turn) show(rows);
    }

    function show(rows) {
      const found = new Set(rows.map(({ passage }) => passage));
      const missing = passages.filter((one) => !found.has(one));
      if (missing.length === passages.length) {
        status.textContent = say.alien;
        return;
      }
      const of = (state) => rows.filter((row) => row.state === state).length;
      const numbers = [[of("same"), "same"], [of("changed"), "changed"], [missing.length, "missing"], [of("unknown"), "unknown"]];
      status.textContent = `${numbers.filter(([number]) => number).map(([number, sort]) => count(number, sort)).join(", ")}.`;
      const shown = rows.map(showRow);
      const title = make("h2", "", say.title);
      title.tabIndex = -1;
      result.append(title, filterOf(shown), ...shown.map(({ row }) => row));
      if (missing.length) result.append(missingLine(missing));
    }

    function missingLine(missing) {
      const [before, after] = say.missing.split("{passages}");
      const line = make("p", "dossier-copy-missing", before);
      missing.forEach(({ label }, i) => line.append(i ? ", " : "", ...label.cloneNode(true).childNodes));
      line.append(after);
      return line;
    }

    function showRow({ text, passage, state }) {
      const row = make("div", `dossier-copy-row dossier-copy-${state}`);
      if (!passage) {
        row.append(make("div", "", make("p", "dossier-copy-head", say.unknown), shownText(text, [], [], lang)));
        return { row, notes: [] };
      }
      const notes = passage.notes.map((item) => ({ item: item.cloneNode(true), marks: [] }));
      const quotes = notes.flatMap((note) => [...note.item.querySelectorAll("q")].map((one) => ({ quote: one.textContent, note })));
      const head = make("p", "dossier-copy-head", ...passage.label.cloneNode(true).childNodes, state === "same" ? ` ${passage.role}` : ` ${passage.role}, ${say[state]}`);
      row.append(make("div", "", head, shownText(text, quotedIn(text, quotes), namedIn(text, names), lang)));
      const list = make("ul", "dossier-rows", ...notes.map(({ item }) => item));
      if (notes.length) row.append(list);
      notes.forEach(({ item, marks }) => {
        // Whoever reads a note by keys keeps its words when the pointer leaves, and the other way about.
        const toggle = () => marks.forEach((mark) => mark.classList.toggle("is-asked", item.matches(":hover, :focus-within")));
        ["pointerenter", "pointerleave", "focusin", "focusout"].forEach((event) => item.addEventListener(event, toggle));
      });
      return { row, notes: notes.map(({ item }) => item) };
    }

    function filterOf(shown) {
      const all = shown.flatMap(({ notes }) => notes);
      const gradeOf = (note) => (note.className.match(/dossier-grade-(\w+)/) || [])[1];
      const asked = () => (/^#own-copy:(\w+)$/.exec(location.hash) || [])[1] || "";
      const bar = make("fieldset", "dossier-copy-filter dossier-passage-bar", make("legend", "", say.filter));
      const choose = (grade) => shown.forEach(({ row, notes }) => {
        notes.forEach((note) => { note.hidden = Boolean(grade) && gradeOf(note) !== grade; });
        row.hidden = Boolean(grade) && notes.every((note) => note.hidden);
      });
      // In the address are no words of the copy: who opens it puts in his own.
      const ask = (grade) => {
        choose(grade);
        history.replaceState(null, "", grade ? `#own-copy:${grade}` : location.href.split("#")[0]);
      };
      // A claim that several passages have is one.
      const number = (grade) => new Set(all.filter((note) => gradeOf(note) === grade).map((note) => note.querySelector(".dossier-row-text a")?.href || note)).size;
      const options = [["", say.all], ...Object.entries(grades)];
      for (const [grade, label] of options) {
        const total = grade && number(grade);
        if (total === 0) continue;
        const radio = make("input");
        radio.type = "radio";
        radio.name = "dossier-copy-grade";
        radio.value = grade;
        radio.addEventListener("change", () => ask(grade));
        const swatch = grade ? [make("span", `dossier-swatch dossier-grade-${grade}`)] : [];
        bar.append(make("label", "", radio, ...swatch, label, ...(grade ? [" ", make("strong", "", String(total))] : [])));
      }
      const radios = [...bar.querySelectorAll("input")];
      restore = () => {
        const chosen = radios.find((radio) => radio.value === asked()) || radios[0];
        chosen.checked = true;
        choose(chosen.value);
      };
      restore();
      const print = make("button", "", say.print);
      print.type = "button";
      print.addEventListener("click", () => window.print());
      bar.append(print);
      return bar;
    }

    async function take(given) {
      if (!given) return;
      const text = given.size > LARGEST ? "" : await given.text();
      const isText = !/[\0\ufffd]/.test(text);
      if (text.trim() && isText) field.value = text;
      await compare(isText ? text : "");
      if (given.size > LARGEST) status.textContent = say.large;
      else if (!isText) status.textContent = say.binary;
      else if (!text.trim()) status.textContent = say.nothing;
    }

    let waiting = 0;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => compare(field.value), 250);
    });
    file.addEventListener("change", () => take(file.files[0]));
    clear.addEventListener("click", () => {
      field.value = file.value = "";
      compare("");
    });
    desk.addEventListener("dragover", (event) => event.preventDefault());
    desk.addEventListener("drop", (event) => {
      const [dropped] = event.dataTransfer.files;
      if (!dropped) return;
      event.preventDefault();
      take(dropped);
    });
    // A browser that goes back to a page fills its fields again.
    if (field.value) compare(field.value);
  }

  document.querySelectorAll(".dossier-own-copy").forEach(setUp);
})();
