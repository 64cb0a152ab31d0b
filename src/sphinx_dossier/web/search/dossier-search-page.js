/* The search page: what was asked stands in its address, and what is found below the box. Every
   word of the data is shown as text and never as markup. */
(function () {
  "use strict";

  const SHOWN = 20;
  const OPTIONS = 6;
  const LENGTH = 260;
  const WHOLE = 340;
  // Letters that follow each other faster are sought once, at the last of them.
  const PAUSE = 50;
  // Whoever types no more for so long waits for all that is found, and not for the next letter.
  const IDLE = 500;
  const FIRST = 5;
  // A page that nobody sees is painted when it is looked at.
  const UNSEEN = 100;
  // Milliseconds that must be free for a few rows more.
  const LEAST_FREE = 2;
  const IS_ASKED = /[^\x20-\x7e]|\S\s*\S/;
  const DENSE = 30;
  const DEEPEST = 2;
  const MOST_MARKS = 6;

  const { FACETS, fold, words, open } = window.dossierSearch;
  const { mayHave } = window.dossierWords;
  const data = window.dossierSearchData;
  const phrases = data.words;
  const page = document.querySelector(".dossier-search");
  const root = page.dataset.root === "./" ? "" : page.dataset.root;
  const form = page.querySelector("form");
  const input = form.elements.q;
  const status = page.querySelector("[role=status]");
  const place = page.querySelector(".dossier-search-found");
  const opened = new Set();
  const search = open(data, window.MiniSearch);
  let wanted = fromAddress();
  let shown = SHOWN;
  let waiting;
  let typed = 0;
  let turn = 0;
  // What is drawn of which hits, so that more of the same is only added.
  let drawn;
  // Whether the query was sent, by Enter here or on another page, and not only typed.
  let isSent = Boolean(wanted.q);

  /** An element with attributes (`on…` are functions) and children, strings as text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat().filter((child) => child !== "" && child != null));
    return element;
  }

  function fromAddress() {
    const query = new URLSearchParams(window.location.search);
    const chosen = FACETS.map((facet) => [facet, query.getAll(facet)]);
    return {
      q: query.get("q") ?? "",
      sort: query.get("sort") ?? "",
      ...Object.fromEntries(chosen),
    };
  }

  function toAddress(method) {
    const query = new URLSearchParams();
    if (wanted.q) query.set("q", wanted.q);
    for (const facet of FACETS) for (const value of wanted[facet]) query.append(facet, value);
    if (wanted.sort) query.set("sort", wanted.sort);
    const address = query.size ? `?${query}` : window.location.pathname;
    if (address === (window.location.search || window.location.pathname)) return;
    try {
      window.history[method](null, "", address);
    } catch {
      // Some browsers refuse this to a page that was opened from a folder: the search goes on.
    }
  }

  const hasFilters = () => FACETS.some((facet) => wanted[facet].length);
  const isAsked = () => wanted.q.trim() || hasFilters();

  function change(changes, method = "pushState", isTyped = false) {
    wanted = { ...wanted, ...changes };
    shown = SHOWN;
    // To change the address takes as long as to find something: a letter is answered first.
    if (!isTyped) toAddress(method);
    return show(isTyped);
  }

  function toggle(facet, value) {
    // What is chosen holds all below it, so that a choice takes the place of those on its line.
    const isBelow = (one, other) =>
      facet === "date"
        ? one.startsWith(`${other}-`)
        : facet === "by" && search.line(one).includes(other);
    const related = (other) => isBelow(other, value) || isBelow(value, other);
    const kept = wanted[facet].filter((other) => other !== value && !related(other));
    change({ [facet]: wanted[facet].includes(value) ? kept : [...kept, value] });
  }

  function clearFilters() {
    change(Object.fromEntries(FACETS.map((facet) => [facet, []])));
    input.focus();
  }

  /** Show what is found as soon as its first entry, or its head, is there, and again with all.
   *
   * While somebody types, what the words alone find is shown before slips and other words for the
   * same are looked for, and for a while only as much of it as a screen has.
   */
  async function show(isTyped = false) {
    const own = (turn += 1);
    const isOver = () => own !== turn;
    let isKnown = false;
    place.setAttribute("aria-busy", "true");
    try {
      const soon = await search.findSoon(wanted);
      if (isOver()) return;
      const isShown = isTyped && (soon.isWhole || soon.hits.length > 0);
      if (isShown) {
        report(soon);
        // A letter alone is begun with, and hardly ever sought: to load what it finds would be in the way.
        if (wanted.q.trim() && !IS_ASKED.test(wanted.q)) drawThere(soon, FIRST);
        else await drawHits(soon, FIRST, isOver);
        if (isOver()) return;
        await painted();
        if (isOver()) return;
        toAddress("replaceState");
        await idle();
      } else if (!soon.isWhole && soon.hits[0]?.rank === 1 && !wanted.sort) {
        // Nothing that is still looked for is nearer than what is called just so. What fails here
        // is asked for again with all.
        drawHits(soon, 1, () => isOver() || isKnown).catch(() => {});
      }
      if (isOver()) return;
      const found = await search.findWhole(wanted, soon);
      // Meanwhile something else may have been asked.
      if (isOver()) return;
      isKnown = true;
      report(found);
      await drawHits(found, shown, isOver, true);
      if (isOver()) return;
      if (isTyped) toAddress("replaceState");
    } catch (error) {
      if (isOver()) return;
      say(phrases.unloaded);
      console.warn(error);
    }
    place.removeAttribute("aria-busy");
  }

  /** Draw hits as soon as the first of them, or its head, is there, then as many as a screen has, then
   * all of them, and at last the filters too.
   */
  async function drawHits(found, most, isOver, isLast = false) {
    const hits = isAsked() ? found.hits.slice(0, most) : [];
    if (!hits.every(({ row }) => search.isWhole(row))) {
      // To ask for many parts takes as long as to draw the first: that is seen before. A screen of
      // them is asked for at once, since a browser asks for no more at the same time.
      const count = drawThere(found, most);
      search.bring(hits.slice(0, FIRST))?.catch(() => {});
      if (count) await painted();
      if (isOver()) return;
      const rest = search.bring(hits);
      // Where the first fails, so does this.
      rest?.catch(() => {});
      for (const step of [1, FIRST]) {
        await search.bring(hits.slice(0, step));
        if (isOver()) return;
        drawThere(found, most);
      }
      await rest;
    }
    if (isLast && areFiltersOpen()) await search.bringColumns();
    if (isOver()) return;
    search.bring(hits);
    draw(found, most, isLast);
  }

  /** Draw the hits from the first on that are there, or the head of the first: how many. */
  function drawThere(found, most) {
    const count = search.countShown(isAsked() ? found.hits.slice(0, most) : []);
    if (count) draw(found, count);
    return count;
  }

  const idle = () => new Promise((done) => setTimeout(done, IDLE));

  /** When what was drawn last is seen. */
  const painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done));
      setTimeout(done, UNSEEN);
    });

  /** Cut what queries compare while nothing else is to be done, so that no letter waits for it. */
  function cutAhead() {
    const rows = search.cut();
    const some = (free) => {
      while (free.timeRemaining() > LEAST_FREE) if (rows.next().done) return;
      requestIdleCallback(some);
    };
    // Without it a row is cut when it is found, as ever.
    window.requestIdleCallback?.(some);
  }

  const filtersNow = () => place.querySelector(".dossier-filters");
  const areFiltersOpen = () => filtersNow()?.open ?? matchMedia("(min-width: 60rem)").matches;

  /** Draw what is there of hits, and leave the focus on the control that was used. */
  function draw(found, count, isLast = false) {
    const active = document.activeElement;
    const key = active?.dataset?.key;
    const link = place.contains(active) && active.href;
    if (isAsked() && drawn?.hits === found.hits) extend(found, count, isLast);
    else renew(found, count, isLast);
    const isLeft = document.activeElement !== active;
    if (isLeft && key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    if (isLeft && link) [...place.querySelectorAll("a")].find(({ href }) => href === link)?.focus();
    // Whoever has sent a query, here or on another page, goes on at what is found.
    const isAtField = document.activeElement === document.body || form.contains(document.activeElement);
    if (isSent && isAtField) toResults();
    isSent = false;
  }

  /** Draw everything anew. */
  function renew(found, count, isLast) {
    const isOpen = areFiltersOpen();
    // Counts are those of all that is found: until then the old ones stay where they are seen.
    const aside = isLast || !isOpen ? filters(found, isOpen) : filtersNow();
    const isFound = isAsked();
    drawn = undefined;
    // The results come first for the keyboard and for who listens; where the filters are seen is
    // up to the style.
    place.replaceChildren(
      ...(isFound ? [] : welcome()),
      make(
        "div",
        { class: isFound ? "dossier-search-columns" : "dossier-search-browse" },
        isFound ? results(found, count) : "",
        make(
          "div",
          { class: "dossier-search-aside" },
          isFound ? chips() : "",
          aside ?? "",
        ),
      ),
    );
  }

  /** Add what has come of hits that are drawn in part. */
  function extend(found, count, isLast) {
    const { box, card, list } = drawn;
    const [best] = found.hits;
    if (!drawn.isWhole && search.isWhole(best.row)) {
      drawn.isWhole = true;
      if (card) card.replaceWith((drawn.card = answer(found)));
      else list.firstElementChild.replaceWith(item(best));
    }
    list.append(...found.hits.slice(drawn.count, count).map((hit) => item(hit)));
    drawn.count = Math.max(drawn.count, count);
    if (count === shown && found.hits.length > shown && !drawn.further) {
      drawn.further = further(found.hits.length);
      box.append(drawn.further);
    }
    if (!isLast) return;
    const own = filters(found, areFiltersOpen());
    if (filtersNow()) filtersNow().replaceWith(own);
    else place.querySelector(".dossier-search-aside").append(own);
  }

  /** How many results there are, which is known before they are there. */
  function report(found) {
    say(isAsked() ? summary(found) : counted("entries", search.all.length));
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  /** What is made when it is asked for the first time. */
  const once = (make) => {
    let made;
    return () => (made ??= [make()])[0];
  };

  const conjunction = once(() => new Intl.ListFormat(phrases.language, { type: "conjunction" }));
  const collator = once(() => new Intl.Collator(phrases.language));
  const figures = once(() => new Intl.NumberFormat(phrases.language || undefined));
  // In these scripts a small number is written as everywhere, and a browser takes as long to make a
  // format as to draw the first result.
  const hasPlainFigures = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(phrases.months?.[0]);
  const number = (value) => (hasPlainFigures && value < 1000 ? String(value) : figures().format(value));

  /** A sentence by its name, with words in its slots. */
  const sentence = (name, slots) => filled(phrases[name], slots).join("");

  /** A template as a list of words and of what fills its slots: words or elements. */
  function filled(template, slots) {
    return template.split(/\{(\w+)\}/).flatMap((part, at) => (at % 2 ? slots[part] : part));
  }

  /** A sentence that is read aloud; only the elements in its slots are seen. */
  const heard = (template, slots) =>
    filled(template, slots).filter(Boolean).map((part) =>
      typeof part === "string" ? make("span", { class: "dossier-hidden" }, part) : part,
    );

  /** The sentence of a pair that goes with a number. */
  function counted(name, count, slots = {}) {
    const [one, many] = phrases[name];
    return filled(count === 1 ? one : many, { count: number(count), ...slots }).join("");
  }

  function summary({ hits, isBroad }) {
    const query = wanted.q.trim();
    if (!hits.length) {
      const name = `nothing${query ? "For" : ""}${hasFilters() ? "With" : ""}`;
      return sentence(name, { query });
    }
    const results = counted(query ? "resultsFor" : "results", hits.length, { query });
    return isBroad ? sentence("some", { results }) : results;
  }

  /** The card of the best result, as long as nobody has chosen or sorted. */
  function answer({ hits, isBroad }) {
    const [best] = hits;
    if (!best || isBroad || !wanted.q.trim() || wanted.sort || hasFilters()) return undefined;
    const meant = notes(({ row }) => row === best.row);
    return window.dossierAnswer(best, meant, search, {
      query: wanted.q, data, phrases, root, make, filled, sentence, counted, number, dotted, statusMark, together,
      excerpt: (text) => excerpt(text, new Set(), WHOLE),
      sideOf: (side) => [sideMark(side), plain("side", side)],
    });
  }

  /** What the names in the query mean: "Passinyan: as the article prints Nikol Pashinyan". */
  function notes(isWanted) {
    const items = search
      .explain(wanted.q)
      .filter(isWanted)
      .map((name) =>
        make(
          "li",
          {},
          filled(meaning(name), {
            form: make("strong", { lang: name.lang || undefined }, name.form),
            name: make("a", { href: root + name.row.url }, name.row.title),
            language: language(name.lang),
          }),
        ),
      );
    return items.length ? [make("ul", { class: "dossier-search-notes" }, items)] : [];
  }

  function meaning({ kind, lang }) {
    if (kind === "garbled") return phrases.printed;
    return language(lang) ? phrases.namedIn : phrases.named;
  }

  /** What a language is called; "" for that of the site, and where nobody knows. */
  function language(tag) {
    if (!tag || tag === document.documentElement.lang || !window.Intl?.DisplayNames) return "";
    return new Intl.DisplayNames([phrases.language], { type: "language" }).of(tag);
  }

  function welcome() {
    const links = [...examples()].map(([text, lang]) =>
      make("a", { href: `?q=${encodeURIComponent(text)}`, lang: lang || undefined }, text),
    );
    const attributes = { class: "dossier-search-welcome" };
    return links.length ? [make("p", attributes, filled(phrases.examples, { examples: dotted(links) }))] : [];
  }

  /** A few forms that show what the search knows, of the objects that are mentioned most: form -> tag. */
  function examples() {
    const named = search.all.filter((row) => row.seen !== undefined);
    named.sort((one, other) => other.seen - one.seen);
    const isForeign = ([text]) => /^\P{Script=Latin}{2,14}$/u.test(text);
    const found = named.slice(0, 6).map((row, at) => {
      const foreign = row.also.filter(isForeign);
      return at % 2 ? foreign[at % foreign.length] : [row.garbled[0]];
    });
    return new Map(found.filter(Boolean));
  }

  /** The filters; closed ones are made when they are opened, which few readers do for each letter. */
  function filters({ facets, hits }, isOpen) {
    const name = isAsked() ? phrases.filters : phrases.browse;
    const count = FACETS.reduce((sum, facet) => sum + wanted[facet].length, 0);
    const head = { "data-key": "filters" };
    const summary = make("summary", head, count ? sentence("chosen", { name, count }) : name);
    // What is closed and found anything has filters, though they are not made yet.
    const later = !isOpen && (hits.length > 0 || count > 0);
    const details = make("details", { class: "dossier-filters", open: isOpen, "data-later": later }, summary);
    const append = () =>
      details.append(
        (wanted.q.trim() || count) && hits.length > 1 ? order() : "",
        ...FACETS.map((facet) => group(facet, facets[facet])),
      );
    // What fails to load is asked for again when they are drawn again.
    const fill = once(() => search.bringColumns()?.then(append, () => say(phrases.unloaded)) ?? append());
    if (isOpen) fill();
    // A click is told of before they are open, and other ways to open them behind.
    summary.addEventListener("click", fill, { once: true });
    details.addEventListener("toggle", fill, { once: true });
    return details;
  }

  function group(facet, counts) {
    const options = optionsOf(facet, counts);
    if (!options.length) return "";
    // Of speakers those below a body are left out at first.
    const total = facet === "by" ? new Set([...counts.keys(), ...wanted.by]).size : options.length;
    const isCut = options.length < total || options.length > OPTIONS + 1;
    const isLong = isCut && !opened.has(facet);
    const listed = isLong ? most(options, facet) : options;
    return make(
      "fieldset",
      {},
      make("legend", {}, phrases.headings[facet]),
      listed.map((option) => choice(facet, option)),
      isLong ? more(facet, total) : "",
      facet === "status" ? meanings(listed) : "",
    );
  }

  /** Where the words of a list of statuses are explained: a label that ticks a box cannot lead there. */
  function meanings(listed) {
    const url = listed.map(({ value }) => data.statuses[value]?.[1]).find(Boolean);
    if (!url) return "";
    const link = make("a", { href: root + url }, phrases.meanings);
    return make("p", { class: "dossier-meanings" }, link);
  }

  function more(facet, count) {
    const onclick = () => {
      opened.add(facet);
      show().then(() => place.querySelector(`input[name="${facet}"]`)?.focus());
    };
    return make(
      "button",
      { type: "button", class: "dossier-more-options", onclick },
      heard(phrases.allOf, {
        all: make("span", {}, sentence("all", { count: number(count) })),
        heading: phrases.headings[facet],
      }),
    );
  }

  function choice(facet, { value, count, depth }) {
    const isChosen = wanted[facet].includes(value);
    const box = make("input", {
      type: "checkbox",
      name: facet,
      value,
      checked: isChosen,
      "data-key": `${facet}=${value}`,
      onchange: () => toggle(facet, value),
    });
    return make(
      "label",
      { class: `dossier-option dossier-option-${depth}` },
      box,
      make("span", { class: "dossier-option-name" }, ...nameOf(facet, value, true)),
      make("span", { class: "dossier-option-count" }, number(count)),
    );
  }

  /** The values of a facet that anything has, and those that are chosen. */
  function optionsOf(facet, counts) {
    const values = new Set([...counts.keys(), ...wanted[facet]]);
    const options = [...values].map((value) => ({
      value,
      count: counts.get(value) ?? 0,
      depth: 0,
    }));
    if (facet === "date") return dates(options, counts);
    if (facet === "by") return speakers(options);
    const order = { type: data.types, side: Object.keys(data.sides) }[facet];
    return options.sort((one, other) =>
      order
        ? order.indexOf(one.value) - order.indexOf(other.value)
        : byCount(facet, one, other),
    );
  }

  function byCount(facet, one, other) {
    const name = ({ value }) => plain(facet, value);
    return other.count - one.count || collator().compare(name(one), name(other));
  }

  /** Bodies by count, and below each those who speak for it: all of them, or for what is chosen. */
  function speakers(options) {
    const known = new Set(options.map(({ value }) => value));
    const below = new Map();
    for (const option of options) {
      const body = search.rows.get(option.value)?.of;
      // Who speaks for each other in a circle stands at the top, each of them.
      const isTop = !known.has(body) || search.line(body).includes(option.value);
      const key = isTop ? "" : body;
      below.set(key, [...(below.get(key) ?? []), option]);
    }
    const isOpen = (body) =>
      opened.has("by") || wanted.by.some((value) => search.line(value).includes(body));
    const tree = (key, depth) =>
      (below.get(key) ?? [])
        .sort((one, other) => byCount("by", one, other))
        .flatMap((option) => [
          { ...option, depth: Math.min(depth, DEEPEST) },
          ...(isOpen(option.value) ? tree(option.value, depth + 1) : []),
        ]);
    return tree("", 0);
  }

  /** Years in order; a year or month that holds much, or is chosen, is opened. */
  function dates(options, counts) {
    const isOpen = (parent) =>
      !parent ||
      counts.get(parent) >= DENSE ||
      wanted.date.some((value) => value === parent || value.startsWith(`${parent}-`));
    const parents = (value) =>
      [value.slice(0, 4), value.slice(0, 7)].filter(
        (one) => one !== value && value.startsWith(`${one}-`),
      );
    return options
      .filter(({ value }) => parents(value).every(isOpen))
      .map((option) => ({ ...option, depth: parents(option.value).length }))
      .sort((one, other) => (one.value < other.value ? -1 : 1));
  }

  /** The options that most have, and those that are chosen, in the order in which they stand. */
  function most(options, facet) {
    // Who is chosen keeps in sight those for whom he speaks, and a body those who speak for it.
    const isOnLine = (value) => wanted.by.some((one) => search.line(one).includes(value));
    const isChosen = ({ value, depth }) =>
      wanted[facet].includes(value) || (facet === "by" && (depth > 0 || isOnLine(value)));
    const best = [...options].sort(
      (one, other) => isChosen(other) - isChosen(one) || other.count - one.count,
    );
    const kept = new Set(best.slice(0, Math.max(OPTIONS, options.filter(isChosen).length)));
    return options.filter((option) => kept.has(option));
  }

  function plain(facet, value) {
    if (facet === "type") return phrases.types[value]?.[1] ?? value;
    if (facet === "by") return search.rows.get(value)?.title ?? value;
    if (facet === "side") return data.sides[value] ?? value;
    if (facet === "status") return data.statuses[value]?.[0] ?? value;
    if (facet !== "date") return value;
    const [year, month, day] = value.split("-");
    const slots = { year, month: phrases.months[month - 1], day: Number(day) };
    return filled(phrases.dates[value.split("-").length - 1], slots).join("");
  }

  /** A value as it is read, with the shape that goes with it elsewhere. */
  function nameOf(facet, value, isShaped) {
    if (facet === "side" && isShaped) return [sideMark(value), plain(facet, value)];
    if (facet === "status" && isShaped) return [statusMark(value)];
    return [plain(facet, value)];
  }

  function sideMark(side) {
    const order = Object.keys(data.sides).indexOf(side);
    const hasMark = order >= 0 && order < MOST_MARKS && side !== "outside";
    return hasMark ? make("span", { class: `dossier-side dossier-side-${order}` }) : "";
  }

  /** A status with its shape; where it is no part of a control, its words lead to what it means. */
  function statusMark(value, content = plain("status", value)) {
    const style = `dossier-status dossier-status-${value.replaceAll(" ", "-")}`;
    return make("span", { class: style }, content);
  }

  function explained({ status, status_words: said = plain("status", status) }) {
    const url = data.statuses[status]?.[1];
    return url ? make("a", { class: "dossier-to-term", href: root + url }, said) : said;
  }

  function results(found, count) {
    const { hits } = found;
    const card = answer(found);
    const box = make("div", { class: "dossier-search-results" }, notes(({ row }) => !card || row !== hits[0].row));
    if (!hits.length) {
      box.append(nothing(found));
      return box;
    }
    const list = make("ol", { class: "dossier-results" });
    box.append(card ?? "", make("h2", { class: "dossier-hidden" }, phrases.resultsHeading), list);
    // The card stands in the place of the best result.
    drawn = { hits, box, card, list, count: card ? 1 : 0, isWhole: search.isWhole(hits[0].row) };
    extend(found, count, false);
    return box;
  }

  function chips() {
    const chosen = FACETS.flatMap((facet) => wanted[facet].map((value) => [facet, value]));
    if (!chosen.length) return "";
    const buttons = chosen.map(([facet, value]) =>
      make(
        "button",
        {
          type: "button",
          class: "dossier-chip",
          onclick: () => {
            toggle(facet, value);
            input.focus();
          },
        },
        heard(phrases.remove, {
          heading: phrases.headings[facet],
          value: make("span", {}, ...nameOf(facet, value, false)),
        }),
        make("span", { "aria-hidden": "true" }, " ×"),
      ),
    );
    const clear = make(
      "button",
      { type: "button", class: "dossier-chip dossier-chip-clear", onclick: clearFilters },
      phrases.removeAll,
    );
    return make("div", { class: "dossier-chips" }, buttons, chosen.length > 1 ? clear : "");
  }

  function order() {
    const onchange = (event) =>
      change({ sort: event.target.value === "relevance" ? "" : event.target.value });
    const options = Object.entries(phrases.orders).map(([value, name]) =>
      make("option", { value, selected: value === (wanted.sort || "relevance") }, name),
    );
    return make(
      "label",
      { class: "dossier-order" },
      make("span", {}, phrases.order),
      make("select", { name: "sort", "data-key": "sort", onchange }, options),
    );
  }

  function further(count) {
    const onclick = () => {
      const first = shown;
      shown += SHOWN;
      show().then(() => place.querySelectorAll(".dossier-result-link")[first]?.focus());
    };
    const next = Math.min(SHOWN, count - shown);
    return make(
      "button",
      { type: "button", class: "dossier-further", onclick },
      sentence("more", { next, count: number(count) }),
    );
  }

  function item({ row, terms }) {
    const sought = new Set(terms);
    const isWhole = !row.title;
    const text = excerpt(row.text ?? "", sought, isWhole ? WHOLE : LENGTH);
    const title = isWhole ? text : marked(row.title, sought);
    return make(
      "li",
      { class: `dossier-result dossier-result-${row.type}` },
      make("p", { class: `dossier-result-head${row.later ? " dossier-later" : ""}` }, dotted(head(row))),
      make(
        "h3",
        { class: "dossier-result-title" },
        make("a", { class: "dossier-result-link", href: root + row.url, lang: row.lang }, title),
      ),
      isWhole || !row.text ? "" : make("p", { class: "dossier-result-text" }, text),
      quoted(row, sought),
      aliases(row, sought),
      make("p", { class: "dossier-result-foot" }, dotted(foot(row))),
    );
  }

  /** Who makes a statement, together. */
  function together(row) {
    const names = (row.by ?? []).map((id) => search.rows.get(id)?.title ?? id);
    return names.length < 2 ? names.join("") : conjunction().format(names);
  }

  function head(row) {
    const side = make(
      "span",
      { class: "dossier-hidden" },
      sentence("side", { side: data.sides[row.side] ?? "" }),
    );
    const act = data.acts[row.act] ?? row.act;
    const attribution = sentence("said", { speaker: together(row), act });
    const said = row.by ? [[sideMark(row.side), side, attribution]] : [];
    const role = row.role && fold(row.role) !== fold(row.title ?? "") ? [row.role] : [];
    return [
      make("span", { class: "dossier-result-type" }, phrases.types[row.type]?.[0] ?? row.type),
      ...said,
      ...role,
      row.date,
    ];
  }

  function foot(row) {
    const outlets = row.type === "source" ? [] : (row.sources ?? []);
    const first = outlets.slice(0, 3).join(phrases.comma);
    const count = outlets.length - 3;
    const listed = count > 0 ? sentence("outlets", { outlets: first, count }) : first;
    const value = (row.answers ?? []).map(([, text]) => text).join(phrases.semicolon);
    return [
      value ? make("span", { class: "dossier-value" }, value) : "",
      row.status ? statusMark(row.status, explained(row)) : "",
      listed,
    ];
  }

  /** What a row quotes with sought words that it does not say itself. */
  function quoted(row, sought) {
    const having = (row.quotes ?? []).filter(([text]) => mayHave(text, sought));
    if (!having.length) return "";
    const said = new Set(words(`${row.title ?? ""} ${row.text ?? ""}`).map(({ term }) => term));
    const isNew = ({ term }) => sought.has(term) && !said.has(term);
    const quotes = having
      .filter(([text]) => words(text).some(isNew))
      .map(([text, lang]) => {
        const quote = make("span", { lang: lang || undefined }, marked(text, sought));
        return filled(phrases.quote, { quote });
      });
    return quotes.length
      ? make(
          "p",
          { class: "dossier-result-names" },
          filled(phrases.quoted, { quotes: dotted(quotes) }),
        )
      : "";
  }

  /** The other names of an object in which something matched. */
  function aliases(row, sought) {
    const names = [...(row.also ?? []), ...(row.garbled ?? []).map((text) => [text, "", true])];
    const hasSought = ([text]) => mayHave(text, sought) && words(text).some(({ term }) => sought.has(term));
    const hit = names.filter(hasSought);
    const seen = new Map(hit.map((name) => [name[0], name]));
    const shownNames = [...seen.values()]
      .slice(0, 4)
      .map(([text, lang, isGarbled]) =>
        make(
          "span",
          { lang: lang || undefined, class: isGarbled && "dossier-garbled" },
          marked(text, sought),
        ),
      );
    return shownNames.length
      ? make("p", { class: "dossier-result-names" }, filled(phrases.also, { names: dotted(shownNames) }))
      : "";
  }

  function dotted(parts) {
    const kept = parts.filter(Boolean);
    return kept.flatMap((part, at) => [at ? phrases.divider : "", part].flat());
  }

  /** The part of a text with most of the words, cut between words; the words are marked. */
  function excerpt(text, sought, length) {
    if (text.length <= length) return marked(text, sought);
    const hits = mayHave(text, sought) ? words(text).filter(({ term }) => sought.has(term)) : [];
    const within = (start) =>
      new Set(
        hits
          .filter((hit) => hit.start >= start && hit.end <= start + length)
          .map((hit) => hit.term),
      ).size;
    let best = hits[0];
    for (const hit of hits) if (within(hit.start) > within(best.start)) best = hit;
    const from = best && best.end > length ? cut(text, Math.max(0, best.start - length / 4)) : 0;
    const to = from + length < text.length ? text.lastIndexOf(" ", from + length) : text.length;
    const part = text.slice(from, to > from ? to : from + length).trim();
    return [
      from ? `${phrases.cut} ` : "",
      ...marked(part, sought),
      to < text.length ? ` ${phrases.cut}` : "",
    ];
  }

  const cut = (text, at) => text.indexOf(" ", at) + 1;

  function marked(text, sought) {
    const parts = [];
    let at = 0;
    for (const { start, end } of runs(text, sought)) {
      parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  }

  /** Where sought words stand; neighbours are one run. */
  function runs(text, sought) {
    const found = [];
    if (!mayHave(text, sought)) return found;
    for (const { term, start, end } of words(text)) {
      const last = found.at(-1);
      if (!sought.has(term)) continue;
      if (last && /^[\s-]?$/.test(text.slice(last.end, start))) last.end = end;
      else found.push({ start, end });
    }
    return found;
  }

  function nothing({ all, near = [] }) {
    const tips = [];
    if (all && hasFilters()) {
      const attributes = { type: "button", class: "dossier-chip", onclick: clearFilters };
      const button = make("button", attributes, phrases.removeAll);
      const [one, many] = phrases.without;
      const tip = filled(all === 1 ? one : many, { count: number(all), button });
      tips.push(make("li", {}, tip));
    }
    if (near.length) {
      const links = near.map((name) => make("a", { href: `?q=${encodeURIComponent(name)}` }, name));
      const names = links.flatMap((link, at) => (at ? [phrases.comma, link] : [link]));
      tips.push(make("li", {}, filled(phrases.meant, { names })));
    }
    const isOne = words(wanted.q).length < 2;
    tips.push(make("li", {}, isOne ? phrases.respell : phrases.fewer));
    return make("ul", { class: "dossier-search-help" }, tips);
  }

  /** Seek what is typed once the letter is seen, and after one right behind another no sooner than a pause. */
  async function soughtWhenSeen() {
    const own = (typed += 1);
    const isHurried = waiting !== undefined;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = undefined;
      if (isHurried && own === typed) seek();
    }, PAUSE);
    if (isHurried) return;
    await painted();
    if (own === typed) seek();
  }

  const seek = () => change({ q: input.value }, "replaceState", true);

  /** Arrow keys go from the box to the first result and from one to the next, Escape back. */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...place.querySelectorAll(".dossier-result-link")];
    const at = links.indexOf(document.activeElement);
    const isOutside = at < 0 && ![input, status].includes(document.activeElement);
    if (isOutside || (!step && event.key !== "Escape") || (at < 0 && step !== 1)) return;
    const next = step && links[at + step];
    event.preventDefault();
    (next ?? (step === 1 ? document.activeElement : input)).focus();
  }

  /** Where who has asked goes on: at what is said of the results, right before the first of them. */
  function toResults() {
    if (place.querySelector(".dossier-result-link")) status.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // What was typed is not sought once more.
    typed += 1;
    isSent = true;
    change({ q: input.value });
  });
  input.addEventListener("input", () => {
    isSent = false;
    search.expect(input.value);
    soughtWhenSeen();
  });
  page.addEventListener("keydown", walk);
  window.addEventListener("popstate", () => {
    wanted = fromAddress();
    input.value = wanted.q;
    shown = SHOWN;
    show();
  });

  // The filters come after the results: who wants them first gets there from the box.
  const onclick = () => place.querySelector(".dossier-filters > summary")?.focus();
  form.after(make("button", { type: "button", class: "dossier-search-skip", onclick }, phrases.toFilters));

  // Whoever is in the field will type.
  const expectLetters = once(cutAhead);
  for (const event of ["focus", "input"]) input.addEventListener(event, expectLetters, { once: true });

  input.value = wanted.q;
  if (!wanted.q && !hasFilters()) input.focus();
  say(phrases.reading);
  show();
})();
