// Light or dark as the reader chose, before the page is painted; and the contents of a page as a drawer.
(() => {
  "use strict";
  const { body } = document;
  body.dataset.theme = "auto";
  try {
    body.dataset.theme = localStorage.getItem("theme") || "auto";
  } catch {
    // A browser that keeps nothing: the page follows the system.
  }
  document.addEventListener("DOMContentLoaded", () => {
    // A link of this drawer leads down the page that the drawer covers.
    document.getElementById("essor-toc")?.addEventListener("click", ({ target, currentTarget }) => {
      if (target.closest("a") && currentTarget.matches(":popover-open")) currentTarget.hidePopover();
    });
  });
})();
