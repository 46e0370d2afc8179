// Light or dark, and what else the reader chose of how they read, before the page is painted; the contents of a page as a drawer.
import * as reading from "./common/reading.js";
import { holder } from "./common/shelf.js";
import { attempt, openOnPaper, part, succeeds } from "./common/tools.js";

const { body } = document;
body.dataset.theme = attempt(() => localStorage.getItem("theme")) || "auto"; // kept nothing: the page follows the system
reading.apply();
// Furo reads and writes the reader's choice there at each press of its button, and stops if it may not.
const keeps = () => succeeds(() => localStorage.setItem("theme", localStorage.getItem("theme") ?? "auto"));
const pressed = (event) => {
  if (!event.target.closest(".theme-toggle") || keeps()) return;
  event.stopPropagation();
  const order = matchMedia("(prefers-color-scheme: dark)").matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  body.dataset.theme = order[(order.indexOf(body.dataset.theme) + 1) % order.length];
};
document.addEventListener("click", pressed, true);
// A call of a note leads into the list of sources, which is folded; what is folded to be read on demand is whole on paper.
const open = ({ hash }) => {
  const folded = document.getElementById(hash.slice(1))?.closest("details:not([open])");
  if (folded) folded.open = true;
};
document.addEventListener("click", ({ target }) => target.closest("a[href^='#']") && open(target.closest("a")));
addEventListener("hashchange", () => open(location));
openOnPaper(() => [...document.querySelectorAll("details[data-whole]:not([open])")]);
document.addEventListener("DOMContentLoaded", () => {
  open(location);
  reading.offer();
  // In a learning platform, a page says who keeps what the reader does.
  for (const said of holder ? document.querySelectorAll("[data-platform]") : []) said.textContent = said.dataset.platform;
  // The book's contents are longer than their frame: they open at the page that is read, with what is above it.
  const contents = part(document, "contents");
  const current = contents?.querySelector("[aria-current='page']");
  const above = () => current.getBoundingClientRect().top - contents.getBoundingClientRect().top - contents.clientHeight / 3;
  const lead = () => current && contents.scrollBy({ top: above(), behavior: "instant" });
  lead();
  document.getElementById("essor-nav")?.addEventListener("toggle", lead);
  // A link of this drawer leads down the page that the drawer covers.
  document.getElementById("essor-toc")?.addEventListener("click", ({ target, currentTarget }) => {
    if (target.closest("a") && currentTarget.matches(":popover-open")) currentTarget.hidePopover();
  });
});
