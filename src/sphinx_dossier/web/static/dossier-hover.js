// Hover cards for links to objects, sources, passages and explained words: mouse, focus or tap; Escape closes.
// A link in a card opens a second one over it, and there it ends. The arrow down leads into a card.
// The cards of a page lie in cards/PAGE.js, a script that is loaded when the first one is wanted.
(() => {
  const { again, keys } = document.currentScript.dataset;
  const root = document.documentElement.dataset.content_root || "./";
  const base = new URL(root, location.href).href;
  const loaded = new Map();
  const waiting = new Map();
  const outer = { card: made("dossier-card"), owner: null };
  // It is there when it is first needed.
  const inner = { card: made("dossier-card-inner"), owner: null };
  let timer = 0;

  function made(id) {
    const card = document.createElement("div");
    card.className = "dossier-card";
    card.id = id;
    card.hidden = true;
    return card;
  }

  window.dossierCards = (page, cards) => {
    loaded.set(page, cards);
    (waiting.get(page) || []).forEach((done) => done(cards));
    waiting.delete(page);
  };

  // "../claims/ground.html#az-seven-villages" -> ["claims/ground", "az-seven-villages"]
  function target(link) {
    const url = new URL(link.href, location.href);
    if (url.hash.length < 2) return null;
    // What is on another site has its card here, by its address as it is written.
    if (link.matches('[class*="dossier-to-"].external')) return ["~abroad", link.getAttribute("href")];
    if (!url.href.startsWith(base)) return null;
    const path = url.href.slice(base.length).split("#")[0];
    const page = path.replace(/(\/|^)$/, "$1index").replace(/\.html$/, "");
    return [page, decodeURIComponent(url.hash.slice(1))];
  }

  function cardsOf(page) {
    if (loaded.has(page)) return Promise.resolve(loaded.get(page));
    return new Promise((done) => {
      const isFirst = !waiting.has(page);
      waiting.set(page, [...(waiting.get(page) || []), done]);
      if (!isFirst) return;
      const script = document.createElement("script");
      script.src = `${base}cards/${page}.js`;
      script.onerror = () => window.dossierCards(page, {});
      document.head.append(script);
    });
  }

  function line(card, text, name) {
    if (!text) return;
    const part = document.createElement("p");
    part.className = name;
    part.append(...[text].flat().map((one) => (typeof one === "string" ? one : linked(one))));
    card.append(part);
    return part;
  }

  function linked([label, address, kind]) {
    const link = document.createElement("a");
    link.href = new URL(address, base).href;
    link.textContent = label;
    link.className = `dossier-to-${kind} reference ${link.href.startsWith(base) ? "internal" : "external"}`;
    return link;
  }

  /** Says which words of a part are in another language than the page, if not all are. */
  function inLanguage(part, { lang, foreign }) {
    if (!part || !lang) return;
    const [before, ...after] = foreign ? part.textContent.split(foreign) : ["", ""];
    const words = document.createElement("span");
    words.lang = lang;
    words.textContent = foreign || part.textContent;
    part.replaceChildren(before, words, after.join(foreign));
  }

  function fill(card, content) {
    card.replaceChildren();
    inLanguage(line(card, content.title, "dossier-card-title"), content);
    line(card, content.facts, "dossier-card-facts");
    line(card, content.text, "dossier-card-text");
    if (content.status) {
      line(card, content.words, `dossier-status dossier-status-${content.status}`);
      line(card, content.means, "dossier-card-facts");
    }
    // With links in it, it is no mere description.
    const leads = card.querySelector("a") !== null;
    card.setAttribute("role", leads ? "dialog" : "tooltip");
    leads ? card.setAttribute("aria-label", content.title) : card.removeAttribute("aria-label");
  }

  function place(card, link) {
    const box = link.getClientRects()[0] || link.getBoundingClientRect();
    card.style.left = "0";
    card.hidden = false;
    const width = card.offsetWidth;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const isBelow = box.bottom + card.offsetHeight + 8 < innerHeight;
    const top = isBelow ? box.bottom + 4 : box.top - card.offsetHeight - 4;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${Math.max(top, 4) + scrollY}px`;
  }

  const levelOf = (link) => (outer.card.contains(link) ? inner : outer);

  async function show(link, hint, isByKeys = false) {
    const found = target(link);
    const level = levelOf(link);
    if (!found || inner.card.contains(link)) return;
    clearTimeout(timer);
    if (level === outer) hide(inner);
    release(level);
    level.owner = link;
    const content = (await cardsOf(found[0]))[found[1]];
    if (!content || level.owner !== link) return;
    fill(level.card, content);
    line(level.card, isByKeys && level.card.querySelector("a") ? keys : hint, "dossier-card-facts");
    if (!level.card.isConnected) document.body.append(level.card);
    place(level.card, link);
    link.setAttribute("aria-describedby", level.card.id);
  }

  function release(level) {
    if (level.owner) level.owner.removeAttribute("aria-describedby");
    level.owner = null;
  }

  function hide(level) {
    clearTimeout(timer);
    if (level === outer) hide(inner);
    release(level);
    level.card.hidden = true;
  }

  function linkOf(event) {
    return event.target instanceof Element
      ? event.target.closest('a[class*="dossier-to-"], a.dossier-picture-link')
      : null;
  }

  /** The deepest card that holds an element, if any does. */
  const holding = (element) => [inner, outer].find(({ card }) => card.contains(element));

  // Where the pointer was last: before what it comes over is told, when it moves itself.
  let rested = "";
  const placeOf = ({ screenX, screenY }) => `${screenX} ${screenY}`;
  document.addEventListener("pointermove", (event) => (rested = placeOf(event)), { passive: true });

  /** Whether the focus is on a link with its card, or in a card. */
  const isReadByKeys = () => {
    const { activeElement } = document;
    return outer.owner !== null && (outer.owner === activeElement || holding(activeElement) !== undefined);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    // The keyboard scrolls the page under a pointer that rests: that does not take its cards away.
    if (placeOf(event) === rested && isReadByKeys()) return;
    clearTimeout(timer);
    const level = holding(event.target);
    if (level === inner) return;
    const link = linkOf(event);
    if (link && link === levelOf(link).owner) return;
    // From a link in a card the pointer crosses the card on its way to the second one.
    const leave = () => hide(level ? inner : outer);
    timer = setTimeout(() => (link ? show(link) : leave()), link ? 250 : 200);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    const level = holding(event.target);
    if (link === back.to && link) return;
    if (link && level !== inner && link.matches(":focus-visible")) show(link, undefined, true);
    else if (!level) hide(outer);
  });
  document.addEventListener("keydown", (event) => {
    const level = inner.card.hidden ? outer : inner;
    if (level.card.hidden) return;
    if (event.key === "Escape") back(level);
    if (event.key === "ArrowDown" && event.target === level.owner) step(event, level.card.querySelector("a"));
    // Behind its last link, and before its first one, lies the link that it belongs to.
    const around = holding(event.target);
    if (event.key !== "Tab" || !around) return;
    const links = around.card.querySelectorAll("a");
    const end = event.shiftKey ? links[0] : links[links.length - 1];
    if (event.target !== end) return;
    const owner = around.owner;
    hide(around);
    step(event, owner);
  });

  function step(event, link) {
    if (!link) return;
    event.preventDefault();
    link.focus();
  }

  function back(level) {
    const owner = level.card.contains(document.activeElement) && level.owner;
    hide(level);
    if (!owner) return;
    // Focus alone would open it again.
    back.to = owner;
    owner.focus();
    back.to = null;
  }

  // A first tap shows the card, a second one follows the link.
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    const level = holding(event.target);
    if (event.pointerType === "touch" && link && level !== inner && levelOf(link).owner !== link && target(link)) {
      event.preventDefault();
      show(link, again);
    } else if (!level) {
      hide(outer);
    } else if (level === outer && !link) {
      hide(inner);
    }
  });
  const begin = () => document.body.append(outer.card);
  document.body ? begin() : addEventListener("DOMContentLoaded", begin);
})();
