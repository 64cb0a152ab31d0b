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

  // A file that is opened cannot ask.
  async function read(file) {
    const answer = await fetch(`${base}${file}`);
    return answer.ok ? answer.json() : {};
  }

  async function lookUp(id) {
    const { homes = {}, retired = {} } = await read("data/objects.json");
    // What replaced it may have been replaced too, in a circle at worst.
    const known = Object.keys(retired).length;
    let now = id;
    for (let step = 0; step < known && retired[now]; step += 1) now = retired[now].replaced_by;
    if (!Object.hasOwn(homes, now)) return;
    const { objects = [] } = await read(`data/objects/${homes[now]}.json`);
    const row = objects.find((one) => one.id === now);
    if (row) location.replace(new URL(row.url, base));
  }

  const id = hash.slice(1);
  const isAsked = location.protocol.startsWith("http") && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id);
  if (isAsked && !document.getElementById(id)) lookUp(id).catch(() => {});
})();
