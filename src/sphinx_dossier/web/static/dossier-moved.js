// Old addresses. A page that has moved leads on and keeps the anchor, which a refresh would lose;
// on any other page, the anchor of an object that is elsewhere now leads there.
(() => {
  const { to } = document.currentScript.dataset;
  const { hash } = location;
  if (to) {
    location.replace(hash ? to.split("#")[0] + hash : to);
    return;
  }

  const base = new URL(document.documentElement.dataset.content_root || "./", location.href).href;

  // What became of an object stands in data/objects/ID.json; a file that is opened cannot ask.
  async function lookUp(id, steps) {
    const answer = await fetch(`${base}data/objects/${id}.json`);
    const row = answer.ok ? await answer.json() : {};
    if (row.url) location.replace(new URL(row.url, base));
    else if (row.replaced_by && steps) await lookUp(row.replaced_by, steps - 1);
  }

  const id = hash.slice(1);
  const isAsked = location.protocol.startsWith("http") && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id);
  if (isAsked && !document.getElementById(id)) lookUp(id, 5).catch(() => {});
})();
