// Invites a room to an exercise on its phones: the address, and its code to photograph. The course's address for the
// room comes from the build; else from what the trainer types here, kept in this browser.
import * as store from "../common/store.js";
import { attempt, element, invalid, onSubmit, part, parts } from "../common/tools.js";

const MESSAGES = {
  unknown: "Sans code : l’adresse du cours n’est pas connue ici.",
  refused: "Écrivez une adresse complète, qui commence par https:// ou http://, de 200 signes au plus.",
  forgotten: "Votre navigateur refuse d’enregistrer : l’adresse sera oubliée à la fermeture.",
};
const KEPT = "adresse-participants";
const LONGEST = 200; // signs: the code of a longer address is too fine for the back of a room
const MARGIN = 4; // modules of white around the code, as its standard asks
const built = document.querySelector("meta[name=essor-learner]")?.content ?? "";
const invites = parts(document, "invite");
let typed = store.read().texts[KEPT] ?? "";

// The address as a folder, without what an opened page adds to it; null if a phone could not open it.
function folder(text) {
  const url = attempt(() => new URL(text.trim()), {});
  if (!["http:", "https:"].includes(url.protocol)) return null;
  const found = url.origin + url.pathname.replace(/\/(book|exercises|e)\/.*$/, "/").replace(/[^/]*\.html$/, "").replace(/\/?$/, "/");
  return found.length <= LONGEST ? found : null;
}

export function code(address) {
  const drawn = window.essorQr(0, "M");
  drawn.addData(address);
  drawn.make();
  const count = drawn.getModuleCount();
  let path = "";
  for (let y = 0; y < count; y++) for (let x = 0; x < count; x++) if (drawn.isDark(y, x)) path += `M${x} ${y}h1v1h-1z`;
  const size = count + 2 * MARGIN;
  return `<svg viewBox="${-MARGIN} ${-MARGIN} ${size} ${size}" role="img" aria-label="Code à photographier" shape-rendering="crispEdges"><path fill="#000" d="${path}"/></svg>`;
}

function show(invite, asking = false) {
  const base = folder(built || typed);
  const address = base + invite.dataset.short;
  const shown = base ? address.replace(/^https?:\/\//, "") : "";
  part(invite, "address").replaceChildren(base ? "Sur votre téléphone : " : MESSAGES.unknown, element("strong", { textContent: shown }));
  part(invite, "code").innerHTML = base ? code(address) : "";
  invite.classList.toggle("essor-invite-known", Boolean(base));
  part(invite, "form").hidden = !asking;
  part(invite, "change").hidden = Boolean(built) || asking;
  part(invite, "change").textContent = base ? "Changer l’adresse" : "Saisir l’adresse";
  dispatchEvent(new Event("resize")); // the slide finds its size again
}

for (const invite of invites) {
  const field = invite.querySelector("input");
  const error = part(invite, "error");
  const refuse = (text) => {
    error.textContent = text;
    error.hidden = !text;
    invalid(field, text === MESSAGES.refused);
  };
  onSubmit(part(invite, "form"), () => {
    const base = folder(field.value);
    refuse(base ? "" : MESSAGES.refused);
    if (!base) return field.focus();
    typed = base;
    store.wrote(KEPT, base);
    for (const other of invites) show(other);
    invite.closest("[data-part=slide]").focus({ preventScroll: true });
    if (!store.keeps()) refuse(MESSAGES.forgotten);
  });
  part(invite, "change").addEventListener("click", () => {
    show(invite, true);
    field.value = typed;
    field.focus();
  });
  show(invite);
}
