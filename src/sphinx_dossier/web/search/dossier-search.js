/* What a search finds: words, names, ranking, facets. It touches no page, so that it can be tried
   alone; dossier-search-page.js shows what it finds. MiniSearch scores by the parts of the index
   that a query needs, and dossier-search-load.js brings them. */
(function () {
  "use strict";

  const { fold, isFigure, joined, read, stem, terms, words } = window.dossierWords;
  const { COLUMNS, SLIPS, isBegun, isSpelt, parts: ownParts } = window.dossierSearchParts;
  const FIELDS = {
    title: 6, names: 4, asked: 3, value: 2, who: 2, text: 1.5, when: 1, also: 0.5, quotes: 0.5,
  };
  // Readers come for the objects, of which prose and sources tell; and for what was first said.
  const WEIGHTS = { question: 1.5, text: 0.3, source: 0.15 };
  // Who writes as an article prints it has read that, and asks for what stands in it.
  const WEIGHTS_BESIDE_GARBLED = { ...WEIGHTS, question: 1 };
  const DRIFTED = 0.85;
  const OWN_ARTICLE = 3;
  const NAMED_BESIDE = 0.1;
  const LEAST_SHARE = 1 / 3;
  // A question is found by a part of its words, and before what was said to it.
  const LEAST_ASKED = 1 / 2;
  const NEARLY = 0.9;
  const ALIKE = 0.2;
  // Claims that are about as good as the best one: no side alone stands at the top.
  const AS_GOOD = 0.4;
  const LONGEST = 4;
  // So many parts with words are loaded before a query needs them.
  const MOST_AHEAD = 6;
  // Headings and offices answer a question less surely than what was written down for it.
  const PHRASES = { title: 0.95, heading: 0.9, role: 0.7 };
  const DATED = { text: 1, event: 0.8 };
  // Where no name says so, months are understood in these.
  const READ_WIDELY = ["en", "ru", "de", "fr", "tr", "es", "zh"];
  const RANKED_BY = ["by", "side", "status"];
  const FACETS = ["type", "by", "side", "status", "date", "source"];

  /** The names of a row: how each is written, its language, and whether it is a garbled form. */
  function* namesOf(row) {
    if (!["actor", "place", "event"].includes(row.type)) return;
    yield { text: row.title, kind: "title" };
    // "Khankendi / Stepanakert" is two names.
    const parts = row.title.split(" / ");
    for (const part of parts.length > 1 ? parts : []) yield { text: part, kind: "title" };
    for (const [text, lang] of row.also ?? []) yield { text, lang, kind: "also" };
    for (const text of row.garbled ?? []) yield { text, kind: "garbled" };
  }

  /** The rows: `open(data, MiniSearch, parts)`, then `ask(wanted)`, which loads what it needs.
   *
   * A row has at first what it is ranked, counted and sorted by; all else of it comes with its part.
   */
  class Search {
    constructor(data, Library, parts) {
      this.data = data;
      this.parts = parts;
      this.index = new window.dossierSearchIndex(data, parts, Library);
      const setOf = (list) => new Set(terms(list ?? ""));
      this.grammar = setOf(data.words?.grammar);
      // The last word of a query may be the beginning of another.
      this.commonLast = setOf(data.words?.common);
      this.common = new Set([...this.commonLast, ...this.grammar]);
      this.commonBeside = new Set([...this.common, ...setOf(data.words?.grammarBeside)]);
      this.asking = new Set(data.words?.asking.split(" "));
      this.all = rowsOf(data);
      this.rows = new Map(this.all.filter(({ id }) => id).map((row) => [row.id, row]));
      this.names = new Map();
      this.noted = new Set();
      this.same = groups(data.same ?? []);
      this.places = new Map(data.types.map((type, at) => [type, at]));
      this.own = new Set(Object.keys(window.dossierSearchParts.counted(data.own)).map(Number));
      this.entered = new Set();
      this.ownNames = new Map();
      this.asked = new Map();
      this.days = new Map();
    }

    /** A query taken apart; of languages only dates have names, beside a figure. */
    #read(query) {
      if (/\d/.test(query)) this.languages ??= languagesOf(this.data);
      return read(query, this.languages ?? []);
    }

    /** How many statements count for each actor, and how many each has made: {all, own}. */
    statements() {
      if (!this.counts) {
        this.counts = { all: new Map(), own: new Map() };
        const add = (counts, id) => counts.set(id, (counts.get(id) ?? 0) + 1);
        for (const row of this.all) {
          for (const id of this.bodies(row)) add(this.counts.all, id);
          for (const id of row.by ?? []) add(this.counts.own, id);
        }
      }
      return this.counts;
    }

    /** What `find` finds, with the first `count` rows as they are shown. */
    async ask(wanted, count = this.all.length) {
      const found = await this.findWhole(wanted);
      await this.bring(found.hits.slice(0, count));
      return found;
    }

    /** What `find` finds with the parts of the words that are typed: slips, other words for the same
     * and the like count as far as they are there, and `isWhole` is whether all of that was. */
    findSoon(wanted) {
      return this.parts.whole(() => this.find(wanted, true));
    }

    /** What `find` finds, and `suggest` where that is nothing: rows as far as they are there.
     *
     * `soon` is what `findSoon` has found of the same.
     */
    async findWhole(wanted, soon) {
      const found = soon?.isWhole ? soon : await this.parts.whole(() => this.find(wanted));
      const near = found.all ? [] : await this.parts.whole(() => this.suggest(wanted.q ?? ""));
      return { ...found, near };
    }

    /** Make the rows of hits whole: a promise, or nothing where all of them are there. */
    bring(hits) {
      const rows = hits.map(({ row }) => row);
      const keys = this.#partsOf(rows);
      if (keys.every((key) => this.parts.has(key))) this.#enter(rows);
      else return this.parts.load(keys).then(() => this.#enter(rows));
      return undefined;
    }

    /** Whether all of a row is there, and not only what it is ranked by. */
    isWhole(row) {
      return this.parts.has(this.parts.ofRow(row.n));
    }

    /** How many hits can be shown: those from the first on that are there, or the head of the first. */
    countShown(hits) {
      const at = hits.findIndex(({ row }) => !this.isWhole(row));
      const count = at < 0 ? hits.length : at;
      this.bring(hits.slice(0, count));
      return count || (hits[0]?.row.url ? 1 : 0);
    }

    /** Begin to load the words that the next letters of a query may lead to. */
    expect(query) {
      const last = terms(query).at(-1);
      if (!last) return;
      const begun = this.parts.ofWord(last, true);
      // What this word needs comes before what the next letters may; who needs what fails asks again.
      const own = isBegun(last) ? begun : this.parts.ofWord(last);
      const ahead = () => begun.length <= MOST_AHEAD && this.parts.load(begun);
      this.parts.load(own).then(ahead).catch(() => {});
    }

    /** Load what rows are only counted, filtered and sorted by: a promise, or nothing where it is there. */
    bringColumns() {
      if (this.hasColumns) return undefined;
      return this.parts.load([COLUMNS]).then(() => this.#needColumns());
    }

    /** Enter into rows what they are only counted, filtered and sorted by. */
    #needColumns() {
      if (this.hasColumns) return;
      this.parts.need([COLUMNS]);
      enter(this.all, this.parts.get(COLUMNS));
      this.hasColumns = true;
    }

    #partsOf(rows) {
      return [...new Set(rows.map(({ n }) => this.parts.ofRow(n)))];
    }

    /** Make rows whole: all else of them is in parts of their own. */
    #enter(rows) {
      const keys = this.#partsOf(rows);
      this.parts.need(keys);
      for (const key of keys) {
        if (this.entered.has(key)) continue;
        for (const row of this.parts.get(key)) Object.assign(this.all[row.n], row);
        this.entered.add(key);
      }
    }

    /** The words of each name of a row; cut when they are asked for, since few rows are. */
    #wordsOfNames(row) {
      if (!this.ownNames.has(row)) this.ownNames.set(row, [...namesOf(row)].map(({ text }) => terms(text)));
      return this.ownNames.get(row);
    }

    /** Enter the names of a row by their folded words. */
    #noteNames(row) {
      if (this.noted.has(row)) return;
      this.noted.add(row);
      const own = this.#wordsOfNames(row);
      [...namesOf(row)].forEach((name, at) => {
        for (const key of new Set([own[at].join(" "), ...joined(name.text)])) {
          const list = this.names.get(key) ?? [];
          if (!list.some((one) => one.row === row)) list.push({ ...name, row });
          list.sort((one, other) => one.row.n - other.row.n);
          if (key) this.names.set(key, list);
        }
      });
    }

    /** The names that have just these words, or them as one. */
    #named(own) {
      const whole = own.join("");
      const having = (term) => [...this.index.rowsWith(term, ["names"])];
      // Where more than two words may be one, the part of the index with that is not asked for.
      const numbers = own.length > 2 ? this.all.keys() : [own[0], whole].flatMap(having);
      for (const n of numbers) this.#noteNames(this.all[n]);
      return this.names.get(own.join(" ")) ?? this.names.get(whole);
    }

    /** What is asked of a row, and what a question asks or a heading says: {stems, kind}. */
    *#phrasesOf(row) {
      for (const text of row.asked ?? []) yield { stems: this.#stems(text), kind: "asked" };
      if (row.type === "event") yield { stems: this.#stems(row.title), kind: "name" };
      // "How many on 27 September?" is asked without the day.
      const asking = [...this.#stems(row.title ?? "")].filter((stem) => !isFigure(stem));
      if (row.type === "question") yield { stems: new Set(asking), kind: "title" };
      if (row.type === "actor" && row.role) yield { stems: this.#stems(row.role), kind: "role" };
      if (row.type === "text" && !row.named) yield { stems: this.#stems(row.title), kind: "heading" };
    }

    /** What a phrase asks for: its words without endings, without those that say nothing. */
    #stems(text) {
      const own = terms(text).filter((term) => this.asking.has(term) || !this.common.has(term));
      return new Set(own.map(stem));
    }

    /** Cut names and phrases, row by row, before a query compares them. */
    *cut() {
      for (const row of this.all) {
        this.#wordsOfNames(row);
        this.#askedOf(row);
        yield;
      }
    }

    /** The phrases of a row, cut when it is found for the first time. */
    #askedOf(row) {
      if (!this.asked.has(row)) this.asked.set(row, [...this.#phrasesOf(row)]);
      return this.asked.get(row);
    }

    /** The dates of a row in all forms: that of an event, and the one that a page has as its title. */
    #daysOf(row) {
      if (!this.days.has(row)) this.days.set(row, new Set((row.days ?? []).flatMap(inAllForms)));
      return this.days.get(row);
    }

    /** An actor, the body that it speaks for, and so on; in a circle nobody comes twice. */
    line(actor) {
      const line = [actor];
      for (const id of line) {
        const body = this.rows.get(id)?.of;
        if (body && !line.includes(body)) line.push(body);
      }
      return line;
    }

    /** All for whom a claim counts, each once, also where several speak together. */
    bodies(row) {
      row.bodies ??= [...new Set((row.by ?? []).flatMap((actor) => this.line(actor)))];
      return row.bodies;
    }

    /** The sides of a row; a joint statement is one of each of its sides. */
    sides(row) {
      if (!(row.by?.length > 1)) return row.side ? [row.side] : [];
      return [...new Set(row.by.map((actor) => this.rows.get(actor)?.side ?? "outside"))];
    }

    /** What `wanted` = {q, sort, type, by, side, status, date, source} finds, and each count. */
    find(wanted, isSoon = false) {
      this.index.begin(isSoon);
      if (wanted.sort || wanted.source?.length || wanted.date?.length) this.#needColumns();
      const { hits, isBroad } = this.#hits(wanted.q ?? "");
      const holds = (row, facet) => {
        if (!wanted[facet]?.length) return true;
        const values = this.#valuesOf(row, facet);
        return wanted[facet].some((choice) => values.some((value) => matches(value, choice, facet)));
      };
      const chosen = FACETS.filter((facet) => wanted[facet]?.length);
      const found = chosen.length ? hits.filter(({ row }) => chosen.every((facet) => holds(row, facet))) : hits;
      const facets = {};
      for (const facet of FACETS) {
        const count = () => {
          const others = FACETS.filter((other) => other !== facet);
          const pool = hits.filter(({ row }) => others.every((other) => holds(row, other)));
          return this.#count(pool, facet);
        };
        // Counted when it is looked at.
        let counts;
        Object.defineProperty(facets, facet, { enumerable: true, get: () => (counts ??= count()) });
      }
      const { isWhole } = this.index;
      return { hits: sorted(found, wanted.sort), all: hits.length, facets, isBroad, isWhole };
    }

    #valuesOf(row, facet) {
      if (facet === "source" || facet === "date") this.#needColumns();
      if (facet === "source") return row.sources ?? [];
      if (facet === "date") return row.periods ?? [];
      if (facet === "by") return this.bodies(row);
      if (facet === "side") return this.sides(row);
      return row[facet] ? [row[facet]] : [];
    }

    /** How many rows have each value; of a date also how many are in its month and year. */
    #count(hits, facet) {
      const counts = new Map();
      for (const { row } of hits) {
        const values = this.#valuesOf(row, facet).flatMap((value) =>
          facet === "date" ? [value, value.slice(0, 7), value.slice(0, 4)] : [value],
        );
        for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return counts;
    }

    #hits(query) {
      const asked = this.#read(query);
      const sought = asked.sought.map(({ term }) => term);
      if (!sought.length) {
        const isNothing = query.trim() && !asked.without.length;
        const rows = isNothing ? [] : this.#kept(this.all, asked);
        return { hits: rows.map((row) => ({ row, terms: [] })) };
      }
      this.#needWords(sought);
      const named = this.#namesIn(asked);
      const units = this.#units(asked, named);
      this.#needUnits(units);
      const parts = units.filter((unit) => !unit.isAsking || units.every(({ isAsking }) => isAsking));
      let results = this.#ask(parts.map((unit) => this.#query(unit)), "AND");
      // Long pages and lists of sources hold all sorts of words: an object that has most is nearer.
      const isObject = ({ id }) => !["text", "source"].includes(this.all[id].type);
      const isNone = !results.length;
      const isBroad = parts.length > 1 && !results.some(isObject);
      if (isBroad) results = this.#ask(parts.map((unit) => this.#query(unit)), "OR");
      const isSaid = ({ id, terms }, term) =>
        this.all[id].type !== "source" && terms.includes(term);
      const content = parts.flatMap(({ own }) => own);
      const isKnown = content.every((term) => results.some((result) => isSaid(result, term)));
      // Beside other words, a name asks for what is said of its thing, and not for the thing.
      const beside = named.filter(({ own }) => own.length < content.length);
      const titles = new Set(beside.map(({ row }) => row.title));
      const isGarbled = named.some(({ kind }) => kind === "garbled");
      const dated = parts.flatMap(({ date }) => (date ? [this.#finder(date.keys)] : []));
      const ways = String(sought) === String(content) ? [sought] : [sought, content];
      // "de l'Arménie" is "d'Arménie" too.
      const bare = sought.slice(0, -1).some((term) => this.grammar.has(term)) ? content : [];
      // A date is found by another field than the names that may have its words.
      const mayBeNamed = ({ match }) =>
        dated.length > 0 || Object.values(match).some((fields) => fields.includes("names"));
      const isOfDays = ({ id }) => dated.every((isOf) => isOf(this.all[id]));
      const ranked = results.filter((result) => isBroad || isOfDays(result)).map((result) => {
        const row = this.all[result.id];
        const named = mayBeNamed(result) ? ways : [];
        const byName = named.map((own) => this.#rank(result, own, isKnown, own === bare));
        const rank = Math.max(...byName, this.#rankAsked(row, units, isBroad));
        const isBeside = titles.has(row.title) && rank < NEARLY;
        const weight = this.#weight(row, isGarbled) * (isBeside ? NAMED_BESIDE : 1);
        return { row, terms: result.terms, score: result.score * weight, rank: isBeside ? 0 : rank };
      });
      this.#addExact(ranked, sought);
      this.#addGiven(ranked, parts);
      const type = ({ row, rank }) => (rank ? this.places.get(row.type) : 0);
      ranked.sort(
        (one, other) => other.rank - one.rank || type(one) - type(other) || other.score - one.score,
      );
      const isNarrowed = asked.phrases.length || asked.without.length;
      const kept = isNarrowed && new Set(this.#kept(ranked.map(({ row }) => row), asked));
      const hits = kept ? ranked.filter(({ row }) => kept.has(row)) : ranked;
      return { hits: named.length ? hits : inTurns(hits), isBroad: isBroad && isNone };
    }

    /** Ask for all parts at once that the words of a query are in, alone and as one. */
    #needWords(own) {
      const pairs = own.slice(1).map((term, at) => own[at] + term);
      const asOne = pairs.flatMap((term) => this.parts.ofWord(term));
      this.parts.need([
        ...own.flatMap((term) => this.parts.ofWord(term, isBegun(term))),
        ...(this.index.isSoon ? [] : asOne),
      ]);
      this.index.want(asOne);
    }

    /** Ask at once for the parts of all that units mean; then for those where slips are looked for. */
    #needUnits(units) {
      const said = units.filter(({ date }) => !date);
      const own = said.flatMap((unit) => unit.own);
      const alike = said.flatMap(({ others = [], number }) => [...others.flat(), ...(number ? [number.term] : [])]);
      const usual = said.flatMap(({ names = [] }) => names.flatMap(({ row }) => terms(row.title)));
      // Words that stand together are sought with slips, others where nobody uses them.
      const together = said.filter((unit) => unit.names || unit.own.length > 1).flatMap((unit) => unit.own);
      const near = (ways) => ways.filter(isSpelt).flatMap((term) => this.parts.near(term));
      const isUnused = (term) => !this.index.isUsed(term);
      this.index.want([
        ...[...own, ...alike].flatMap((term) => this.parts.ofWord(term, isBegun(term))),
        ...usual.flatMap((term) => this.parts.ofWord(term)),
        ...near([...together, ...own.filter(isUnused)]),
      ]);
      this.index.want(near(alike.filter(isUnused)));
    }

    /** The rows with all phrases of a query and nothing that it leaves out. */
    #kept(rows, { phrases, without }) {
      if (!phrases.length && !without.length) return rows;
      const sought = [...phrases, ...without].flat();
      this.parts.need(sought.flatMap((term) => this.parts.ofWord(term)));
      const had = phrases.map((own) => this.#having(own, [...SHOWN, "quotes"]));
      const left = without.map((own) => this.#having(own, SHOWN));
      const found = rows.filter(({ n }) => had.every((numbers) => numbers.has(n)));
      const isOpen = ({ n }) => had.length || left.some((numbers) => numbers.has(n));
      // Whether words stand side by side is only seen in the rows themselves.
      this.#enter(found.filter(isOpen));
      return found.filter((row) => !isOpen(row) || isKept(row, { phrases, without }, this));
    }

    /** The numbers of the rows that have all of some words, wherever. */
    #having(own, fields) {
      const lists = own.map((term) => {
        const found = this.index.rowsWith(term, fields);
        const isHeard = ({ title }) => lines([title]).includes(` ${term} `);
        const heard = new Set([...this.rows.values()].filter(isHeard).map(({ id }) => id));
        for (const { n, by } of heard.size ? this.all : []) {
          if (by?.some((id) => heard.has(id))) found.add(n);
        }
        return found;
      });
      return new Set([...lists[0]].filter((n) => lists.every((list) => list.has(n))));
    }

    /** What a query asks for, piece by piece: names, dates, numbers, words with others like them. */
    #units({ text, sought, dates: found, spaced }, named) {
      const hasGrammar = sought.slice(0, -1).some(({ term }) => this.grammar.has(term));
      const commonAt = (at) =>
        at === sought.length - 1 ? this.commonLast : hasGrammar ? this.commonBeside : this.common;
      const isAllCommon = sought.every(({ term }, at) => commonAt(at).has(term));
      const within = (list, at) =>
        list.find(({ start, end }) => start <= sought[at].start && sought[at].end <= end);
      const countIn = (one) => sought.filter((_, at) => within([one], at)).length;
      const units = [];
      for (let at = 0; at < sought.length; ) {
        const meant = named.filter(({ start, kind }) => start === at && kind !== "title");
        const date = within(found, at);
        const number = within(spaced, at);
        const unit = meant.length
          ? { length: meant[0].length, names: meant }
          : date || number
            ? { length: countIn(date ?? number), date, number }
            : this.#alike(sought, at) ?? this.#compound(text, sought, at) ?? { length: 1 };
        const own = unit.asOne ?? sought.slice(at, at + unit.length).map(({ term }) => term);
        at += unit.length;
        const isPlain = !unit.names && !unit.date && !unit.number;
        const isCommon = isPlain && !isAllCommon && own.every((term) => commonAt(at - 1).has(term));
        const isAsking = isCommon && own.some((term) => this.asking.has(term));
        if (isCommon && !isAsking) continue;
        const usual = (unit.names ?? []).map(({ row }) => terms(row.title));
        const stems = [own, ...(unit.others ?? []), ...usual].map((way) => way.map(stem));
        units.push({ ...unit, own, isAsking, isLast: at === sought.length, stems });
      }
      return units;
    }

    /** The longest run of words at a place that others mean too. */
    #alike(sought, at) {
      for (let length = Math.min(LONGEST, sought.length - at); length > 0; length -= 1) {
        const own = sought.slice(at, at + length).map(({ term }) => term);
        const group = this.same.get(keyOf(own));
        if (!group) continue;
        // "cease-fire" finds what "ceasefire" does where a dossier says that they mean the same.
        const asOne = group.find((way) => way.length === 1 && length > 1 && way[0] === own.join(""));
        return { length, asOne, others: group.filter((way) => keyOf(way) !== keyOf(asOne ?? own)) };
      }
      return undefined;
    }

    /** Words that are somewhere written as one: "cease-fire" and "cease fire" are "ceasefire". */
    #compound(text, sought, at) {
      for (const length of [3, 2]) {
        const own = sought.slice(at, at + length);
        const whole = own.map(({ term }) => term).join("");
        const between = own.slice(1).map(({ start }, step) => text.slice(own[step].end, start));
        const isClose = own.length === length && between.every((one) => /^[\s\u2010\u2011-]$/.test(one));
        if (isClose && this.index.has(whole)) return { length, others: [[whole]] };
      }
      return undefined;
    }

    /** A unit as MiniSearch asks for it: one of several ways. */
    #query({ own, others = [], names = [], date, number }) {
      if (date) return this.#day(date.keys);
      const alike = [...others, ...(number ? [[number.term]] : [])];
      const usual = names.map(({ row }) => ({ ...all(terms(row.title)), ...PLAIN }));
      const isWord = own.length === 1 && !names.length;
      // "cease" begins "ceasefire" too, and would find it beside any other fire.
      const isWhole = (way) => way.length > 1 && way.join("") === own.join("");
      const queries = [
        isWord ? this.#word(own[0]) : all(own),
        ...usual,
        ...alike.map((way) => ({
          ...(isWhole(way) ? { ...all(way), ...PLAIN } : all(way.map((term) => this.#word(term)))),
          ...ALSO,
        })),
      ];
      return queries.length > 1 ? { combineWith: "OR", queries } : queries[0];
    }

    /** The words of a date as texts write it: without its year where that is not asked for. */
    #written(key) {
      const [year, month, day] = key.replace("--", "0-").split("-").map(Number);
      const name = this.data.words?.months[month - 1] ?? "";
      return [day, name, year].filter(Boolean).flatMap((part) => terms(String(part)));
    }

    /** A date as rows have it, or as their texts write it. */
    #day(keys) {
      const inText = (key) => ({ ...all(this.#written(key)), ...PLAIN, fields: ["title", "text"] });
      const queries = keys.flatMap((key) => [{ ...all([key]), ...PLAIN }, inText(key)]);
      return { combineWith: "OR", queries };
    }

    /** Whether a row is of one of some dates, or writes one; its words elsewhere are no date. */
    #finder(keys) {
      this.#needColumns();
      const forms = keys.map((key) => this.#written(key).slice(0, 2).join(" "));
      this.parts.need(forms.flatMap((form) => this.parts.ofWord(form)));
      const written = forms.map((form) => this.index.rowsWriting(form));
      const isDay = (row, key) => this.#daysOf(row).has(key) || isWithin(row, key);
      const isOf = (row) => keys.some((key) => isDay(row, key));
      return (row) => isOf(row) || written.some((numbers) => numbers.has(row.n));
    }

    /** A word that objects use is spelt as it should be: only its other endings are sought too. */
    #word(term) {
      if (!this.index.isUsed(term)) {
        const turned = isSpelt(term) ? swapped(term).filter((one) => this.index.isListed(one)) : [];
        return turned.length ? { combineWith: "OR", queries: [term, ...turned] } : term;
      }
      const ending = /^[a-z]*$/.test(term)
        ? /(?<=[a-z]{4})(?:s|es|ed|ing)$|(?<=[a-z]{5})(?:y|ies)$/
        : /(?<=\p{L}{4})(?:s|es|ed|ing)$|(?<=\p{L}{5})(?:y|ies)$/u;
      const queries = [...new Set([term, term.replace(ending, "")])];
      return { combineWith: "OR", queries, fuzzy: false };
    }

    #ask(queries, combineWith) {
      return this.index.search(
        { queries, combineWith },
        {
          boost: FIELDS,
          prefix: isBegun,
          fuzzy: (term) => (isSpelt(term) ? SLIPS : false),
          tokenize: (text) => text.split(" "),
        },
      );
    }

    /** What a row counts for; who uses a garbled form has read the source that prints it. */
    #weight(row, isGarbled) {
      return (
        ((isGarbled ? WEIGHTS_BESIDE_GARBLED : WEIGHTS)[row.type] ?? 1) *
        (row.status === "drifted" ? DRIFTED : 1) *
        (isGarbled && this.own.has(row.n) ? OWN_ARTICLE : 1)
      );
    }

    /** 1 for a name that is sought exactly, less for a part of one, 0 for the rest.
     *
     * Words that only sources use, whose titles are of any language, or nobody, may be misspelt or
     * unfinished: then what is near them counts too. `isBare` leaves out what says nothing.
     */
    #rank({ id, match }, sought, isKnown, isBare) {
      const inNames = ([, fields]) => fields.includes("names");
      const near = new Set(
        isKnown ? [] : Object.entries(match).filter(inNames).map(([term]) => term),
      );
      let best = 0;
      for (const whole of this.#wordsOfNames(this.all[id])) {
        const own = isBare ? whole.filter((term) => !this.common.has(term)) : whole;
        const isExact = sought.every((term) => own.includes(term));
        const isNear = !isKnown && own.filter((term) => near.has(term)).length >= sought.length;
        const share = Math.min(sought.length / own.length, 1) * (isExact ? 1 : isNear ? NEARLY : 0);
        best = Math.max(best, share);
      }
      return best < LEAST_SHARE ? 0 : best;
    }

    /** 1 for a question that is asked just so, less for a part of it or with more words. */
    #rankAsked(row, units, isBroad) {
      const [{ date, number, own }] = units;
      const isDay = date?.keys.some((key) => this.#daysOf(row).has(key));
      if (units.length === 1 && date) return isDay ? DATED[row.type] : 0;
      const isYear = row.type === "event" && this.#daysOf(row).has(own[0]);
      if (units.length === 1 && isYear) return DATED.event;
      if (units.length === 1 && (number || isFigure(own[0]))) return 0;
      return Math.max(0, ...this.#askedOf(row).map((phrase) => share(phrase, units, isBroad)));
    }

    /** Names that are made of common words only, such as "Passing an", are sought as a whole. */
    #addExact(ranked, sought) {
      this.#named(sought);
      for (const { row } of this.names.get(sought.join(" ")) ?? []) {
        if (!ranked.some((hit) => hit.row === row)) {
          ranked.push({ row, terms: sought, score: 0, rank: 1 });
        }
      }
    }

    /** A number alone asks what it is of: the question that several answer with it comes first. */
    #addGiven(ranked, [first, ...others]) {
      const sought = first?.number?.term ?? first?.own[0] ?? "";
      if (others.length || first?.date || !isFigure(sought)) return;
      if (this.all.some((row) => this.#daysOf(row).has(sought))) return;
      for (const [n, several] of Object.entries(this.data.given)) {
        if (!several.includes(sought)) continue;
        const hit = ranked.find(({ row }) => row.n === Number(n));
        if (hit) hit.rank = 1;
        else ranked.push({ row: this.all[n], terms: [sought], score: 0, rank: 1 });
      }
    }

    /** The names in a query by which things do not go here, and what each means. */
    explain(query) {
      return this.#namesIn(this.#read(query)).filter(({ kind }) => kind !== "title");
    }

    /** The actors one of whose names has all words of a query that count, as a surname has one. */
    bearers(query) {
      const sought = this.#read(query).sought.map(({ term }) => term);
      const own = sought.filter((term) => !this.commonLast.has(term));
      const has = (name) => own.every((term) => name.includes(term));
      const isBearer = (row) => row.type === "actor" && this.#wordsOfNames(row).some(has);
      if (!own.length) return [];
      const numbers = [...this.index.rowsWith(own[0], ["names"])].sort((one, other) => one - other);
      return numbers.map((n) => this.all[n]).filter(isBearer);
    }

    /** The names in a query, longest first where they overlap; `own` are their words that count. */
    #namesIn({ text, sought }) {
      const found = [];
      for (let start = 0; start < sought.length;) {
        let end = sought.length;
        const own = () => sought.slice(start, end).map(({ term }) => term);
        let names;
        while (end > start && !(names = this.#named(own()))) end -= 1;
        if (end > start) {
          const form = text.slice(sought[start].start, sought[end - 1].end);
          const length = end - start;
          found.push(...names.map((name) => ({ ...name, form, start, length, own: own() })));
        }
        start = Math.max(end, start + 1);
      }
      return found;
    }

    /** Titles that are spelt somewhat like a query that found nothing. */
    suggest(query) {
      this.index.begin(false);
      const fuzzy = (term) => (term.length > 3 ? 0.4 : 0.25);
      const own = terms(query);
      if (!own.length) return [];
      const options = {
        fields: ["title", "names"],
        fuzzy,
        prefix: false,
        maxFuzzy: 3,
        filter: ({ id }) => !namesOf(this.all[id]).next().done,
        tokenize: (text) => text.split(" "),
      };
      const found = this.index.search(own.join(" "), options, this.#wordsOfAllNames());
      return found.slice(0, 3).map(({ id }) => this.all[id].title);
    }

    /** The words of all names: nothing else is suggested. */
    #wordsOfAllNames() {
      const names = this.all.flatMap((row) => [...namesOf(row)]);
      return new Set(names.flatMap(({ text }) => [...terms(text), ...joined(text)]));
    }
  }

  /** Where a row shows words, or is asked by them. */
  const SHOWN = ["title", "names", "asked", "value", "text"];

  const all = (queries) => ({ combineWith: "AND", queries });

  /** What also means a sought word counts for less than the word itself, and only where it is said. */
  const ALSO = { boostTerm: () => ALIKE, fields: ["title", "names", "asked", "value", "text"] };

  /** As it is written, without what is like it. */
  const PLAIN = { fuzzy: false, prefix: false };

  /** Words of a phrase as a key, without their endings. */
  const keyOf = (own) => own.map(stem).join(" ");

  /** A word with two neighbours exchanged, at each place. */
  const swapped = (term) =>
    [...term].slice(1).map((letter, at) => term.slice(0, at) + letter + term[at] + term.slice(at + 2));

  /** Whether a row is of a date, or of a day in it; `--09-27` is that day of any year. */
  function isWithin(row, key) {
    const isAnyYear = key.startsWith("--");
    const isOf = (day) => (isAnyYear ? day.slice(4) === key.slice(1) : day.startsWith(key));
    return (row.periods ?? []).some(isOf);
  }

  /** A day as readers may name it: with its month, its year, or without a year. */
  function inAllForms(period) {
    const [year, month, day] = period.split("-");
    if (!month) return [period];
    return [period, `${year}-${month}`, year, ...(day ? [`--${month}-${day}`] : [])];
  }

  /** The languages of the page and of all names in it, and those that are read most around. */
  function languagesOf(data) {
    const own = data.rows.flatMap((row) => (row.also ?? []).map(([, language]) => language));
    return [...new Set([data.words?.language ?? "en", ...own, ...READ_WIDELY])].filter(Boolean);
  }

  /** Each word or phrase of a group, without its ending -> the words of all of them. */
  function groups(same) {
    const found = new Map();
    for (const group of same) {
      const ways = group.map(terms);
      for (const way of ways) found.set(keyOf(way), ways);
    }
    return found;
  }

  /** All rows with what the columns of the data and its own rows know of them. */
  function rowsOf(data) {
    const types = data.types.flatMap((type, at) => Array(data.counts[at]).fill(type));
    const found = types.map((type, n) => ({ n, type }));
    enter(found, Object.fromEntries(RANKED_BY.map((name) => [name, data[name]])));
    let n = -1;
    for (const row of data.rows) {
      n = row.n ?? n + 1;
      Object.assign(found[n], row);
    }
    return found;
  }

  /** Enter what columns have into all rows. */
  function enter(all, columns) {
    for (const [name, { values, rows }] of Object.entries(columns)) {
      rows.forEach((at, n) => at && (all[n][name] = values[at - 1]));
    }
  }

  /** How much of a phrase a query asks for, where the phrase has all of its words or it all of it. */
  function share({ stems, kind }, units, isBroad) {
    const covered = new Set();
    let missing = 0;
    let isSaid = false;
    for (const unit of units) {
      const way = unit.stems.find((one) => one.every((own) => stems.has(own))) ?? begun(unit, stems);
      if (!way) missing += 1;
      for (const own of way ?? []) covered.add(own);
      isSaid ||= Boolean(way) && !unit.isAsking;
    }
    if (!isSaid || (kind === "role" && units.length < 2)) return 0;
    const part = covered.size / stems.size;
    if (missing && (isBroad || kind !== "asked" || part < 1)) return 0;
    const rank = missing ? (NEARLY * (units.length - missing)) / units.length : part < 1 ? NEARLY * part : 1;
    if ((kind === "heading" || kind === "name") && part < 1) return 0;
    return rank < LEAST_ASKED * (missing ? NEARLY / 2 : 1) ? 0 : rank * (PHRASES[kind] ?? 1);
  }

  /** The word of a phrase that the last word of a query begins: readers are still typing. */
  function begun({ isLast, own, names, date }, stems) {
    if (!isLast || names || date || own.length > 1 || own[0].length < 3) return undefined;
    const whole = [...stems].find((one) => one.startsWith(own[0]));
    return whole && [whole];
  }

  /** Whether a row has all phrases of a query, and nothing that it leaves out. */
  function isKept(row, { phrases, without }, search) {
    if (!phrases.length && !without.length) return true;
    const speakers = (row.by ?? []).map((id) => search.rows.get(id)?.title);
    const names = [...namesOf(row)].map(({ text }) => text);
    const answers = (row.answers ?? []).map(([, text]) => text);
    const shown = [row.title, row.text, row.role, row.date, ...speakers, ...names, ...answers];
    const said = lines([...shown, ...(row.asked ?? [])]);
    const quoted = phrases.length ? lines([...shown, ...quotesOf(row)]) : "";
    const has = (text, own) => text.includes(` ${own.join(" ")} `);
    return phrases.every((own) => has(quoted, own)) && !without.some((own) => has(said, own));
  }

  const quotesOf = (row) => (row.quotes ?? []).map(([text]) => text);

  /** The words of texts, a line each, so that no phrase runs from one to the next. */
  const lines = (texts) =>
    texts
      .filter(Boolean)
      .map((text) => ` ${terms(text).join(" ")} ${joined(text).join(" ")} `)
      .join("\n");

  /** Claims that are about as good as the best one, a side after the other; all else as it stands. */
  function inTurns(hits) {
    const isPlain = ({ row, rank }) => row.type === "claim" && !rank;
    const best = hits.find(isPlain)?.score ?? 0;
    const equal = hits.filter((hit) => isPlain(hit) && hit.score >= AS_GOOD * best);
    const sides = new Map();
    for (const hit of equal) sides.set(hit.row.side, [...(sides.get(hit.row.side) ?? []), hit]);
    const queues = [...sides.values()];
    const turns = equal.flatMap((_, at) => queues.flatMap((queue) => queue.slice(at, at + 1)));
    const places = new Set(equal);
    return hits.map((hit) => (places.has(hit) ? turns.shift() : hit));
  }

  /** A chosen year holds its months and days too. */
  function matches(value, choice, facet) {
    return value === choice || (facet === "date" && value.startsWith(`${choice}-`));
  }

  /** By relevance as they come, or by date, with what has no date at the end. */
  function sorted(hits, order) {
    if (order !== "oldest" && order !== "newest") return hits;
    const sign = order === "oldest" ? 1 : -1;
    const key = ({ row }) => row.first ?? "";
    return [...hits].sort((one, other) => {
      if (!key(one) !== !key(other)) return key(one) ? -1 : 1;
      return key(one) < key(other) ? -sign : key(one) > key(other) ? sign : 0;
    });
  }

  window.dossierSearch = {
    FACETS,
    fold,
    words,
    open: (data, library, parts = ownParts) => new Search(data, library, parts),
  };
})();
