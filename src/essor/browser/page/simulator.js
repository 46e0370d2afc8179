// A simulator: carries the values of its controls to the engine, and shows what comes back. No rule of law, no figure and
// no result is computed here.
import * as store from "../common/store.js";
import { FRAME, isDark, onSubmit, part, parts, TEXT } from "../common/tools.js";
import { ask, engine, start } from "./engine.js";
import { explore, listenExplore } from "./explore.js";
import { Stage } from "./presenter.js";
import { Challenges } from "./challenges.js";
import { dock } from "./dock.js";
import { call, Fields } from "./fields.js";
import { hold } from "./hold.js";
import { offerMine } from "./mine.js";
import { arriving } from "./scenario.js";
import { share } from "./share.js";
import { Speech } from "./speech.js";

const NARROWEST = 280; // px
const LOWEST = 220; // px, of a picture
const AROUND = 84; // px, of the window's height, for what stands above a picture and its figures
const REST = 200; // ms without a move: then also what is out of sight is drawn
const PANELS = ["tables", "why", "compared", "laws"]; // what the engine is asked for when the reader opens it
const ARRIVED = "Réglages reçus par le lien. « Valeurs de départ » rend ceux du cours.";

export const simulators = [];

// The subsection after a simulator explains what it shows: it would answer for the reader, and waits like the result.
function explanationOf(root) {
  const titles = [...(root.closest("section")?.querySelectorAll("section > h3") ?? [])];
  return titles.find((title) => root.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING)?.parentElement;
}

