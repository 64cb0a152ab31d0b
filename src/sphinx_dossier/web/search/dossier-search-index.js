/* The index that the build made, as far as a query needs it: MiniSearch ranks by the words that are
   loaded as if it had all of them. It touches no page. */
(function () {
  "use strict";

  const FIELDS = ["title", "names", "asked", "value", "who", "text", "when", "also", "quotes"];
  const WRITTEN = FIELDS.length;
  // As in exports/search_shards.py.
  const LEAST = 35;
  const { counted, isNear, slipsIn } = window.dossierSearchParts;

  class Index {
    #rows;
    #entries = new Map();
    #found = new Map();
    #lengths = [];

    /** `data` has, as a letter, the length of each field of each row; `parts` are the scripts with the words. */
    constructor(data, parts, Library) {
      this.data = data;
      this.parts = parts;
      this.Library = Library;
      this.#rows = data.counts.reduce((sum, count) => sum + count, 0);
    }

    /** Begin to find: `isSoon` goes on without parts that are not there, and notes in `isWhole`
     * whether it did.
     */
    begin(isSoon) {
      this.isSoon = isSoon;
      this.isWhole = true;
    }

    /** Go on only if these parts are there, or if something is to be found soon. */
    want(keys) {
      if (!this.isSoon) this.parts.need(keys);
      else if (!keys.every((key) => this.parts.has(key))) this.isWhole = false;
    }

    /** The words of a part with what is known of each; read when it is asked for the first time. */
    #wordsOf(key) {
      if (!this.#entries.has(key)) {
        this.want([key]);
        if (!this.parts.has(key)) return new Map();
        this.#entries.set(key, new Map(this.parts.get(key).map((entry) => [entry[0], entry])));
      }
      return this.#entries.get(key);
    }

    #entry(word) {
      const [key] = this.parts.ofWord(word);
      return key && this.#wordsOf(key).get(word);
    }

    has(word) {
      return Boolean(this.#entry(word));
    }

    /** Whether titles, texts or what is asked have a word, apart from sources. */
    isUsed(word) {
      return this.#entry(word)?.[1] === 1;
    }

    /** Field -> {row: how often}, of a word. */
    #fieldsOf(word) {
      if (this.#found.has(word)) return this.#found.get(word);
      const [, , ...fields] = this.#entry(word) ?? [];
      const found = {};
      for (let at = 0; at < fields.length; at += 2) found[fields[at]] = counted(fields[at + 1]);
      // What has nothing may not be there yet.
      if (fields.length) this.#found.set(word, found);
      return found;
    }

    /** The numbers of the rows that have a word in one of some fields. */
    rowsWith(word, fields) {
      const all = this.#fieldsOf(word);
      const numbers = fields.flatMap((field) => Object.keys(all[FIELDS.indexOf(field)] ?? {}));
      return new Set(numbers.map(Number));
    }

    /** The numbers of the rows that write out a date: "27 september". */
    rowsWriting(date) {
      return new Set(Object.keys(this.#fieldsOf(date)[WRITTEN] ?? {}).map(Number));
    }

    /** Whether a word is among those that slips are looked for in. */
    isListed(word) {
      const keys = this.parts.near(word, 0);
      this.want(keys);
      return keys.every((key) => this.parts.has(key)) && this.parts.isListed(word);
    }

    #begunBy(word) {
      const found = this.parts.ofWord(word, true).flatMap((key) => [...this.#wordsOf(key).keys()]);
      return found.filter((one) => one.startsWith(word) && !one.includes(" "));
    }

    /** The words that one with slips may mean; in the order of their lengths. */
    #near(word, slips, among) {
      const keys = among ? [] : this.parts.near(word, slips);
      if (!keys.every((key) => this.parts.has(key))) return [];
      if (!among) return this.parts.wordsNear(word, slips);
      const found = [...among].filter((one) => isNear(word, one, slips));
      return found.sort((one, other) => one.length - other.length);
    }

    /** What MiniSearch finds; `among` are the only words that may be meant by one with a slip. */
    search(query, options, among) {
      const leaves = [...leavesOf(query, options)];
      this.want(
        leaves.flatMap(({ word, isBegun, slips }) => [
          ...this.parts.ofWord(word, isBegun),
          ...(slips && !among ? this.parts.near(word, slips) : []),
        ]),
      );
      const wanted = new Set();
      for (const { word, isBegun, slips } of leaves) {
        for (const one of isBegun ? this.#begunBy(word) : [word]) wanted.add(one);
        if (slips) for (const one of this.#near(word, slips, among)) wanted.add(one);
      }
      this.want([...wanted].flatMap((word) => this.parts.ofWord(word)));
      return this.#library([...wanted].filter((word) => this.has(word))).search(query, options);
    }

    /** How long the fields of a row are. */
    #lengthsOf(row) {
      return (this.#lengths[row] ??= this.data.lengths.map((text) => text.charCodeAt(row) - LEAST));
    }

    /** MiniSearch over these words, and over the rows that have one of them. */
    #library(wanted) {
      const documentIds = {};
      const fieldLength = {};
      const index = wanted.map((word) => [word, this.#fieldsOf(word)]);
      for (const [, fields] of index) {
        for (const rows of Object.values(fields)) {
          for (const row of Object.keys(rows)) {
            if (row in documentIds) continue;
            documentIds[row] = Number(row);
            fieldLength[row] = this.#lengthsOf(row);
          }
        }
      }
      const saved = {
        documentCount: this.#rows,
        nextId: this.#rows,
        documentIds,
        fieldIds: Object.fromEntries(FIELDS.map((field, at) => [field, at])),
        fieldLength,
        averageFieldLength: this.data.averages,
        storedFields: {},
        dirtCount: 0,
        index,
        serializationVersion: 2,
      };
      return this.Library.loadJS(saved, { fields: FIELDS, processTerm: (term) => term });
    }
  }

  /** The words of a query for MiniSearch, each with how it is to be sought. */
  function* leavesOf(query, options) {
    if (typeof query !== "string") {
      for (const part of query.queries) yield* leavesOf(part, { ...options, ...query });
      return;
    }
    const { prefix, fuzzy, maxFuzzy } = options;
    for (const word of query.split(" ")) {
      const share = fuzzy instanceof Function ? fuzzy(word) : fuzzy;
      const isBegun = prefix instanceof Function ? prefix(word) : Boolean(prefix);
      yield { word, isBegun, slips: slipsIn(word, share, maxFuzzy) };
    }
  }

  window.dossierSearchIndex = Index;
})();
