// States to reach, which the engine recognises: what is won is said, and kept.
import * as store from "../common/store.js";
import { part, parts } from "../common/tools.js";
import { hintable } from "./hints.js";

const WON = "Défi réussi\u00a0: ";

export class Challenges {
  constructor({ root }) {
    this.slug = root.dataset.slug;
    this.zone = part(root, "challenges");
    this.items = this.zone ? [...this.zone.querySelectorAll("[data-challenge]")] : [];
    if (!this.zone) return;
    this.zone.hidden = false;
    for (const zone of parts(this.zone, "hints")) hintable(zone, JSON.parse(zone.dataset.hints));
    for (const item of this.items) this.mark(item, Boolean(store.read().challenges[this.keyOf(item)]));
  }

  keyOf(item) {
    return `${this.slug}-${item.dataset.challenge}`;
  }

  mark(item, won) {
    part(item, "won").hidden = !won;
    item.toggleAttribute("data-won", won);
  }

  // What is reached now, in the order of the list.
  show(reached) {
    for (const [rank, item] of this.items.entries()) {
      if (!reached[rank] || item.hasAttribute("data-won")) continue;
      this.mark(item, true);
      store.won(this.keyOf(item));
      part(this.zone, "win").textContent = WON + item.querySelector("p").lastChild.textContent;
    }
  }
}
