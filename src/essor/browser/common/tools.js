// What scripts share. Parts of a page are found by their `data-part`, never by words shown.

export const part = (root, name) => root.querySelector(`[data-part=${name}]`);
export const parts = (root, name) => [...root.querySelectorAll(`[data-part=${name}]`)];

// Attributes, not their ARIA properties: Firefox has these since its version 119 only.
export const invalid = (field, is) => (is ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid"));

export const plural = (count, one, many) => `${count} ${count > 1 ? many : one}`;

export function element(name, { role, spoken, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  if (role) made.setAttribute("role", role);
  if (spoken) made.setAttribute("aria-label", spoken);
  made.append(...children);
  return made;
}

export const onSubmit = (form, act) => form.addEventListener("submit", (event) => (event.preventDefault(), act(event)));

// Gives the reader a file.
export function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const TEXT = 14; // px, the smallest text of a picture

// Whether the window is wide enough for slides one at a time; below, they are a document (slides.css).
export const FRAME = /* @__PURE__ */ matchMedia("(min-width: 46rem)");

// Opens on paper the folded parts that `find` gives as printing begins, and folds them again after.
export function wholeOnPaper(find) {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = find();
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened.splice(0)) details.open = false;
  });
}

// What a browser may refuse (to keep, to read, to reach): `otherwise` where it does.
export function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export const succeeds = (act) => attempt(() => (act(), true), false);

export function isDark() {
  const theme = document.body.dataset.theme;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

// This page's address in the book, as the build names it: without « .html ».
export function here() {
  const book = new URL(document.documentElement.dataset.content_root, location.href);
  return location.pathname.slice(book.pathname.length).replace(/\.html$/, "");
}

// The pages of the learner's path (book/pages/path.py), in the page that is told them.
export const steps = () => JSON.parse(document.querySelector("[data-path]").dataset.path);
