// Votes by hand: what the trainer counts of raised hands or cards, and types. Always there, with nothing to install.
import { asTyped, element, onSubmit, refuse } from "../common/tools.js";
import { nothing, withUnit, written } from "./tally.js";

const MOST = 500; // voices for one choice
let made = 0; // ids of a page stay apart

// A value as it is typed on a card: « 20 », « 1,67 », « 20 % ».
function read(text, { unit, min, max }) {
  const plain = text.replace(/[%€]$/, "").replace(",", ".");
  const value = Number(plain);
  const range = `de ${written(min)} à ${withUnit(written(max), unit)}`;
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { refused: `« ${text} » n’est pas un nombre. Séparez les valeurs par un espace.` };
  return value < min || value > max ? { refused: `« ${text} » est hors limites\u00a0: ${range}.` } : { value };
}

// One row a choice: fewer, how many, more.
function steppers({ choices }, found, error, changed) {
  const row = choices.map(({ key }, rank) => {
    const field = element("input", { type: "text", inputMode: "numeric", autocomplete: "off", value: found.choices[rank], spoken: `Voix pour ${key}` });
    const set = (count) => {
      found.choices[rank] = Math.min(MOST, Math.max(0, count));
      found.voters = found.choices.reduce((sum, one) => sum + one, 0);
      field.value = found.choices[rank];
      refuse(field, error, "");
      changed();
    };
    const step = (by, sign, said) => {
      const button = element("button", { type: "button", textContent: sign, spoken: `${said} pour ${key}` });
      button.addEventListener("click", () => set(found.choices[rank] + by));
      return button;
    };
    field.addEventListener("change", () => {
      const text = field.value.trim();
      if (/^\d+$/.test(text) && Number(text) <= MOST) return set(Number(text));
      refuse(field, error, `« ${text} » n’est pas un nombre de voix pour ${key}\u00a0: un nombre entier, de 0 à ${MOST}.`);
    });
    const letter = element("span", { className: "essor-letter", textContent: key });
    return element("span", { className: "essor-hand" }, letter, step(-1, "−", "Une voix de moins"), field, step(1, "+", "Une voix de plus"));
  });
  return [element("div", { className: "essor-hands-row" }, ...row)];
}

// One field: the values that cards show.
function list(question, found, error, changed) {
  const id = `cartes-${++made}`;
  const label = element("label", { textContent: `Valeurs des cartes${question.unit ? ` (${question.unit})` : ""}, séparées par des espaces` });
  const field = element("input", { id, type: "text", autocomplete: "off", placeholder: "20 20 35", value: found.values.map(asTyped).join(" ") });
  label.htmlFor = id;
  const take = (whole) => {
    const all = field.value.split(/[\s;]+/).filter(Boolean).map((text) => read(text, question));
    found.values = all.filter(({ refused }) => !refused).map(({ value }) => value);
    found.voters = found.values.length;
    if (whole) refuse(field, error, [...new Set(all.map(({ refused }) => refused).filter(Boolean))].join(" "));
    changed();
  };
  field.addEventListener("input", () => take(false));
  field.addEventListener("change", () => take(true));
  return [label, field];
}

// Votes that the trainer types: the way « à main levée », and what completes the others. A round that is opened again goes on.
export function typed(title) {
  let asked = ""; // the question and its round
  let found = null; // the counts
  let root = null;
  return {
    async open(question, round, changed) {
      const key = `${question.id} ${question.kind} ${round}`;
      if (asked !== key) found = nothing(question);
      asked = key;
      const error = element("p", { className: "essor-error", role: "alert", hidden: true });
      const hide = element("input", { type: "checkbox", checked: true });
      root = element("form", { className: "essor-hands", noValidate: true, spoken: title });
      root.append(...(question.kind === "choix" ? steppers : list)(question, found, error, changed));
      root.append(element("label", { className: "essor-hide" }, hide, " Cacher ces nombres à la salle"), error);
      const mask = () => root.toggleAttribute("data-hidden", hide.checked);
      hide.addEventListener("change", mask);
      mask();
      onSubmit(root, () => document.activeElement.blur());
    },
    counts: () => structuredClone(found),
    close: () => {},
    panel: () => root,
    stop: () => (asked = ""),
  };
}

export const hands = { key: "mains", label: "À main levée", ...typed("Compter les mains ou les cartes") };
