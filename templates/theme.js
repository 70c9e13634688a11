/* Light or dark: as the system has it, until the reader chooses. Runs before the page is drawn. */
(() => {
  "use strict";
  const root = document.documentElement;
  const remembered = value => {
    try {
      if (!value) return localStorage.getItem("theme");
      localStorage.setItem("theme", value);
    } catch {} // a reader may forbid it; the choice then holds for this visit
  };
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    const tell = () => button.setAttribute("aria-pressed", isDark());
    button.className = "theme";
    button.type = "button";
    button.ariaLabel = button.title =
      document.querySelector("[data-dark]")?.dataset.dark ?? "Dark colours";
    button.textContent = "◐";
    button.addEventListener("click", () => {
      remembered((root.dataset.theme = isDark() ? "light" : "dark"));
      tell();
    });
    system.addEventListener("change", tell);
    tell();
    document.body.prepend(button);
  });
})();
