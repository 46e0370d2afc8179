// What a reader takes away from a simulator: the scenario's address, its data, its pictures, a note to print.
import * as store from "../common/store.js";
import { attempt, copied, download, element, part, parts } from "../common/tools.js";
import { ask } from "./engine.js";
import { nameOf } from "./fields.js";
import { changed } from "./scenario.js";

const WIDTH = 720; // px: a picture across an A4 page
const HALF = 400; // px: one of two side by side
const SCALE = 2;
// What the style sheet gives to a drawing, and a file of its own must hold.
const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-opacity", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline",
];
const MESSAGES = {
  copied: "Lien copié.",
  local: "Le cours est ouvert depuis un fichier : ce lien ne vaut que sur ce poste.",
  saved: "Fichier enregistré : ",
  picture: "La figure n’a pas pu être enregistrée. Sa lecture et ses données restent disponibles.",
};

const text = (name, textContent, properties) => element(name, { textContent, ...properties });
const isLocal = () => location.protocol === "file:";

// ——— Pictures, as texts of SVG ———

// A drawing takes the book's letters along. By double-click, a page may not read its style sheets: the system's do.
function withLetters(svg) {
  const rules = attempt(() => [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]));
  const faces = rules?.filter((rule) => rule instanceof CSSFontFaceRule).map(({ cssText }) => cssText);
  return faces ? svg.replace(/<svg[^>]*>/, (opening) => `${opening}<style>${faces.join("")}</style>`) : svg;
}

function standalone(root, content, width) {
  const holder = element("div", { innerHTML: content });
  holder.style.cssText = `position: absolute; left: -200vw; width: ${width}px; color-scheme: light`;
  root.append(holder);
  const svg = holder.querySelector("svg");
  for (const node of [svg, ...svg.querySelectorAll("*")]) {
    const style = getComputedStyle(node);
    for (const name of STYLES) node.style.setProperty(name, style.getPropertyValue(name));
  }
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = svg.getBoundingClientRect();
  svg.setAttribute("width", box.width);
  svg.setAttribute("height", box.height);
  holder.remove();
  return new XMLSerializer().serializeToString(svg);
}

async function painted(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = element("canvas", { width: image.width * SCALE, height: image.height * SCALE });
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

// ——— A note on one page, for those who decide ———

function listed(rows) {
  const body = element("tbody");
  for (const [label, value] of rows) body.append(element("tr", {}, text("th", label, { scope: "row" }), text("td", value)));
  return element("table", {}, body);
}

const pictured = ({ svg, title, reading }) =>
  element("figure", {}, element("img", { src: "data:image/svg+xml," + encodeURIComponent(svg), alt: "" }), text("figcaption", `${title}. ${reading}`));

function noteOf(root, pictures, settings, address) {
  const method = root.querySelector("[data-method]");
  const today = new Date().toLocaleDateString("fr", { day: "numeric", month: "long", year: "numeric" });
  const course = document.querySelector(".sidebar-brand")?.textContent ?? document.title;
  const { nom } = store.read().mine;
  const headed = (title, content) => [text("p", title, { className: "essor-note-part" }), content];
  const copyOf = (name) => part(method, name).cloneNode(true);
  return element(
    "div",
    { className: "essor-sheet essor-note-sheet" },
    text("p", `Note établie le ${today}${nom ? ` pour ${nom},` : ""} avec le cours «\u00a0${course}\u00a0»`, { className: "essor-kicker" }),
    text("p", part(root, "title").textContent, { className: "essor-sheet-title" }),
    part(root, "indicators").firstElementChild.cloneNode(true),
    part(root, "sentence").cloneNode(true),
    element("div", { className: "essor-note-figures" }, ...pictures.map(pictured)),
    ...headed("Réglages", listed(settings)),
    ...headed("Limites", copyOf("limits")),
    ...headed("Base juridique et sources", copyOf("sources")),
    text("p", `Ce calcul vient d’un exercice de formation : il ne remplace ni le texte de loi ni l’avis d’un service juridique. ${isLocal() ? "" : address}`, { className: "essor-kicker" }),
  );
}

async function printAlone(sheet) {
  const holder = element("div", {}, sheet);
  document.querySelector("article").append(holder);
  await Promise.all([...sheet.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
  document.body.classList.add("essor-prints-sheet");
  addEventListener("afterprint", () => (document.body.classList.remove("essor-prints-sheet"), holder.remove()), { once: true });
  window.print();
}

// ——— The tools of a simulator ———

export function share(simulator) {
  const { root } = simulator;
  const { slug } = root.dataset;
  const tools = part(root, "tools");
  const status = tools.querySelector("[role=status]");
  const answerTo = (request) => ask(root, request, () => {}); // null where there is none
  const onClick = (name, act) => tools.querySelector(`[data-${name}]`).addEventListener("click", act);
  tools.hidden = false;

  function address() {
    const link = new URL(location.href);
    link.search = new URLSearchParams([["simulateur", slug], ...changed(simulator)]);
    link.hash = root.id;
    return link.href;
  }

  function save(blob, name) {
    download(blob, name);
    status.textContent = MESSAGES.saved + name;
  }

  // The pictures as on paper, whatever the window and the colours on screen: their SVG text, in the order of the page.
  async function pictures(width) {
    const answer = await answerTo({ do: "run", slug, values: simulator.values, guess: simulator.guess, width, tables: false });
    return (answer?.figures ?? []).map((figure) => ({ ...figure, svg: withLetters(standalone(root, figure.content, width)) }));
  }

  onClick("link", async () => {
    const field = tools.querySelector("input");
    field.value = address();
    const done = await copied(field.value);
    field.parentElement.hidden = Boolean(done);
    if (!done) field.select();
    status.textContent = [done ? MESSAGES.copied : "", isLocal() ? MESSAGES.local : ""].join(" ").trim();
  });

  onClick("csv", async () => {
    const answer = await answerTo({ do: "spreadsheet", slug, values: simulator.values, address: address() });
    if (answer) save(new Blob([answer.content], { type: "text/csv" }), `${slug}.csv`);
  });

  for (const button of tools.querySelectorAll("[data-picture]")) {
    const [rank, kind] = button.dataset.picture.split(".");
    button.addEventListener("click", async () => {
      try {
        const picture = (await pictures(WIDTH))[rank];
        if (!picture) return; // the engine's failure is told where results are
        save(kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await painted(picture.svg), `${slug}-${Number(rank) + 1}.${kind}`);
      } catch {
        status.textContent = MESSAGES.picture;
      }
    });
  }

  onClick("note", async () => {
    const drawn = await pictures(parts(root, "figure").length > 1 ? HALF : WIDTH).catch(() => []);
    const shown = [...simulator.controls].filter(([, box]) => !box.hidden);
    const settings = shown.map(([name, box]) => [nameOf(box), simulator.texts?.[name] ?? simulator.values[name]]);
    printAlone(noteOf(root, drawn, settings, address()));
  });
}
