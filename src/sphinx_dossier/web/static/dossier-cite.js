// Completes the citations of a page when their fold opens: with the day of reading, with the address
// where the site does not know its own, and with a button that copies one, or the code for a frame.
(() => {
  const { readOn, days, before, after, copy, copied } = document.currentScript.dataset;
  const [readOnBy, daysBy, beforeBy, afterBy] = [readOn, days, before, after].map((one) => JSON.parse(one));

  function complete(line) {
    if (navigator.clipboard) line.after(" ", button(line));
    if (line.matches(".dossier-citable")) cite(line);
  }

  function cite(line) {
    const style = [...line.classList].find((name) => name.startsWith("dossier-cite-")).slice(13);
    const day = new Date().toLocaleDateString(daysBy[style], { dateStyle: "long" });
    line.querySelector(".dossier-read-on").textContent = readOnBy[style].replace("{day}", day);
    const address = line.querySelector(".dossier-address");
    const owner = line.closest(".dossier");
    const id = owner && (owner.id || owner.closest(".dossier-headed")?.id);
    // A file that is opened has no address for others.
    const at = id ? `#${id}` : line.dataset.at;
    if (!address.textContent && at && location.protocol.startsWith("http")) {
      address.textContent = location.href.split("#")[0] + at;
      address.before(beforeBy[style]);
      address.after(afterBy[style] || "");
    }
  }

  function button(line) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "dossier-copy";
    made.textContent = copy;
    // Who hears buttons one after the other has to know what each of them copies.
    made.setAttribute("aria-label", `${copy}: ${line.parentElement.querySelector(".dossier-term").textContent}`);
    made.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line.textContent.trim());
      made.textContent = copied;
      setTimeout(() => (made.textContent = copy), 2000);
    });
    return made;
  }

  // The event of a fold does not rise to what is around it, and is caught on its way down.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.open) return;
    for (const line of target.querySelectorAll(":is(.dossier-citable, .dossier-embed-code):not([data-complete])")) {
      line.dataset.complete = "";
      complete(line);
    }
  }, true);
})();
