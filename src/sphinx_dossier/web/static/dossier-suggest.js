// Suggestions below each field that leads to the search page, and "/" to get there. Names and styles
// are loaded when a field is used for the first time; without them the field works as ever.
(() => {
  "use strict";

  const MOST = 8;
  const SLIP = 4;
  const LIST = "dossier-suggestions";
  const root = new URL(document.documentElement.dataset.content_root || "./", document.baseURI).href;
  const lists = new WeakMap();
  let names;

  const isField = (element) =>
    element?.matches?.("input[name=q]") &&
    /\/search(?:\.html|\/)?$/.test(new URL(element.form?.action ?? "", document.baseURI).pathname) &&
    // The search page itself shows results at once.
    !element.closest(".dossier-search");

  function load(tag, attributes) {
    return new Promise((done, failed) => {
      const element = Object.assign(document.createElement(tag), attributes);
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  /** The names with their words folded, once the files are there. */
  async function read() {
    await Promise.all([
      load("script", { src: `${root}_static/dossier-words.js` }),
      load("script", { src: `${root}_static/dossier-names.js` }),
      load("link", { rel: "stylesheet", href: `${root}_static/dossier-suggest.css` }),
    ]);
    const { fold } = window.dossierWords;
    return window.dossierNames.rows.map(([title, url, type, others = []]) => ({
      title,
      url,
      type,
      forms: [title, ...others].map((name) => {
        const [text, lang = ""] = [name].flat();
        return { text, lang, folded: spaced(fold(text)) };
      }),
    }));
  }

  const spaced = (text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /** How near a name is to what was typed: 0 the same, more than SLIP a slip; nothing where it is not. */
  function distance(folded, sought) {
    if (folded === sought) return 0;
    if (folded.startsWith(sought)) return 1;
    const parts = folded.split(" ");
    const asked = sought.split(" ");
    if (asked.every((one) => parts.includes(one))) return 2;
    if (asked.every((one) => parts.some((part) => part.startsWith(one)))) return 3;
    if (/[^\p{ASCII}]/u.test(sought) && folded.includes(sought)) return 4;
    if (sought.length < 4) return undefined;
    const slips = Math.min(...[folded, ...parts].map((part) => slipsIn(part, sought)));
    return slips <= (sought.length > 6 ? 2 : 1) ? SLIP + slips : undefined;
  }

  /** So many letters differ between what was typed and the beginning of a name. */
  function slipsIn(name, sought) {
    let row = [...Array(sought.length + 1).keys()];
    let least = row[sought.length];
    for (let at = 1; at <= Math.min(name.length, sought.length + 2); at += 1) {
      const next = [at];
      for (let step = 1; step <= sought.length; step += 1) {
        const change = row[step - 1] + (name[at - 1] === sought[step - 1] ? 0 : 1);
        next.push(Math.min(change, row[step] + 1, next[step - 1] + 1));
      }
      row = next;
      least = Math.min(least, row[sought.length]);
    }
    return least;
  }

  function suggested(query) {
    const sought = spaced(window.dossierWords.fold(query));
    if (!sought) return [];
    const found = names.flatMap((name) => {
      const near = name.forms
        .map((form) => ({ ...name, form, far: distance(form.folded, sought) }))
        .filter(({ far }) => far !== undefined)
        .sort((one, other) => one.far - other.far);
      return near.slice(0, 1);
    });
    const isSure = found.some(({ far }) => far <= SLIP);
    const nearest = (one, other) =>
      one.far - other.far || one.type - other.type || one.title.length - other.title.length;
    return found
      .filter(({ far }) => !isSure || far <= SLIP)
      .sort(nearest)
      .slice(0, MOST);
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** The list of a field, made when it is used for the first time. */
  function listOf(field) {
    if (lists.has(field)) return lists.get(field);
    const id = `${LIST}-${document.querySelectorAll(`.${LIST}`).length}`;
    const label = window.dossierNames.suggestions;
    const list = make("ul", { class: LIST, id, role: "listbox", hidden: "", "aria-label": label });
    const dialog = field.closest("dialog");
    if (dialog) dialog.append(list);
    else {
      field.form.classList.add("dossier-suggesting");
      field.form.append(list);
    }
    field.setAttribute("role", "combobox");
    const states = { autocomplete: "list", expanded: "false", controls: id };
    for (const [name, value] of Object.entries(states)) field.setAttribute(`aria-${name}`, value);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    lists.set(field, list);
    return list;
  }

  // No link inside: who listens hears an option as one thing.
  function option({ title, url, type, form }, at, id) {
    const part = (name, text, more) =>
      make("span", { class: `dossier-suggestion-${name}`, ...more }, text);
    const also = form.text === title ? [] : [part("form", form.text, form.lang && { lang: form.lang })];
    const kind = part("type", window.dossierNames.types[type]);
    const attributes = { role: "option", id: `${id}-${at}`, "aria-selected": "false" };
    const element = make("li", attributes, part("title", title), ...also, kind);
    element.addEventListener("click", () => location.assign(root + url));
    return element;
  }

  function show(field) {
    const list = listOf(field);
    const options = suggested(field.value).map((one, at) => option(one, at, list.id));
    list.replaceChildren(...options);
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function hide(field) {
    const list = lists.get(field);
    if (!list) return;
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** Choose the next option in a direction; beyond both ends is the field itself. */
  function move(field, step) {
    const options = [...lists.get(field).children];
    const last = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const count = options.length + 1;
    const next = options[((last + 1 + step + count) % count) - 1];
    options.forEach((one) => one.setAttribute("aria-selected", String(one === next)));
    next?.scrollIntoView({ block: "nearest" });
    if (next) field.setAttribute("aria-activedescendant", next.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    const field = event.target;
    const list = lists.get(field);
    if (!list || list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = list.querySelector("[aria-selected=true]");
    if (step) move(field, step);
    else if (event.key === "Enter" && chosen) chosen.click();
    else if (event.key === "Escape") hide(field);
    else return;
    event.preventDefault();
  }

  document.addEventListener("focusin", async ({ target }) => {
    if (!isField(target) || target.dataset.suggests) return;
    target.dataset.suggests = "yes";
    try {
      names ??= read();
      names = await names;
    } catch {
      // Without the names there is nothing to suggest.
      return;
    }
    target.addEventListener("input", () => show(target));
    target.addEventListener("keydown", onKey);
    target.addEventListener("blur", () => hide(target));
    if (target.value) show(target);
  });

  /** "/" leads to the field that is seen, or opens the one that is not. */
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input,textarea,select,[contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const fields = [...document.querySelectorAll("input[name=q]")];
    const seen = fields.find((one) => one.getClientRects().length);
    const field = seen ?? fields.find((one) => one.closest("dialog"));
    if (!field) return;
    event.preventDefault();
    if (!seen) field.closest("dialog").showModal();
    field.focus();
    field.select();
  });
})();
