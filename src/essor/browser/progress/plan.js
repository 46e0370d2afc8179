// The action plan: what was promised on the way and the tools chosen, then the plan's own fields; all are kept as they are typed.
import * as store from "../common/store.js";
import { element, part, steps } from "../common/tools.js";
import { keepable } from "../path/promises.js";

function fit(field) {
  field.style.height = "auto";
  field.style.height = field.scrollHeight + 4 + "px";
}

// A link, and its address for who reads it on paper; that of a page opened from a disk only says where the disk is.
function linked({ href, title }) {
  const link = element("a", { href, textContent: title });
  const address = element("span", { className: "essor-address", textContent: link.href });
  return link.protocol === "file:" ? [link] : [link, address];
}

function promiseItem(step) {
  const field = element("textarea", { rows: 2, maxLength: 2000, autocomplete: "off", spoken: `Demain, je… (${step.title})` });
  const said = element("span", { className: "essor-state", role: "status", data: { part: "state" } });
  const forgets = element("span", { className: "essor-error", textContent: "Votre navigateur refuse d’enregistrer.", hidden: true, data: { part: "forgets" } });
  const item = element("li", {}, ...linked(step), field, said, forgets);
  keepable(item, step.page);
  field.addEventListener("input", () => fit(field));
  return item;
}

function toolItem(step, show) {
  const button = element("button", { type: "button", textContent: "Retirer", spoken: `Retirer\u00a0: ${step.title}` });
  button.addEventListener("click", () => {
    store.chose(step.page, false);
    show();
  });
  return element("li", {}, ...linked(step), " ", button);
}

// Shows what was gathered. A promise that is there stays, with the focus that it may have; a new one takes its place in the order.
function gathered(form) {
  const path = steps();
  const monday = part(form, "monday");
  const [promises, tools] = ["promises", "tools"].map((name) => part(monday, name));
  const items = new Map();
  const show = () => {
    const kept = store.read();
    const promised = path.filter(({ page }) => kept.promises[page] || items.get(page)?.contains(document.activeElement));
    for (const step of promised) if (!items.has(step.page)) items.set(step.page, promiseItem(step));
    const list = promises.querySelector("ul");
    const wanted = promised.map(({ page }) => items.get(page));
    if (wanted.length !== list.children.length || wanted.some((item, rank) => item !== list.children[rank])) list.replaceChildren(...wanted);
    const chosen = path.filter(({ page }) => kept.tools[page]);
    tools.querySelector("ul").replaceChildren(...chosen.map((step) => toolItem(step, show)));
    promises.hidden = !promised.length;
    tools.hidden = !chosen.length;
    monday.hidden = promises.hidden && tools.hidden;
    for (const field of promises.querySelectorAll("textarea")) fit(field);
  };
  return show;
}

export function planner(form) {
  const fields = [...form.querySelectorAll("textarea")];
  const forgets = form.querySelector("[data-forgets]");
  const gather = gathered(form);
  const fill = () => {
    const { texts, mine } = store.read();
    part(form, "for").textContent = mine.nom ?? "";
    for (const field of fields) {
      if (field !== document.activeElement) field.value = texts[field.id] ?? "";
      fit(field);
    }
    gather();
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      fit(field);
      store.wrote(field.id, field.value);
      forgets.hidden = store.keeps();
    });
  }
  store.follow(fill);
  const print = form.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