function isOnScreen(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// `state` is what it shows, and goes one way:
// - built: the outcome that the build wrote, until the reader comes near or sets something;
// - veiled: no outcome, until the reader passes, or the engine answers their prediction or fails;
// - live: what the engine computes, again when the window or the colours change.
export class SimulatorOnPage {
  constructor(root) {
    this.root = root;
    this.initial = JSON.parse(root.dataset.values);
    this.values = { ...this.initial };
    this.guess = null;
    this.room = null; // a room's votes on the bet: for each round, (value, votes)
    this.wanted = null; // what the engine has not been asked yet
    this.place = {}; // the frame of what is shown
    this.asked = null; // what it is working at
    this.state = "built";
    this.watchWidth();
    this.form = part(root, "controls");
    this.controls = new Map([...this.form.querySelectorAll("[data-control]")].map((box) => [box.dataset.control, box]));
    this.fields = new Fields(this);
    this.speech = new Speech(this);
    this.openControls();
    // Plotly keeps for itself a finger that comes down on a chart: the page would not scroll. A tap still shows values.
    part(root, "pictures").addEventListener("touchstart", (event) => event.stopPropagation(), { capture: true, passive: true });
    this.predict = part(root, "predict");
    if (this.predict) this.askPrediction();
    // A room predicts anew, and its guess is not the reader's.
    this.keeps = this.predict && !root.closest("[data-part=slide]");
    this.kept = this.keeps && store.read().guesses[root.dataset.slug];
    if (this.kept) this.predict.elements.guess.value = this.kept;
    this.markPreset();
    this.notice = part(root, "arrival");
    this.wanted = arriving(this);
    if (this.wanted && Object.keys(this.wanted).length) this.say(ARRIVED);
    share(this);
    listenExplore(this);
    this.panels = new Map(PANELS.map((name) => [name, part(root, name)]).filter(([, panel]) => panel));
    for (const panel of this.panels.values()) this.openPanel(panel.parentElement);
    this.challenges = new Challenges(this);
    dock(this);
    hold(this);
    offerMine(this);
    this.stage = new Stage(this);
    simulators.push(this);
  }

  // Pictures are laid out for the very place they have, once it holds still.
  watchWidth() {
    const observer = new ResizeObserver(() => {
      clearTimeout(this.resizing);
      this.resizing = setTimeout(() => String(Object.values(this.frame())) !== String(Object.values(this.place)) && this.redraw(), 100);
    });
    for (const seen of [this.root, ...["picture", "dock", "indicators"].map((name) => part(this.root, name))]) observer.observe(seen);
  }

  // The place of the pictures, in px: as high as suits them, at `most` so that what moves is seen with what moves it.
  frame() {
    if (this.stage?.staged) return this.stage.frame();
    const docked = FRAME.matches ? 0 : part(this.root, "dock").offsetHeight;
    const most = Math.max(LOWEST, Math.round(innerHeight - AROUND - part(this.root, "indicators").offsetHeight - docked));
    return { width: Math.max(NARROWEST, part(this.root, "picture").clientWidth), height: 0, text: TEXT, most };
  }

  openControls() {
    this.form.hidden = false;
    for (const button of this.form.querySelectorAll("[data-preset]")) {
      button.addEventListener("click", () => this.set(JSON.parse(button.dataset.preset)));
    }
    const help = this.form.querySelector("[data-help]");
    help.addEventListener("click", () => help.setAttribute("aria-pressed", String(this.root.classList.toggle("essor-helped"))));
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.set(this.initial);
    });
    onSubmit(this.form, () => {});
  }

  // The result would answer for the reader: it shows once they have predicted, or passed.
  askPrediction() {
    this.predict.hidden = false;
    onSubmit(this.predict, () => {
      const { guess } = this.predict.elements;
      if (guess.type === "text") this.fields.settle(guess);
      this.run({ guess: guess.value }).then(() => this.guess !== null && this.reach());
    });
    this.state = "veiled";
    this.root.classList.add("essor-veiled");
    this.explanation = explanationOf(this.root);
    this.explanation?.classList.add("essor-waits");
    this.predict.querySelector("[data-skip]").addEventListener("click", () => {
      this.run({});
      this.reach();
    });
  }

  // Once the result shows, the reader is at it, and sees its picture, then the answer to their bet, which comes first where a
  // window holds one of the two: the page moves by no more than that takes.
  reach() {
    part(this.root, "reached").focus({ preventScroll: true });
    for (const shown of ["picture", "verdict"]) part(this.root, shown)?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // What a simulator needs is fetched when the reader comes near it, by scroll, touch or keyboard; never before.
  approach() {
    if (this.kept) this.run({ guess: this.kept });
    else if (this.state === "veiled") start().catch(() => {}); // a failure is told when a result is asked for
    else this.run({});
  }

  // Asks again for what is shown: the window, or the colours, changed.
  redraw() {
    if (this.state === "live") this.run({});
  }

  openPanel(details) {
    details.hidden = false;
    details.addEventListener("toggle", () => details.open && this.run({}));
  }

  // What the engine is asked for: pictures on screen and what is open; `whole`, once the reader rests, also the rest.
  looked(whole) {
    const frames = parts(this.root, "figure");
    const ranks = (seen) => [...frames.keys()].filter((rank) => seen(frames[rank]));
    const opened = (name) => this.panels.get(name)?.parentElement.open ?? false;
    const still = ranks((frame) => !("explored" in frame.dataset));
    const figures = whole ? still : still.filter((rank) => isOnScreen(part(frames[rank], "picture")));
    const tables = whole || opened("tables");
    this.behind = !tables || figures.length < still.length;
    const behind = { explore: ranks((frame) => "explored" in frame.dataset), dark: isDark(), data: ranks((frame) => part(frame, "data").open) };
    return { figures, tables, why: opened("why"), laws: opened("laws"), start: opened("compared") ? this.initial : null, before: this.speech.told, ...behind };
  }

  say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  // The values as the reader left them: the last that were accepted, and over them what is not answered yet.
  left() {
    return { ...this.values, ...this.asked, ...this.wanted };
  }

  // Sets controls whole, whatever was typed in their fields.
  set(changes) {
    for (const name of Object.keys(changes)) this.fields.settle(...this.controls.get(name).querySelectorAll("[data-typed]"));
    this.run(changes);
  }

  goLive() {
    if (this.state === "live") return;
    this.state = "live";
    this.root.classList.remove("essor-veiled");
    this.explanation?.classList.remove("essor-waits");
  }

  // Asks for the outcome with some values changed. One request at a time; what comes meanwhile adds up, latest wins.
  async run(changes, whole = false) {
    if (!("guess" in changes)) this.goLive();
    this.wanted = { ...this.wanted, ...changes };
    clearTimeout(this.resting);
    if (this.asked) return;
    while (this.wanted) {
      const asked = (this.asked = this.wanted);
      this.wanted = null;
      const { guess = this.guess, ...values } = this.left();
      this.place = this.frame();
      const request = { do: "run", slug: this.root.dataset.slug, values, guess, room: this.room, ...this.place, ...this.looked(whole) };
      whole = false;
      const answer = await ask(this.root, request, () => this.run({ ...asked, ...this.wanted }));
      if (!answer) {
        this.goLive(); // the failure is told among the results
        // Without an engine, what was asked waits for it; with one, these very values are at fault.
        if (!engine) this.wanted = { ...asked, ...this.wanted };
        break;
      }
      if (answer.ok) {
        this.values = answer.values;
        if (this.keeps && guess !== null && guess !== this.guess) store.guessed(this.root.dataset.slug, guess);
        this.guess = guess;
        await this.show(answer, Object.keys(asked));
      } else {
        // What was asked at the same time is not lost with the value refused.
        const others = this.fields.refuse(answer, asked);
        if (Object.keys(others).length) this.wanted = { ...others, ...this.wanted };
      }
    }
    this.asked = null;
    if (this.behind && !this.wanted) this.resting = setTimeout(() => this.run({}, true), REST);
  }

  async show(answer, changed) {
    this.goLive();
    this.texts = answer.texts;
    for (const name of ["indicators", "reading"]) part(this.root, name).innerHTML = answer[name];
    for (const [name, panel] of this.panels) if (answer[name] !== null) panel.innerHTML = answer[name];
    part(this.root, "headline").textContent = answer.headline;
    const betting = changed.includes("guess");
    if (betting) this.judge(answer.answer);
    this.challenges.show(answer.reached);
    for (const [name, names] of Object.entries(answer.rows)) call(this.controls.get(name), names);
    for (const [name, box] of this.controls) {
      box.hidden = answer.hidden.includes(name);
      // Moved again since the engine was asked: what the reader does is ahead of the answer.
      if (!this.wanted || !(name in this.wanted)) this.fields.show(name, box, answer);
    }
    this.markPreset();
    if (changed.length) this.speech.tell(answer, betting);
    else this.speech.start(answer);
    await this.draw(answer.figures);
  }

  // The bet is answered once, under its button; later moves speak of what they change.
  judge(answer) {
    const verdict = part(this.root, "verdict");
    verdict.textContent = answer;
    verdict.hidden = !answer;
  }

  async draw(figures) {
    const frames = parts(this.root, "figure");
    for (const [rank, figure] of figures.entries()) {
      const picture = part(frames[rank], "picture");
      if (figure.title) {
        const caption = frames[rank].querySelector("figcaption");
        picture.setAttribute("aria-label", figure.title);
        caption.querySelector("strong").textContent = figure.title + ".";
        caption.querySelector("span").textContent = (frames[rank].dataset.failed ?? "") + figure.reading;
      }
      if (figure.explored) await explore(this, frames[rank], figure.explored);
      if (figure.content) picture.innerHTML = figure.content;
      if (figure.data) part(frames[rank], "data").lastElementChild.innerHTML = figure.data;
    }
  }

  markPreset() {
    for (const button of this.form.querySelectorAll("[data-preset]")) {
      const preset = JSON.parse(button.dataset.preset);
      const chosen = Object.keys(preset).every((name) => String(preset[name]) === String(this.values[name]));
      button.setAttribute("aria-pressed", String(chosen));
      document.getElementById(button.getAttribute("aria-describedby")).hidden = !chosen;
    }
  }
}
