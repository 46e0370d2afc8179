// The fields of a simulator: what is typed, pasted, slid or ticked in them goes to the simulator; what the engine answered, and
// why it refused a value, comes back to them.
import * as reading from "../common/reading.js";
import { asTyped, invalid, part } from "../common/tools.js";
import { slideByTouch } from "./touch.js";

// A grid's rows with one cell changed.
function withCell(rows, [row, column], value) {
  const changed = rows.map((cells) => [...cells]);
  changed[row][column] = value;
  return changed;
}

// Calls a table's rows by these names: in its headers, for who hears its cells, and where one row is chosen.
export function call(box, names) {
  if (box.dataset.called === String(names)) return;
  box.dataset.called = String(names);
  const chosen = box.querySelectorAll("[data-rows=ligne] option");
  for (const [rank, row] of [...box.querySelector("tbody").rows].entries()) {
    row.querySelector("th").textContent = names[rank];
    if (chosen[rank]) chosen[rank].textContent = names[rank];
    for (const field of row.querySelectorAll("[data-cell]")) field.setAttribute("aria-label", `${names[rank]}, ${field.closest("td").dataset.column}`);
  }
}

// What the page calls a control.
export const nameOf = (box) => box.querySelector("label, legend, caption").textContent.trim();

// Whether the reader is typing in a field: it holds what was neither asked nor shown.
const isTyping = (field) => field === document.activeElement && field.value !== field.defaultValue;

// Where a field says the same as a slider, who chose to type numbers meets the field alone.
function skipSliders(controls) {
  const skips = reading.chooses("numbers");
  for (const box of controls.values()) {
    const range = box.querySelector("[data-typed]") && box.querySelector("[type=range]");
    if (!range) continue;
    range.tabIndex = skips ? -1 : 0;
    if (skips) range.setAttribute("aria-hidden", "true");
    else range.removeAttribute("aria-hidden");
  }
}

// A field is `refused`, with the reason, from the engine's refusal until it is set again.
export class Fields {
  constructor(simulator) {
    this.simulator = simulator;
    this.refused = new Map(); // why, by field
    for (const [name, box] of simulator.controls) this.listen(name, box);
    const skip = () => skipSliders(simulator.controls);
    new MutationObserver(skip).observe(document.body, { attributeFilter: ["data-reading"] });
    skip();
  }

  listen(name, box) {
    const typed = box.querySelector("[data-typed]");
    const range = box.querySelector("[type=range]");
    if (range) {
      slideByTouch(range);
      range.addEventListener("input", () => this.simulator.set({ [name]: range.valueAsNumber }));
    }
    if (box.dataset.kind === "grid") {
      box.addEventListener("change", ({ target }) => this.setCell(name, target));
      box.addEventListener("paste", (event) => this.paste(name, event));
    } else if (typed) typed.addEventListener("change", () => this.simulator.set({ [name]: typed.value }));
    if (box.dataset.kind === "choice") box.addEventListener("change", (event) => this.simulator.set({ [name]: event.target.value }));
    if (box.dataset.kind === "switch") box.addEventListener("change", (event) => this.simulator.set({ [name]: event.target.checked }));
  }

  // Sets one cell of a grid: what the reader left in the others stays, and so does why one of them is refused.
  setCell(name, field) {
    this.settle(field);
    this.simulator.run({ [name]: withCell(this.simulator.left()[name], field.dataset.cell.split(","), field.value) });
  }

  // Cells of a spreadsheet fill those of the table, from the one that they are pasted in; a cell alone is for the field.
  paste(name, event) {
    const cells = event.clipboardData.getData("text").trimEnd().split(/\r?\n/).map((line) => line.split("\t"));
    if (cells.flat().length < 2) return;
    event.preventDefault();
    const [top, left] = event.target.closest("[data-cell]").dataset.cell.split(",").map(Number);
    const pasted = (row, column) => cells[row - top]?.[column - left]?.replace(/[€%]/g, "").trim();
    this.simulator.set({ [name]: this.simulator.left()[name].map((row, at) => row.map((value, column) => pasted(at, column) || value)) });
  }

  // Gives a control, or a cell of a table (« name:row,column »), its value, as if it were typed.
  give(key, value) {
    const [name, cell] = key.split(":");
    if (!cell) return this.simulator.set({ [name]: value });
    const field = this.simulator.controls.get(name).querySelector(`[data-cell="${cell}"]`);
    field.value = asTyped(value);
    return this.setCell(name, field);
  }

  // Takes what these fields hold as asked, and no longer as being typed or as refused.
  settle(...fields) {
    for (const field of fields) field.defaultValue = field.value;
    this.mark(fields, "");
  }

  show(name, box, answer) {
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

  // Says why a value is refused, unless it was set again since it was asked. Gives back the rest of what was asked.
  refuse({ control, cell, message }, asked) {
    const { [control]: refused, ...others } = asked;
    const { wanted, predict, controls, values } = this.simulator;
    if (wanted && control in wanted) return others;
    const box = control === "guess" ? predict : controls.get(control);
    const field = box?.querySelector(cell ? `[data-cell="${cell}"]` : "[data-typed]:not([data-cell]), [name=guess]");
    if (!field) {
      this.simulator.say(message); // a choice, a switch, a table of another size: only a scenario's address can mistake them
      return control ? others : {};
    }
    this.mark([field], message);
    if (!cell) return others;
    const [row, column] = cell;
    if (!isTyping(field)) field.value = refused[row][column]; // a scenario's address asked for it
    const rows = withCell(refused, cell, values[control][row][column]);
    return String(rows) === String(values[control]) ? others : { ...others, [control]: rows };
  }

  // Shows why what these fields hold is refused, on each and at its control; an empty message takes it away.
  mark(fields, message) {
    for (const field of fields) {
      this.refused.delete(field);
      if (message) this.refused.set(field, message);
      invalid(field, message);
      if (message) field.closest("tr")?.removeAttribute("data-off");
      const box = field.form === this.simulator.predict ? this.simulator.predict : field.closest("[data-control]");
      const place = part(box, "error");
      const messages = [...this.refused].filter(([other]) => box.contains(other)).map(([, said]) => said);
      place.textContent = messages.at(-1) ?? "";
      place.hidden = !messages.length;
    }
  }
}
