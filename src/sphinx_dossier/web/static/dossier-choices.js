// What is ticked over a list is in the address, so that it can be shared and is there again on the
// way back. The boxes work without this.
(() => {
  const slugIn = (element, prefix) => [...element.classList]
    .filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));

  const lists = [...document.querySelectorAll(".dossier-several[id]")].map((details) => {
    const boxes = [...details.querySelectorAll("input")].map((box) => ({ box, slug: slugIn(box, "dossier-pick-")[0] }));
    const lines = [];
    for (let one = details.previousElementSibling; one?.matches(".dossier-choices, .dossier-only"); one = one.previousElementSibling) lines.push(one);
    return { details, boxes, lines };
  });

  function asked() {
    let text = location.hash.slice(1);
    try {
      // Some programs that pass a link on write its signs as bytes.
      text = decodeURIComponent(text);
    } catch {
      return { id: text, slugs: [] };
    }
    const [id, slugs = ""] = text.split(":");
    return { id, slugs: slugs.split(",") };
  }

  function tick({ boxes }, isWanted) {
    boxes.forEach((one) => { one.box.checked = isWanted(one.slug); });
  }

  function restore() {
    const { id, slugs } = asked();
    lists.forEach((list) => {
      const { details, lines } = list;
      if (id === details.id) {
        tick(list, (slug) => slugs.includes(slug));
        details.open = true;
      // A link to a row is none to other rows: what is ticked stays.
      } else if (!id || `${id}-several` === details.id || lines.some((line) => line.id === id)) {
        tick(list, () => false);
      }
    });
  }

  function note(list) {
    const { details, boxes, lines } = list;
    const line = lines.find((one) => one.matches(":target"));
    // The one choice that had the address until now is a tick of several.
    const before = line ? slugIn(line, "dossier-only-") : [];
    tick(list, (slug) => before.includes(slug) || boxes.some((one) => one.slug === slug && one.box.checked));
    const slugs = boxes.filter(({ box }) => box.checked).map(({ slug }) => slug);
    const address = slugs.length ? `#${details.id}:${slugs}` : location.href.split("#")[0];
    // The way back leads to where nothing was ticked, and not through each tick.
    if (slugs.length && asked().id !== details.id) location.hash = address;
    else history.replaceState(null, "", address);
  }

  lists.forEach((list) => list.details.addEventListener("change", () => note(list)));
  addEventListener("hashchange", restore);
  // After the browser has filled the boxes as they were.
  addEventListener("pageshow", restore);
  restore();
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const here = isNew && lists.find(({ details }) => details.id === asked().id);
  if (here) here.details.scrollIntoView();
})();
