/* The card above the results: what each side answers to a question, or whom or what a name means.
   dossier-search-page.js shows it, and gives it what it needs of the page. */
(function () {
  "use strict";

  const ANSWERS = 4;
  const SPEAKERS = 2;
  const SPOKESMEN = 6;
  const SURE = 0.9;
  const NAMED = ["actor", "place", "event"];
  const BEARERS = 6;

  /** The card of the best result, or nothing where it is no question and no name that was sought. */
  function answerCard({ row, rank }, meant, search, page) {
    const isNamed = NAMED.includes(row.type) && rank >= SURE;
    // A surname alone, or another part of a name, is as good as all of it where one actor has it.
    const bearers = row.type === "actor" && rank && !isNamed ? search.bearers(page.query) : [];
    if (bearers.length > 1 && bearers.length <= BEARERS) return several(bearers, page);
    if (row.type !== "question" && !isNamed && bearers[0] !== row) return undefined;
    const { make, dotted, phrases, root, statusMark } = page;
    // Its words lead nowhere here: the first step of the keyboard is to the answer itself.
    const status = row.status ? statusMark(row.status) : "";
    const side = row.side && row.side !== "outside" ? page.sideOf(row.side) : "";
    const kind = make("span", { class: "dossier-result-type" }, phrases.types[row.type][0]);
    const role = row.role && row.role !== row.title ? row.role : "";
    const link = make("a", { class: "dossier-result-link", href: root + row.url }, row.title);
    return make(
      "section",
      { class: "dossier-answer", "aria-labelledby": "dossier-answer-title" },
      make("p", { class: "dossier-result-head" }, dotted([kind, side, role, row.date, status])),
      make("h2", { class: "dossier-answer-title", id: "dossier-answer-title" }, link),
      row.type !== "question" ? named(row, meant, search, page) : search.isWhole(row) ? bySide(row, search, page) : "",
    );
  }

  /** Those who share a surname, or another part of a name: which of them is meant, the reader says. */
  function several(bearers, page) {
    const { make, dotted, phrases, root } = page;
    const lines = bearers.map((row) => {
      const role = row.role && row.role !== row.title ? row.role : "";
      const about = make("span", { class: "dossier-answer-who" }, role);
      const link = make("a", { class: "dossier-result-link", href: root + row.url }, row.title);
      return make("li", {}, dotted([link, role ? about : ""]));
    });
    const title = page.filled(phrases.borne, { name: page.query.trim() });
    return make(
      "section",
      { class: "dossier-answer", "aria-labelledby": "dossier-answer-title" },
      make("h2", { class: "dossier-answer-title", id: "dossier-answer-title" }, title),
      make("ul", {}, lines),
    );
  }

  /** What each side answers: equal answers are one line, with those who gave them. */
  function bySide(question, search, page) {
    const { make, data, phrases, sideOf } = page;
    const answers = answersTo(question, search);
    const silent = new Map(question.silent ?? []);
    const lists = Object.keys(data.sides).flatMap((side) => {
      const found = answers.get(side) ?? [];
      if (!found.length && !silent.has(side)) return [];
      const lines = found.slice(0, ANSWERS).map((answer) => line(answer, search, page));
      const rest = found.length - ANSWERS;
      const all = { href: page.root + question.url };
      if (rest > 0) lines.push(make("li", {}, make("a", all, page.counted("answers", rest))));
      const said = lines.length
        ? make("ul", {}, lines)
        : make("span", { class: "dossier-answer-who" }, silent.get(side));
      return [make("dt", {}, sideOf(side)), make("dd", {}, said)];
    });
    if (!lists.length) return make("p", {}, phrases.unanswered);
    return make("dl", { class: "dossier-answer-sides" }, lists);
  }

  /** Side -> its answers {text, claims}: those that count first, then what more or later ones say. */
  function answersTo(question, search) {
    const found = new Map();
    for (const claim of question.said ?? []) {
      for (const side of search.sides(claim)) {
        const answers = found.get(side) ?? [];
        const same = answers.find((one) => one.text === claim.text);
        if (same) same.claims.push(claim);
        else answers.push({ text: claim.text, claims: [claim] });
        found.set(side, answers);
      }
    }
    for (const answers of found.values()) {
      for (const { claims } of answers) claims.sort((one, other) => (when(one) < when(other) ? -1 : 1));
      answers.sort(
        (one, other) =>
          isLater(one) - isLater(other) ||
          order(day(other), day(one)) ||
          other.claims.length - one.claims.length,
      );
    }
    return found;
  }

  /** The last day on which an answer was given: counts go up, and the latest says most. */
  const day = ({ claims }) => when(claims.at(-1)).slice(0, 10);
  const when = (row) => row.first ?? "9999";
  // Days are figures: a collator would take as long to make as all else of a card.
  const order = (one, other) => (one < other ? -1 : Number(one > other));
  const isLater = ({ claims }) => claims.every(({ later }) => later);

  /** An answer with those who gave it first and when. */
  function line({ text, claims }, search, page) {
    const { make, root, phrases } = page;
    const speakers = [...new Set(claims.map((row) => page.together(row)))];
    const first = speakers.slice(0, SPEAKERS).join(phrases.comma);
    const count = speakers.length - SPEAKERS;
    const who = count > 0 ? page.sentence("outlets", { outlets: first, count }) : first;
    const about = make("span", { class: "dossier-answer-who" }, page.dotted([who, claims[0].date]));
    const answer = make("a", { href: root + claims[0].url }, text);
    return make("li", { class: isLater({ claims }) && "dossier-later" }, page.dotted([answer, about]));
  }

  /** Whom or what a name means: how the article prints it, what it is, who speaks for it. */
  function named(row, meant, search, page) {
    const { make, filled, phrases } = page;
    const forms = (row.garbled ?? []).map((form) => make("span", { class: "dossier-garbled" }, form));
    const parts = [...meant];
    if (row.text) parts.push(make("p", {}, page.excerpt(row.text)));
    if (forms.length && !meant.length) {
      const printed = filled(phrases.printedAs, { forms: page.dotted(forms) });
      parts.push(make("p", { class: "dossier-result-names" }, printed));
    }
    return [...parts, ...statements(row, search, page)];
  }

  /** How many statements there are by a body and by each of those who speak for it. */
  function statements(row, search, page) {
    if (row.type !== "actor") return [];
    const { all: counted, own } = search.statements();
    const count = counted.get(row.id);
    if (!count) return [];
    const link = (id, words) => page.make("a", { href: `?by=${encodeURIComponent(id)}` }, words);
    const all = page.make("p", {}, link(row.id, page.counted("statements", count, { name: row.title })));
    const isBelow = ([id]) => id !== row.id && search.line(id).includes(row.id);
    const most = [...own].filter(isBelow).sort(([, one], [, other]) => other - one).slice(0, SPOKESMEN);
    const links = most.map(([id, made]) =>
      link(id, page.sentence("chosen", { name: search.rows.get(id).title, count: page.number(made) })),
    );
    if (!links.length) return [all];
    const who = page.filled(page.phrases.through, { names: page.dotted(links) });
    return [all, page.make("p", { class: "dossier-result-names" }, who)];
  }

  window.dossierAnswer = answerCard;
})();
