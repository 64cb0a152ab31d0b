// Hover cards for links to objects, sources, passages and explained words: mouse, focus or tap; Escape closes.
// The cards of a page lie in cards/PAGE.js, a script that is loaded when the first one is wanted.
(() => {
  const { again } = document.currentScript.dataset;
  const root = document.documentElement.dataset.content_root || "./";
  const base = new URL(root, location.href).href;
  const loaded = new Map();
  const waiting = new Map();
  const card = document.createElement("div");
  let owner = null;
  let timer = 0;

  card.className = "dossier-card";
  card.id = "dossier-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;

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

  function line(text, name) {
    if (!text) return;
    const part = document.createElement("p");
    part.className = name;
    part.textContent = text;
    card.append(part);
    return part;
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

  function fill(content) {
    card.replaceChildren();
    inLanguage(line(content.title, "dossier-card-title"), content);
    line(content.facts, "dossier-card-facts");
    line(content.text, "dossier-card-text");
    if (content.status) {
      line(content.words, `dossier-status dossier-status-${content.status}`);
      line(content.means, "dossier-card-facts");
    }
  }

  function place(link) {
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

  async function show(link, hint) {
    const found = target(link);
    if (!found) return;
    owner = link;
    const content = (await cardsOf(found[0]))[found[1]];
    if (!content || owner !== link) return;
    fill(content);
    line(hint, "dossier-card-facts");
    place(link);
    link.setAttribute("aria-describedby", card.id);
  }

  function hide() {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    card.hidden = true;
  }

  function linkOf(event) {
    return event.target instanceof Element
      ? event.target.closest('a[class*="dossier-to-"], a.dossier-picture-link')
      : null;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const link = linkOf(event);
    if (link === owner && link) return clearTimeout(timer);
    clearTimeout(timer);
    timer = setTimeout(() => (link ? show(link) : hide()), link ? 250 : 200);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) hide();
  });
  // A first tap shows the card, a second one follows the link.
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (event.pointerType === "touch" && link && owner !== link && target(link)) {
      event.preventDefault();
      show(link, again);
    } else if (!card.contains(event.target)) {
      hide();
    }
  });
  document.body ? document.body.append(card) : addEventListener("DOMContentLoaded", () => document.body.append(card));
})();
