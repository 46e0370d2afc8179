// What a reader takes away from a simulator: the scenario's address, its data, its pictures, a note to print.
// page.js calls this once for each simulator: `ask(request)` gives the engine's answer or null, `loadCharts()` the charts’ library.
window.essorShare = (simulator, ask, loadCharts) => {
  "use strict";

  const { root } = simulator;
  const tools = root.querySelector(".essor-tools");
  const status = tools.querySelector("[role=status]");
  const slug = root.dataset.slug;
  const title = root.querySelector("h3").textContent;
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
  tools.hidden = false;

  const element = (name, text = "", properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });
  const labelOf = (box) => box.querySelector("legend, caption, label").textContent.trim();
  const settings = () =>
    [...simulator.controls].filter(([, box]) => !box.hidden).map(([name, box]) => [labelOf(box), simulator.texts?.[name] ?? simulator.values[name]]);

  // ——— The scenario's address ———

  function address() {
    const link = new URL(location.href);
    link.search = new URLSearchParams([["simulateur", slug], ...simulator.changed()]);
    link.hash = root.id;
    return link;
  }

  tools.querySelector("[data-link]").addEventListener("click", async () => {
    const field = tools.querySelector("input");
    const link = address();
    field.value = link.href;
    const copied = await navigator.clipboard?.writeText(link.href).then(() => true, () => false);
    field.parentElement.hidden = Boolean(copied);
    if (!copied) field.select();
    status.textContent = [copied ? MESSAGES.copied : "", link.protocol === "file:" ? MESSAGES.local : ""].join(" ").trim();
  });

  // ——— Files ———

  function save(blob, name) {
    const link = element("a", "", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    status.textContent = MESSAGES.saved + name;
  }

  tools.querySelector("[data-csv]").addEventListener("click", async () => {
    const answer = await ask({ do: "spreadsheet", slug, values: simulator.values, address: address().href });
    if (answer) save(new Blob([answer.content], { type: "text/csv" }), `${slug}.csv`);
  });

  // The pictures as on paper, whatever the window and the colours on screen: their SVG text, in the order of the page.
  async function pictures(width = WIDTH) {
    const answer = await ask({ do: "run", slug, values: simulator.values, guess: simulator.guess, narrow: width === HALF, dark: false });
    if (!answer) return [];
    const drawn = [];
    for (const figure of answer.figures) {
      const svg = figure.kind === "svg" ? standalone(figure.content, width) : await plotted(figure.content, width);
      drawn.push({ ...figure, svg: withLetters(svg) });
    }
    return drawn;
  }

  // A drawing takes the book's letters along. By double-click, a page may not read its style sheets: the system's do.
  function withLetters(svg) {
    try {
      const faces = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).filter((rule) => rule instanceof CSSFontFaceRule);
      return svg.replace(/<svg[^>]*>/, (opening) => `${opening}<style>${faces.map(({ cssText }) => cssText).join("")}</style>`);
    } catch {
      return svg;
    }
  }

  async function plotted({ data, layout }, width) {
    await loadCharts();
    const url = await window.Plotly.toImage({ data, layout }, { format: "svg", width, height: layout.height ?? 400 });
    return decodeURIComponent(url.slice(url.indexOf(",") + 1));
  }

  function standalone(content, width) {
    const holder = element("div", "", { innerHTML: content, ariaHidden: "true" });
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
    const canvas = element("canvas", "", { width: image.width * SCALE, height: image.height * SCALE });
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
  }

  for (const button of tools.querySelectorAll("[data-picture]")) {
    button.addEventListener("click", async () => {
      const [rank, kind] = button.dataset.picture.split(".");
      try {
        const picture = (await pictures())[rank];
        if (!picture) return; // the engine's failure is told where results are
        save(kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await painted(picture.svg), `${slug}-${Number(rank) + 1}.${kind}`);
      } catch {
        status.textContent = MESSAGES.picture;
      }
    });
  }

  // ——— A note on one page, for those who decide ———

  tools.querySelector("[data-note]").addEventListener("click", async () => {
    const drawn = await pictures(root.querySelectorAll(".essor-figure").length > 1 ? HALF : WIDTH).catch(() => []);
    const sheet = element("div", "", { className: "essor-sheet essor-note-sheet" });
    const today = new Date().toLocaleDateString("fr", { day: "numeric", month: "long", year: "numeric" });
    const list = (rows) => {
      const body = element("tbody");
      for (const [label, value] of rows) {
        const row = body.insertRow();
        row.append(element("th", label, { scope: "row" }), element("td", value));
      }
      const table = element("table");
      table.append(body);
      return table;
    };
    sheet.append(
      element("p", `Note établie le ${today} avec le cours «\u00a0${document.querySelector(".sidebar-brand")?.textContent ?? document.title}\u00a0»`, { className: "essor-kicker" }),
      element("p", title, { className: "essor-sheet-title" }),
      ...[...root.querySelectorAll(".essor-sentence, .essor-indicators")].map((part) => part.cloneNode(true)),
    );
    const figures = element("div", "", { className: "essor-note-figures" });
    for (const picture of drawn) {
      const figure = element("figure");
      figure.append(
        element("img", "", { src: "data:image/svg+xml," + encodeURIComponent(picture.svg), alt: "" }),
        element("figcaption", `${picture.title}. ${picture.reading}`),
      );
      figures.append(figure);
    }
    sheet.append(figures);
    const method = root.querySelector("[data-method]");
    sheet.append(element("p", "Réglages", { className: "essor-note-part" }), list(settings()));
    for (const [part, title] of [["limits", "Limites"], ["sources", "Base juridique et sources"]]) {
      sheet.append(element("p", title, { className: "essor-note-part" }), method.querySelector(`[data-part=${part}]`).cloneNode(true));
    }
    sheet.append(element("p", "Ce calcul vient d’un exercice de formation : il ne remplace ni le texte de loi ni l’avis d’un service juridique. " + (location.protocol === "file:" ? "" : address().href), { className: "essor-kicker" }));
    const holder = element("div");
    holder.append(sheet);
    document.querySelector("article").append(holder);
    await Promise.all([...sheet.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
    document.body.classList.add("essor-prints-sheet");
    window.addEventListener("afterprint", () => {
      document.body.classList.remove("essor-prints-sheet");
      holder.remove();
    }, { once: true });
    window.print();
  });
};
