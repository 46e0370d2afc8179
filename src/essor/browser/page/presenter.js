// A simulator before a room: « Présenter » fills the screen with it, in large type; on a slide it always does.
import { element, FRAME, onSubmit, part, parts, TEXT } from "../common/tools.js";

const READABLE = 1 / 29; // of the height, for that text
const FEWEST_LINES = 14; // of text: a picture for a lower place is made smaller as a whole
const TOOLS = `
    <button type="button" data-figure></button>
    <button type="button" data-alone>Agrandir la figure</button>
    <button type="button" data-hide>Masquer le résultat</button>
    <button type="button" data-start>Revenir au départ</button>
    <form novalidate><label>Prédiction de la salle <input type="text" maxlength="40" autocomplete="off"></label>
    <button type="submit">Figer une prédiction</button></form>
    <button type="button" data-leave>Quitter</button>`;

// What a button turns on and off: its class on the simulator, and what the button says of each.
const TOGGLES = {
  hide: ["essor-result-hidden", "Masquer le résultat", "Montrer le résultat"],
  alone: ["essor-picture-alone", "Agrandir la figure", "Réduire la figure"],
};

export class Stage {
  constructor(simulator) {
    this.simulator = simulator;
    this.root = simulator.root;
    this.slide = this.root.closest("[data-part=slide]");
    this.figures = parts(this.root, "figure");
    this.shown = 0;
    this.staged = false;
    this.outside = []; // what cannot be reached meanwhile
    this.tool = (selector) => this.tools.querySelector(selector);
    this.tools = element("div", { className: "essor-stage-tools", innerHTML: TOOLS, hidden: true });
    this.more = element("button", { type: "button", className: "essor-stage-more", textContent: "Outils", hidden: true });
    this.frozen = element("p", { className: "essor-frozen", hidden: true });
    this.opener = element("button", { type: "button", textContent: "Présenter", className: "essor-present" });
    const header = this.root.querySelector("header");
    header.after(this.more, this.tools);
    part(this.root, "reading").before(this.frozen);
    if (!this.slide) header.append(this.opener);
    this.tool("[data-leave]").hidden = Boolean(this.slide);
    this.openTools();
    this.openSettings();
  }

  unfold(on) {
    this.tools.hidden = !on;
    this.more.setAttribute("aria-expanded", String(on));
  }

  openTools() {
    this.more.addEventListener("click", () => this.unfold(this.tools.hidden));
    this.opener.addEventListener("click", () => this.enter());
    this.tool("[data-leave]").addEventListener("click", () => this.leave());
    if (this.slide) {
      FRAME.addEventListener("change", () => this.stage(FRAME.matches));
      this.stage(FRAME.matches);
    } else {
      this.root.addEventListener("fullscreenchange", () => document.fullscreenElement || this.leave());
      this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
    }
    this.tool("[data-figure]").addEventListener("click", () => this.show(this.shown + 1));
    this.tool("[data-start]").addEventListener("click", () => this.simulator.set(this.simulator.initial));
    for (const [name, [turned]] of Object.entries(TOGGLES)) {
      this.tool(`[data-${name}]`).addEventListener("click", () => this.turn(name, !this.root.classList.contains(turned)));
    }
    onSubmit(this.tool("form"), () => {
      const guess = this.frozen.hidden ? this.tool("input").value.trim() : "";
      if (guess || !this.frozen.hidden) this.freeze(guess);
      else this.tool("input").focus();
    });
    // On a slide, the guess asked for before the result is the room's.
    const { predict } = this.simulator;
    predict?.addEventListener("submit", () => {
      const { guess } = predict.elements;
      const beside = predict.querySelector("[name=guess]:checked + span, [name=guess][type=text] + span");
      const words = beside?.textContent.trim() ?? "";
      if (this.slide) this.freeze([guess.type === "text" ? guess.value : "", words].join(" ").trim());
    });
  }

  // ——— The stage ———

  stage(on) {
    if (on === this.staged) return;
    this.staged = on;
    this.root.classList.toggle("essor-stage", on);
    this.more.hidden = !on;
    this.unfold(false);
    if (!on) for (const name of Object.keys(TOGGLES)) this.turn(name, false);
    this.show(this.shown);
  }

  enter() {
    for (let node = this.root; node !== document.body; node = node.parentElement) {
      this.outside.push(...[...node.parentElement.children].filter((other) => other !== node && !other.inert));
    }
    for (const other of this.outside) other.inert = true;
    this.stage(true);
    this.root.requestFullscreen?.().catch(() => {}); // refused: the stage fills the window all the same
    this.root.tabIndex = -1;
    this.root.focus();
  }

  leave() {
    if (!this.staged) return;
    for (const other of this.outside) other.inert = false;
    this.outside = [];
    this.stage(false);
    if (document.fullscreenElement) document.exitFullscreen();
    this.opener.focus();
  }

  // ——— The picture alone, the result hidden, a guess frozen ———

  turn(name, on) {
    const [turned, off, back] = TOGGLES[name];
    this.root.classList.toggle(turned, on);
    this.tool(`[data-${name}]`).textContent = on ? back : off;
  }

  show(rank) {
    const count = this.figures.length;
    this.shown = rank % count;
    this.figures.forEach((figure, at) => figure.classList.toggle("essor-behind", this.staged && at !== this.shown));
    this.tool("[data-figure]").hidden = count < 2;
    this.tool("[data-figure]").textContent = `Figure suivante (${this.shown + 1} sur ${count})`;
    this.simulator.redraw();
  }

  freeze(guess) {
    this.frozen.hidden = !guess;
    this.frozen.replaceChildren("Prédiction de la salle\u00a0: ", element("strong", { textContent: guess }));
    this.tool("label").hidden = Boolean(guess);
    this.tool("input").value = "";
    this.tool("[type=submit]").textContent = guess ? "Effacer la prédiction" : "Figer une prédiction";
  }

  // ——— The settings: those that the slide chose, then all; where they scroll, it shows ———

  openSettings() {
    this.settings = part(this.root, "controls");
    const all = this.settings.querySelector("[data-all]");
    const more = all?.textContent;
    all?.addEventListener("click", () => {
      const on = this.root.classList.toggle("essor-all-controls");
      all.setAttribute("aria-expanded", String(on));
      all.textContent = on ? "Moins de réglages" : more;
      this.hint();
    });
    this.settings.addEventListener("scroll", () => this.hint());
    new ResizeObserver(() => this.hint()).observe(this.settings);
  }

  hint() {
    const { classList, scrollTop, clientHeight, scrollHeight } = this.settings;
    classList.toggle("essor-more", this.staged && scrollTop + clientHeight < scrollHeight - 4);
  }

  // ——— Pictures: as large as their place, their text readable from afar ———

  frame() {
    this.hint();
    const figure = this.figures[this.shown];
    const height = figure.clientHeight;
    const text = Math.max(TEXT, Math.round(innerHeight * READABLE));
    return { width: figure.clientWidth, height: Math.max(FEWEST_LINES * text, height), text };
  }
}
