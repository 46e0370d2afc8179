// A simulator: carries the values of its controls to the engine, and shows what comes back. No rule of law, no figure and
// no result is computed here.
import * as store from "../common/store.js";
import { FRAME, invalid, isDark, onSubmit, part, parts, TEXT } from "../common/tools.js";
import { ask, engine, start } from "./engine.js";
import { explore, listenExplore } from "./explore.js";
import { Stage } from "./presenter.js";
import { Challenges } from "./challenges.js";
import { dock } from "./dock.js";
import { hold } from "./hold.js";
import { offerMine } from "./mine.js";
import { arriving, typed } from "./scenario.js";
import { share } from "./share.js";
import { slideByTouch } from "./touch.js";

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

// A grid's rows with one cell changed.
function withCell(rows, [row, column], value) {
  const changed = rows.map((cells) => [...cells]);
  changed[row][column] = value;
  return changed;
}

// Calls a table's rows by these names: in its headers, for who hears its cells, and where one row is chosen.
function call(box, names) {
  if (box.dataset.called === String(names)) return;
  box.dataset.called = String(names);
  const chosen = box.querySelectorAll("[data-rows=ligne] option");
  for (const [rank, row] of [...box.querySelector("tbody").rows].entries()) {
    row.querySelector("th").textContent = names[rank];
    if (chosen[rank]) chosen[rank].textContent = names[rank];
    for (const field of row.querySelectorAll("[data-cell]")) field.ariaLabel = `${names[rank]}, ${field.closest("td").dataset.column}`;
  }
}

