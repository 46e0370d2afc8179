// What a simulator says aloud: what a move changed, and, when it is asked for, the result again.
import { part } from "../common/tools.js";

const REST = 800; // ms without a move: a slider does not read every step aloud
const AGAIN = 100; // ms of silence, without which the same words again would be no change

export class Speech {
  constructor({ root }) {
    this.root = root;
    this.told = null; // the result that the reader was last told
    this.shown = null; // the last result
    root.querySelector("[data-repeat]").addEventListener("click", () => this.repeat());
  }

  // A result that nobody asked for is not spoken; the next is told as what differs from it.
  start({ shown }) {
    this.told ??= shown;
    this.shown = shown;
  }

  // Spoken once the reader stops moving, as what changed since they were last told; a bet, as its answer.
  tell(answer, betting) {
    this.start(answer);
    this.say(betting ? answer.answer : answer.difference || answer.headline, REST);
  }

  // The headline and the indicators, whatever changed.
  repeat() {
    const indicators = [...part(this.root, "indicators").querySelectorAll("dt")].map((term) => {
      const parts = [...term.nextElementSibling.childNodes].map(({ textContent }) => textContent.trim());
      return `${term.textContent.trim()}\u00a0: ${parts.join(", ")}.`;
    });
    part(this.root, "spoken").textContent = "";
    this.say([`${part(this.root, "headline").textContent.trim()}.`, ...indicators].join(" "), AGAIN);
  }

  say(text, after) {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      part(this.root, "spoken").textContent = text;
      this.told = this.shown;
    }, after);
  }
}
