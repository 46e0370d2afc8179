// A simulator before a room: « Présenter » fills the screen with it, in large type; on a slide it always does.
// page.js calls this once for each simulator, and draws every picture as the function that it gets back says.
window.essorPresent = (simulator) => {
  "use strict";

  const { root } = simulator;
  const slide = root.closest(".essor-slide");
  const FRAME = matchMedia("(min-width: 46rem)"); // below, slides are a document (slides.css)
  const PICTURE_TEXT = 14; // px, the smallest of our charts (charts/frame.py)
  const READABLE = 1 / 36; // of the height, for that text
  const SQUEEZED = 0.65; // of a chart's own height: below, its rows would touch
  const NARROWEST = 600; // px: a chart made for a page needs that
  const figures = [...root.querySelectorAll(".essor-figure")];
  let shown = 0;
  let staged = false;
  let outside = []; // what cannot be reached meanwhile

  const tools = document.createElement("div");
  tools.className = "essor-stage-tools";
  tools.innerHTML = `
    <button type="button" data-figure></button>
    <button type="button" data-alone>Agrandir la figure</button>
    <button type="button" data-hide>Masquer le résultat</button>
    <form novalidate><label>Prédiction de la salle <input type="text" maxlength="40" autocomplete="off"></label>
    <button type="submit">Figer une prédiction</button></form>
    <button type="button" data-leave>Quitter</button>`;
  tools.hidden = true;
  root.querySelector("header").after(tools);
  const part = (selector) => tools.querySelector(selector);
  const frozen = Object.assign(document.createElement("p"), { className: "essor-frozen", hidden: true });
  root.querySelector(".essor-reading").prepend(frozen);

  const opener = Object.assign(document.createElement("button"), { type: "button", textContent: "Présenter", className: "essor-present" });
  if (!slide) root.querySelector("header").append(opener);
  part("[data-leave]").hidden = Boolean(slide);

  // ——— The stage ———

  function stage(on) {
    if (on === staged) return;
    staged = on;
    root.classList.toggle("essor-stage", on);
    tools.hidden = !on;
    if (!on) {
      hide(false);
      alone(false);
    }
    show(shown);
  }

  function redraw() {
    if (simulator.near && !simulator.veiled) simulator.run({});
  }

  function enter() {
    for (let node = root; node !== document.body; node = node.parentElement) {
      outside.push(...[...node.parentElement.children].filter((other) => other !== node && !other.inert));
    }
    for (const other of outside) other.inert = true;
    stage(true);
    root.requestFullscreen?.().catch(() => {}); // refused: the stage fills the window all the same
    root.tabIndex = -1;
    root.focus();
  }

  function leave() {
    if (!staged) return;
    for (const other of outside) other.inert = false;
    outside = [];
    stage(false);
    if (document.fullscreenElement) document.exitFullscreen();
    opener.focus();
  }

  opener.addEventListener("click", enter);
  part("[data-leave]").addEventListener("click", leave);
  if (slide) {
    const follow = () => stage(FRAME.matches);
    FRAME.addEventListener("change", follow);
    follow();
  } else {
    root.addEventListener("fullscreenchange", () => document.fullscreenElement || leave());
    root.addEventListener("keydown", (event) => event.key === "Escape" && leave());
  }

  // ——— The picture alone, the result hidden, a guess frozen ———

  function hide(on) {
    root.classList.toggle("essor-result-hidden", on);
    part("[data-hide]").textContent = on ? "Montrer le résultat" : "Masquer le résultat";
  }

  function alone(on) {
    root.classList.toggle("essor-picture-alone", on);
    part("[data-alone]").textContent = on ? "Réduire la figure" : "Agrandir la figure";
  }

  function show(rank) {
    shown = rank % figures.length;
    figures.forEach((figure, at) => figure.classList.toggle("essor-behind", staged && at !== shown));
    part("[data-figure]").hidden = figures.length < 2;
    part("[data-figure]").textContent = `Figure suivante (${shown + 1} sur ${figures.length})`;
  }

  part("[data-figure]").addEventListener("click", () => show(shown + 1));
  part("[data-alone]").addEventListener("click", () => alone(!root.classList.contains("essor-picture-alone")));
  part("[data-hide]").addEventListener("click", () => hide(!root.classList.contains("essor-result-hidden")));
  function freeze(guess) {
    frozen.hidden = !guess;
    frozen.replaceChildren("Prédiction de la salle\u00a0: ", Object.assign(document.createElement("strong"), { textContent: guess }));
    part("label").hidden = Boolean(guess);
    part("input").value = "";
    part("[type=submit]").textContent = guess ? "Effacer la prédiction" : "Figer une prédiction";
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = frozen.hidden ? part("input").value.trim() : "";
    if (guess || !frozen.hidden) freeze(guess);
    else part("input").focus();
  });
  // On a slide, the guess asked for before the result is the room's.
  simulator.predict?.addEventListener("submit", () => slide && freeze(`${simulator.predict.elements.guess.value} ${simulator.predict.querySelector(".essor-unit").textContent.trim()}`));

  // ——— The settings: those that the slide chose, then all; where they scroll, it shows ———

  const settings = root.querySelector(".essor-controls");
  const all = settings.querySelector("[data-all]");

  function hint() {
    settings.classList.toggle("essor-more", staged && settings.scrollTop + settings.clientHeight < settings.scrollHeight - 4);
  }

  all?.addEventListener("click", () => {
    const on = root.classList.toggle("essor-all-controls");
    all.setAttribute("aria-expanded", String(on));
    all.textContent = on ? "Moins de réglages" : "Tous les réglages";
    hint();
  });
  settings.addEventListener("scroll", hint);
  new ResizeObserver(hint).observe(settings);

  // ——— Pictures: as large as their place, their text readable from afar ———

  let seen = "";
  let wait;
  new ResizeObserver(() => {
    const size = staged ? [...figures, root].map(({ clientWidth, clientHeight }) => `${clientWidth} ${clientHeight}`).join() : "";
    if (size === seen) return;
    seen = size;
    clearTimeout(wait);
    wait = setTimeout(redraw, 60);
  }).observe(root.querySelector(".essor-pictures"));

  // A low chart names its vertical axis above: along the axis, the name would be cut.
  function headed(layout) {
    const { title } = layout.yaxis ?? {};
    if (!title?.text) return layout;
    const { yaxis, margin } = layout;
    return { ...layout, title: { ...title, x: 0, xanchor: "left", y: 0.98 }, yaxis: { ...yaxis, title: "" }, margin: { ...margin, t: Math.max(30, margin.t) } };
  }

  return (picture, layout) => {
    hint();
    picture.style.cssText = "";
    if (!staged) return layout;
    const frame = picture.parentElement;
    const width = frame.clientWidth;
    const height = frame.clientHeight - frame.querySelector("figcaption").offsetHeight;
    const scale = layout
      ? Math.min((innerHeight * READABLE) / PICTURE_TEXT, height / (SQUEEZED * (layout.height ?? height)), width / NARROWEST)
      : 1;
    const size = { width: Math.floor(width / scale), height: Math.floor(height / scale) };
    picture.style.cssText = `width: ${size.width}px; height: ${size.height}px; transform: scale(${scale})`;
    return layout && { ...headed(layout), ...size };
  };
};