function isOnScreen(node) {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// Whether the reader is typing in a field: it holds what was neither asked nor shown.
const isTyping = (field) => field === document.activeElement && field.value !== field.defaultValue;

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
    this.wanted = null; // what the engine has not been asked yet
    this.place = {}; // the frame of what is shown
    this.asked = null; // what it is working at
    this.state = "built";
    this.refused = new Map(); // why, by field
    this.watchWidth();
    this.form = part(root, "controls");
    this.controls = new Map([...this.form.querySelectorAll("[data-control]")].map((box) => [box.dataset.control, box]));
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
    for (const [name, box] of this.controls) this.listen(name, box);
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
      if (guess.type === "text") this.settle(guess);
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

  // Once the result shows, the reader is at it.
  reach() {
    document.getElementById(`${this.root.id}-result`).focus({ preventScroll: true });
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
    return { figures, tables, why: opened("why"), laws: opened("laws"), start: opened("compared") ? this.initial : null, before: this.told, ...behind };
  }

  say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  listen(name, box) {
    const typed = box.querySelector("[data-typed]");
    const range = box.querySelector("[type=range]");
    if (range) {
      slideByTouch(range);
      range.addEventListener("input", () => this.set({ [name]: range.valueAsNumber }));
    }
    if (box.dataset.kind === "grid") {
      box.addEventListener("change", ({ target }) => this.setCell(name, target));
      box.addEventListener("paste", (event) => this.paste(name, event));
    } else if (typed) typed.addEventListener("change", () => this.set({ [name]: typed.value }));
    if (box.dataset.kind === "choice") box.addEventListener("change", (event) => this.set({ [name]: event.target.value }));
    if (box.dataset.kind === "switch") box.addEventListener("change", (event) => this.set({ [name]: event.target.checked }));
  }

  // The values as the reader left them: the last that were accepted, and over them what is not answered yet.
  left() {
    return { ...this.values, ...this.asked, ...this.wanted };
  }

  // Sets controls whole, whatever was typed in their fields.
  set(changes) {
    for (const name of Object.keys(changes)) this.settle(...this.controls.get(name).querySelectorAll("[data-typed]"));
    this.run(changes);
  }

  // Sets one cell of a grid: what the reader left in the others stays, and so does why one of them is refused.
  setCell(name, field) {
    this.settle(field);
    this.run({ [name]: withCell(this.left()[name], field.dataset.cell.split(","), field.value) });
  }

  // Cells of a spreadsheet fill those of the table, from the one that they are pasted in; a cell alone is for the field.
  paste(name, event) {
    const cells = event.clipboardData.getData("text").trimEnd().split(/\r?\n/).map((line) => line.split("\t"));
    if (cells.flat().length < 2) return;
    event.preventDefault();
    const [top, left] = event.target.closest("[data-cell]").dataset.cell.split(",").map(Number);
    const pasted = (row, column) => cells[row - top]?.[column - left]?.replace(/[€%]/g, "").trim();
    this.set({ [name]: this.left()[name].map((row, at) => row.map((value, column) => pasted(at, column) || value)) });
  }

  // Gives a control, or a cell of a table (« name:row,column »), its value, as if it were typed.
  give(key, value) {
    const [name, cell] = key.split(":");
    if (!cell) return this.set({ [name]: value });
    const field = this.controls.get(name).querySelector(`[data-cell="${cell}"]`);
    field.value = typed(value);
    return this.setCell(name, field);
  }

  // Takes what these fields hold as asked, and no longer as being typed or as refused.
  settle(...fields) {
    for (const field of fields) field.defaultValue = field.value;
    this.mark(fields, "");
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
      const request = { do: "run", slug: this.root.dataset.slug, values, guess, ...this.place, ...this.looked(whole) };
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
        const others = this.refuse(answer, asked);
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
      if (!this.wanted || !(name in this.wanted)) this.showControl(name, box, answer);
    }
    this.markPreset();
    this.tell(answer, changed, betting);
    await this.draw(answer.figures);
  }

  // Spoken once the reader stops moving, as what changed since they were last told: a slider does not read every step aloud.
  tell(answer, changed, betting) {
    this.told ??= answer.shown;
    if (!changed.length) return;
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      part(this.root, "spoken").textContent = betting ? answer.answer : answer.difference || answer.headline;
      this.told = answer.shown;
    }, 800);
  }

  // The bet is answered once, under its button; later moves speak of what they change.
  judge(answer) {
    const verdict = part(this.root, "verdict");
    verdict.textContent = answer;
    verdict.hidden = !answer;
  }

  showControl(name, box, answer) {
    const value = answer.values[name];
    const range = box.querySelector("[type=range]");
    if (range) {
      range.value = value;
      range.setAttribute("aria-valuetext", answer.texts[name]);
    }
    for (const field of box.querySelectorAll("[data-typed]")) {
      // A field that was refused keeps what was typed until it is set again; one that is being typed is the reader's.
      if (this.refused.has(field) || isTyping(field)) continue;
      const [row, column] = field.dataset.cell?.split(",") ?? [];
      field.value = field.defaultValue = row ? answer.fields[name][row][column] : answer.fields[name];
    }
    for (const select of box.querySelectorAll("select:not([data-rows])")) select.value = value;
    for (const input of box.querySelectorAll("[type=radio]")) input.checked = input.value === value;
    for (const input of box.querySelectorAll("[type=checkbox]")) input.checked = value;
  }

  async draw(figures) {
    const frames = parts(this.root, "figure");
    for (const [rank, figure] of figures.entries()) {
      const picture = part(frames[rank], "picture");
      const caption = frames[rank].querySelector("figcaption");
      picture.setAttribute("aria-label", figure.title);
      caption.querySelector("strong").textContent = figure.title + ".";
      caption.querySelector("span").textContent = (frames[rank].dataset.failed ?? "") + figure.reading;
      if (figure.explored) await explore(this, frames[rank], figure.explored);
      if (figure.content) picture.innerHTML = figure.content;
      if (figure.data) part(frames[rank], "data").lastElementChild.innerHTML = figure.data;
    }
  }

  // Says why a value is refused, unless it was set again since it was asked. Gives back the rest of what was asked.
  refuse({ control, cell, message }, asked) {
    const { [control]: refused, ...others } = asked;
    if (this.wanted && control in this.wanted) return others;
    const box = control === "guess" ? this.predict : this.controls.get(control);
    const field = box?.querySelector(cell ? `[data-cell="${cell}"]` : "[data-typed]:not([data-cell]), [name=guess]");
    if (!field) {
      this.say(message); // a choice, a switch, a table of another size: only a scenario's address can mistake them
      return control ? others : {};
    }
    this.mark([field], message);
    if (!cell) return others;
    const [row, column] = cell;
    if (!isTyping(field)) field.value = refused[row][column]; // a scenario's address asked for it
    const rows = withCell(refused, cell, this.values[control][row][column]);
    return String(rows) === String(this.values[control]) ? others : { ...others, [control]: rows };
  }

  // Shows why what these fields hold is refused, on each and at its control; an empty message takes it away.
  mark(fields, message) {
    for (const field of fields) {
      this.refused.delete(field);
      if (message) this.refused.set(field, message);
      invalid(field, message);
      if (message) field.closest("tr")?.removeAttribute("data-off");
      const box = field.form === this.predict ? this.predict : field.closest("[data-control]");
      const place = part(box, "error");
      const messages = [...this.refused].filter(([other]) => box.contains(other)).map(([, said]) => said);
      place.textContent = messages.at(-1) ?? "";
      place.hidden = !messages.length;
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
