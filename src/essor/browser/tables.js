// The register's table: sorted by any column from its header, filtered by standing. Without this script it is all there.
import { element, part, plural } from "./common/tools.js";

const table = part(document, "register");
const body = table.tBodies[0];
const caption = part(table, "caption");
const rows = [...body.rows];
const inFrench = new Intl.Collator("fr", { numeric: true, sensitivity: "base" });

const key = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
function compare(one, other) {
  if (!one || !other) return (one ? 0 : 1) - (other ? 0 : 1); // nothing comes last
  const [a, b] = [Number(one), Number(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return inFrench.compare(one, other);
}

const headers = [...table.tHead.rows[0].cells];
headers.forEach((header, column) => {
  const button = element("button", { type: "button" }, ...header.childNodes);
  header.append(button);
  button.addEventListener("click", () => {
    const turned = header.getAttribute("aria-sort") === "ascending";
    headers.forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", turned ? "descending" : "ascending");
    const sorted = rows.map((row) => [key(row, column), row]).sort(([a], [b]) => (turned ? compare(b, a) : compare(a, b)));
    body.append(...sorted.map(([, row]) => row));
    caption.textContent = `Les faits, classés par «\u00a0${button.textContent.trim()}\u00a0», ordre ${turned ? "décroissant" : "croissant"}`;
    status.textContent = `${caption.textContent}.`;
  });
});

const choices = [...new Set(rows.map((row) => row.dataset.standing))].sort(inFrench.compare);
const innerHTML = '<label for="registre-statut">Statut à montrer</label> <select id="registre-statut"></select> <span role="status"></span>';
const form = element("p", { className: "registre-choix", innerHTML });
const select = form.querySelector("select");
const status = form.querySelector("[role=status]");
select.append(new Option("Tous", ""), ...choices.map((choice) => new Option(choice, choice)));
select.addEventListener("change", () => {
  let shown = 0;
  for (const row of rows) {
    row.hidden = select.value !== "" && row.dataset.standing !== select.value;
    shown += row.hidden ? 0 : 1;
  }
  status.textContent = `${plural(shown, "fait montré", "faits montrés")} sur ${rows.length}`;
});
table.parentElement.before(form);
