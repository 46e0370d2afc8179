// A scenario's address: ?simulateur=<slug>&<control>=<value as typed>…#<this simulator>. Values are the reader's own
// texts, and Python checks them as if they were typed here, at the first calculation. Other names are left alone:
// networks and mailers add their own.
import { asTyped } from "../common/tools.js";

// A grid row by row.
const inAddress = (value) => (Array.isArray(value) ? value.map((row) => row.map(asTyped).join("_")).join("~") : asTyped(value));

function fromAddress(kind, text) {
  if (kind === "grid") return text.split("~").map((row) => row.split("_"));
  return kind === "switch" && ["true", "false"].includes(text) ? text === "true" : text;
}

// What the address asks of this simulator; null if it asks another, or none.
export function arriving({ root, controls }) {
  const asked = new URLSearchParams(location.search);
  if (asked.get("simulateur") !== root.dataset.slug || location.hash !== "#" + root.id) return null;
  const wanted = {};
  for (const [name, box] of controls) {
    if (!asked.has(name)) continue;
    wanted[name] = fromAddress(box.dataset.kind, asked.get(name));
    // If it is refused, the field holds what is refused.
    if (box.dataset.kind !== "grid" && box.querySelector("[data-typed]")) box.querySelector("[data-typed]").value = asked.get(name);
  }
  return wanted;
}

// The values that are not those the page starts with, as texts of an address.
export function changed({ values, initial }) {
  return Object.entries(values)
    .map(([name, value]) => [name, inAddress(value), inAddress(initial[name])])
    .filter(([, now, before]) => now !== before)
    .map(([name, now]) => [name, now]);
}
