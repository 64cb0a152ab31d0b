// Sets the reader's colour mode before the page is drawn, as the theme expects it.
(() => {
  const root = document.documentElement;
  let mode = "auto";
  let theme = "";
  try {
    mode = localStorage.getItem("mode") || mode;
    theme = localStorage.getItem("theme") || theme;
  } catch {
    // A browser may forbid storage; the page then follows the system.
  }
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" || !theme ? (isDark ? "dark" : "light") : theme;
})();
