/* What a search finds: words, names, ranking, facets. It touches no page, so that it can be tried
   alone; dossier-search-page.js shows what it finds. MiniSearch keeps the index and scores. */
(function () {
  "use strict";

  const LETTERS = { ı: "i", ə: "e", ø: "o", đ: "d", ł: "l", ß: "ss" };
  const CHINESE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
  // In this order: numbers with thousands apart, text without spaces, all other words.
  const PIECES = new RegExp(
    "\\p{N}{1,3}(?:[,\u00a0\u202f]\\p{N}{3})+" +
      `|[${CHINESE}]+|(?:(?![${CHINESE}])[\\p{L}\\p{N}\\p{M}])+`,
    "gu",
  );
  const SEGMENTER = window.Intl?.Segmenter && new Intl.Segmenter("zh", { granularity: "word" });
  const IS_CHINESE = new RegExp(`^[${CHINESE}]`, "u");
  const FIELDS = { title: 6, names: 4, value: 2, who: 2, text: 1.5, also: 0.5, quotes: 0.5 };
  // Readers come for the objects, of which prose and sources tell; and for what was first said.
  const WEIGHTS = { text: 0.3, source: 0.15 };
  const DRIFTED = 0.85;
  const OWN_ARTICLE = 3;
  const NAMED_BESIDE = 0.1;
  const LEAST_SHARE = 1 / 3;
  const FACETS = ["type", "by", "side", "status", "date", "source"];

  /** `text` without case, accents and width, as `names.fold` has it. */
  function fold(text) {
    const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return bare.replace(/[ıəøđłß]/g, (letter) => LETTERS[letter]);
  }

  /** The words of a text as {term, start, end}; one rule for what is sought and what is found. */
  function words(text) {
    const found = [];
    for (const match of text.matchAll(PIECES)) {
      const [piece, start] = [match[0], match.index];
      if (IS_CHINESE.test(piece)) {
        found.push(...segments(piece, start));
      } else if (piece !== "s" || !/['’]/.test(text[start - 1] ?? "")) {
        const term = fold(piece).replace(/[,\u00a0\u202f\s]/g, "");
        found.push({ term, start, end: start + piece.length });
      }
    }
    return found.filter((word) => word.term);
  }

  /** Words of Chinese by the browser's dictionary, else every two neighbours. */
  function segments(piece, start) {
    if (SEGMENTER) {
      return [...SEGMENTER.segment(piece)].map(({ segment, index }) => ({
        term: fold(segment),
        start: start + index,
        end: start + index + segment.length,
      }));
    }
    const letters = [...piece];
    const pairs = letters.slice(1).map((letter, at) => letters[at] + letter);
    return (pairs.length ? pairs : letters).map((term, at) => ({
      term: fold(term),
      start: start + at,
      end: start + at + term.length,
    }));
  }

  const terms = (text) => words(text).map((word) => word.term);

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

  /** So many rows a slow phone enters before anybody notices. */
  const PIECE = 20;

  /** The rows with an index over them: `open(data, MiniSearch).find(wanted)`. */
  class Search {
    constructor(data, Library) {
      this.data = data;
      this.common = new Set(data.words?.common.split(" "));
      this.rows = new Map(data.rows.map((row) => [row.id, row]));
      this.names = new Map();
      this.used = new Set();
      this.ownNames = new Map(data.rows.map((row) => [row.id, this.#noteNames(row)]));
      this.index = new Library({
        fields: Object.keys(FIELDS),
        extractField: (row, field) => (field === "id" ? row.id : this.#fieldTerms(row, field)),
        stringifyField: (found) => found,
        tokenize: (found) => found,
        processTerm: (term) => term,
      });
    }

    /** Enter all rows at once. */
    fill() {
      this.index.addAll(this.data.rows);
      return this;
    }

    /** Enter them piece by piece, so that the page answers meanwhile. */
    async fillInPieces() {
      await this.index.addAllAsync(this.data.rows, { chunkSize: PIECE });
      return this;
    }

    /** Enter the names of a row by their folded words; gives the words of each name. */
    #noteNames(row) {
      return [...namesOf(row)].map((name) => {
        const own = terms(name.text);
        const key = own.join(" ");
        const list = this.names.get(key) ?? [];
        if (!list.some((one) => one.row === row)) list.push({ ...name, row });
        if (key) this.names.set(key, list);
        return own;
      });
    }

    #fieldTerms(row, field) {
      const own = this.#termsOf(row, field);
      const isProse = field === "title" || field === "text";
      if (isProse && row.type !== "source") for (const term of own) this.used.add(term);
      return own;
    }

    #termsOf(row, field) {
      // Each word once: how often it recurs in the spellings of a name says nothing.
      const namesAt = (id) => [...new Set((this.ownNames.get(id) ?? []).flat())];
      switch (field) {
        case "names":
          return namesAt(row.id);
        case "who":
          return (row.by ?? []).flatMap(namesAt);
        case "text":
          return terms([row.text, row.role, row.date, this.#act(row)].filter(Boolean).join(" "));
        case "quotes":
          return (row.quotes ?? []).flatMap(terms);
        case "also":
          // With the speakers, who are a field of their own, go all for whom they speak.
          return [...new Set([...this.#mentioned(row), ...this.#behind(row).flatMap(namesAt)])];
        default:
          return terms(row[field] ?? "");
      }
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
      return [...new Set((row.by ?? []).flatMap((actor) => this.line(actor)))];
    }

    #behind(row) {
      return this.bodies(row).filter((body) => !row.by.includes(body));
    }

    #act(row) {
      return row.act ? `${row.act} ${this.data.acts[row.act] ?? ""}` : "";
    }

    #mentioned(row) {
      return (row?.mentions ?? []).flatMap((id) => {
        const names = this.ownNames.get(id) ?? [];
        return names.length ? names.flat() : terms(this.rows.get(id)?.title ?? "");
      });
    }

    /** What `wanted` = {q, sort, type, by, side, status, date, source} finds, and each count. */
    find(wanted) {
      const { hits, isBroad } = this.#hits(wanted.q ?? "");
      const holds = (row, facet) => {
        const values = this.#valuesOf(row, facet);
        const isHeld = (choice) => values.some((value) => matches(value, choice, facet));
        return !wanted[facet]?.length || wanted[facet].some(isHeld);
      };
      const found = hits.filter(({ row }) => FACETS.every((facet) => holds(row, facet)));
      const facets = {};
      for (const facet of FACETS) {
        const others = FACETS.filter((other) => other !== facet);
        const pool = hits.filter(({ row }) => others.every((other) => holds(row, other)));
        facets[facet] = this.#count(pool, facet);
      }
      return { hits: sorted(found, wanted.sort), all: hits.length, facets, isBroad };
    }

    #valuesOf(row, facet) {
      if (facet === "source") return row.sources ?? [];
      if (facet === "date") return row.periods ?? [];
      if (facet === "by") return this.bodies(row);
      // A joint statement is one of each of its sides.
      if (facet === "side" && row.by?.length > 1) {
        return [...new Set(row.by.map((actor) => this.rows.get(actor)?.side ?? "outside"))];
      }
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
      const sought = terms(query);
      if (!sought.length) {
        const isEmpty = !query.trim();
        return { hits: isEmpty ? this.data.rows.map((row) => ({ row, terms: [] })) : [] };
      }
      const named = this.#namesIn(query);
      const parts = this.#parts(sought, named);
      let results = this.#ask(parts, "AND");
      const isBroad = !results.length && parts.length > 1;
      if (isBroad) results = this.#ask(parts, "OR");
      // Beside other words, a name asks for what is said of its thing, and not for the thing.
      const beside = named.filter(({ length }) => length < sought.length);
      const titles = new Set(beside.map(({ row }) => row.title));
      const isGarbled = named.some(({ kind }) => kind === "garbled");
      const isSaid = ({ id, terms }, term) =>
        this.rows.get(id).type !== "source" && terms.includes(term);
      const isKnown = sought.every((term) => results.some((result) => isSaid(result, term)));
      const ranked = results.map((result) => {
        const row = this.rows.get(result.id);
        const isBeside = titles.has(row.title);
        const weight = this.#weight(row, isGarbled) * (isBeside ? NAMED_BESIDE : 1);
        const rank = isBeside ? 0 : this.#rank(result, sought, isKnown);
        return { row, terms: result.terms, score: result.score * weight, rank };
      });
      this.#addExact(ranked, sought);
      const type = ({ row, rank }) => (rank ? this.data.types.indexOf(row.type) : 0);
      ranked.sort(
        (one, other) => other.rank - one.rank || type(one) - type(other) || other.score - one.score,
      );
      return { hits: ranked, isBroad };
    }

    /** What must be found: a word, or for another name of a thing either that or its usual name. */
    #parts(sought, named) {
      const parts = [];
      const isCommon = (term) => this.common.has(term) && !sought.every((one) => this.common.has(one));
      for (let at = 0; at < sought.length;) {
        const meant = named.filter(({ start, kind }) => start === at && kind !== "title");
        const own = sought.slice(at, at + (meant[0]?.length ?? 1));
        if (meant.length) {
          const usual = meant.map(({ row }) => all(terms(row.title)));
          parts.push({ combineWith: "OR", queries: [all(own), ...usual] });
        } else if (!isCommon(own[0])) {
          parts.push(this.#word(own[0]));
        }
        at += own.length;
      }
      return parts;
    }

    /** A word that objects use is spelt as it should be: only its other endings are sought too. */
    #word(term) {
      if (!this.used.has(term)) return term;
      const stem = term.replace(/(?<=\p{L}{4})(?:s|es|ed|ing)$/u, "");
      return { combineWith: "OR", queries: stem === term ? [term] : [term, stem], fuzzy: false };
    }

    #ask(queries, combineWith) {
      return this.index.search(
        { queries, combineWith },
        {
          boost: FIELDS,
          prefix: (term) => term.length > 2 || IS_CHINESE.test(term),
          fuzzy: (term) => (isSpelt(term) ? 0.2 : false),
          tokenize: (text) => text.split(" "),
        },
      );
    }

    /** What a row counts for; who uses a garbled form has read the source that prints it. */
    #weight(row, isGarbled) {
      const isOwn = (row.sources ?? []).some((one) => this.data.garbling.includes(one));
      return (
        (WEIGHTS[row.type] ?? 1) *
        (row.status === "drifted" ? DRIFTED : 1) *
        (isGarbled && isOwn ? OWN_ARTICLE : 1)
      );
    }

    /** 1 for a name that is sought exactly, less for a part of one, 0 for the rest.
     *
     * Words that only sources use, whose titles are of any language, or nobody, may be misspelt or
     * unfinished: then what is near them counts too.
     */
    #rank({ id, match }, sought, isKnown) {
      const inNames = ([, fields]) => fields.includes("names");
      const near = new Set(
        Object.entries(match)
          .filter(inNames)
          .map(([term]) => term),
      );
      let best = 0;
      for (const own of this.ownNames.get(id)) {
        const isExact = sought.every((term) => own.includes(term));
        const isNear = !isKnown && own.filter((term) => near.has(term)).length >= sought.length;
        const share = Math.min(sought.length / own.length, 1) * (isExact ? 1 : isNear ? 0.9 : 0);
        best = Math.max(best, share);
      }
      return best < LEAST_SHARE ? 0 : best;
    }

    /** Names that are made of common words only, such as "Passing an", are sought as a whole. */
    #addExact(ranked, sought) {
      for (const { row } of this.names.get(sought.join(" ")) ?? []) {
        if (!ranked.some((hit) => hit.row === row)) {
          ranked.push({ row, terms: sought, score: 0, rank: 1 });
        }
      }
    }

    /** The names in a query by which things do not go here, and what each means. */
    explain(query) {
      return this.#namesIn(query).filter(({ kind }) => kind !== "title");
    }

    /** The names in a query, longest first where they overlap. */
    #namesIn(query) {
      const sought = words(query);
      const found = [];
      for (let start = 0; start < sought.length;) {
        let end = sought.length;
        const key = () =>
          sought
            .slice(start, end)
            .map((word) => word.term)
            .join(" ");
        while (end > start && !this.names.has(key())) end -= 1;
        if (end > start) {
          const form = query.slice(sought[start].start, sought[end - 1].end);
          const length = end - start;
          found.push(...this.names.get(key()).map((name) => ({ ...name, form, start, length })));
        }
        start = Math.max(end, start + 1);
      }
      return found;
    }

    /** Titles that are spelt somewhat like a query that found nothing. */
    suggest(query) {
      const fuzzy = (term) => (term.length > 3 ? 0.4 : 0.25);
      const found = this.index.search(terms(query).join(" "), {
        fields: ["title", "names"],
        fuzzy,
        prefix: false,
        maxFuzzy: 3,
        filter: ({ id }) => this.ownNames.get(id).length > 0,
        tokenize: (text) => text.split(" "),
      });
      return found.slice(0, 3).map(({ id }) => this.rows.get(id).title);
    }
  }

  const all = (queries) => ({ combineWith: "AND", queries });

  /** Whether readers may misspell a word: not a short one, a number or Chinese. */
  const isSpelt = (term) => term.length > 3 && !/\p{N}/u.test(term) && !IS_CHINESE.test(term);

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
    open: (data, library) => new Search(data, library).fill(),
    openInPieces: (data, library) => new Search(data, library).fillInPieces(),
  };
})();
