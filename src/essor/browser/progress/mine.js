// The form of « Votre collectivité »: each field is kept as typed once it is understood. What a number may be is said by the field's
// own attributes, which the build takes from the simulators' settings; these check it again, in Python.
import * as store from "../common/store.js";
import { part, refuse } from "../common/tools.js";
import { confirmed } from "./confirm.js";

const PROBLEMS = {
  unread: "n’est pas un nombre écrit avec des chiffres, des espaces et une virgule",
  part: "n’est pas un nombre entier",
  beyond: "est hors limites",
};

// What is wrong with a number as typed, or "".
function problemOf(text, { low, high, integer }) {
  const digits = text.replace(/\s/g, "").replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(digits) || text.includes(".")) return "unread";
  if (integer !== undefined && digits.includes(".")) return "part";
  return Number(digits) < Number(low) || Number(digits) > Number(high) ? "beyond" : "";
}

// Says why a field is refused, or takes that away.
function mark(field, problem) {
  const error = document.getElementById(`${field.id}-error`);
  if (!error) return; // a name, a choice: nothing to refuse
  refuse(field, error, problem && `«\u00a0${field.value.trim()}\u00a0» ${PROBLEMS[problem]}. ${field.dataset.accepted}`);
}

// Keeps what a field holds, and says so beside it; of one that is refused nothing stays, not even what it held before.
function keep(field) {
  const text = field.value.trim();
  const problem = text && "low" in field.dataset ? problemOf(text, field.dataset) : "";
  mark(field, problem);
  store.described(field.name, problem ? "" : text);
  part(field.closest("[data-field]"), "state").textContent = problem ? "" : store.said(text);
}

export function describer(root) {
  const fields = [...root.querySelectorAll("[name]")];
  const forgets = root.querySelector("[data-forgets]");
  // A field that is refused keeps what was typed: another tab, where it is not, has nothing to say of it.
  const fill = () => {
    const { mine } = store.read();
    for (const field of fields) if (!field.hasAttribute("aria-invalid")) field.value = mine[field.name] ?? "";
  };
  root.hidden = false;
  for (const field of fields) {
    field.addEventListener("change", () => {
      keep(field);
      forgets.hidden = store.keeps();
    });
  }
  confirmed(root, () => {
    for (const field of fields) {
      field.value = "";
      keep(field);
    }
  });
  store.follow(fill);
}
