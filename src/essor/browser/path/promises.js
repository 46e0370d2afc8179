// A field where the reader promises something, on a page or in the action plan: kept as it is typed, and said to be once left.
import * as store from "../common/store.js";
import { part } from "../common/tools.js";

// `root` holds the field and what is said of it; `page` is what it is kept under.
export function keepable(root, page) {
  const field = root.querySelector("textarea");
  const fill = () => {
    if (field !== document.activeElement) field.value = store.read().promises[page] ?? "";
  };
  field.addEventListener("input", () => {
    store.promised(page, field.value);
    part(root, "state").textContent = "";
    part(root, "forgets").hidden = store.keeps();
  });
  field.addEventListener("change", () => (part(root, "state").textContent = store.said(field.value)));
  store.follow(fill);
  field.disabled = false;
}
