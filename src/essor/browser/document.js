// A document of the toolbox: the engine fills it as the reader types; what is typed is kept in this browser. It is taken away as ODT
// or as text, or copied.
import { archive } from "./document/archive.js";
import * as store from "./common/store.js";
import { copied, download, here, part, parts, refuse } from "./common/tools.js";
import { ask } from "./page/engine.js";

const PART = "documents"; // the Python behind documents
const MESSAGES = {
  saved: "Fichier enregistré\u00a0: ",
  copied: "Texte copié.",
  chosen: "Ajouté à votre plan d’action, sous «\u00a0Lundi matin\u00a0».",
  left: "Retiré de votre plan d’action.",
  refused: "Ce navigateur refuse la copie\u00a0: téléchargez le texte.",
};

// Fills again until what is shown is what is typed last; gives the last answer, or null where the engine fails.
function filler(root, fields, show) {
  const model = JSON.parse(root.dataset.document);
  let [running, stale] = [null, false];
  async function fill() {
    let answer = null;
    while (stale) {
      stale = false;
      const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      answer = await ask(root, { do: "document", slug: PART, document: model, values }, refill);
      if (answer) show(answer);
    }
    running = null;
    return answer;
  }
  function refill() {
    stale = true;
    running ??= fill();
    return running;
  }
  return refill;
}

// Says what is refused, but not while it is being typed; says at once that it no longer is.
function tell(field, problem, typing) {
  const error = document.getElementById(`${field.id}-error`);
  if (!error || (typing && error.hidden)) return;
  refuse(field, error, problem ?? "");
}

function taken(root, slug, latest) {
  const told = part(root, "told");
  const onClick = (name, act) =>
    part(root, name).addEventListener("click", async () => {
      const answer = await latest();
      if (answer) told.textContent = await act(answer);
    });
  const save = (blob, name) => {
    download(blob, name);
    return MESSAGES.saved + name;
  };
  onClick("odt", ({ files }) => save(archive(files, files[0][1]), `${slug}.odt`));
  onClick("text", ({ text }) => save(new Blob([text], { type: "text/plain;charset=utf-8" }), `${slug}.txt`));
  onClick("copy", async ({ text }) => {
    return (await copied(text)) ? MESSAGES.copied : MESSAGES.refused;
  });
}

// « Je m'en servirai lundi »: the tool joins those of the action plan.
function choosable(root) {
  const box = part(root, "chosen");
  const show = () => (box.checked = Boolean(store.read().tools[here()]));
  box.addEventListener("change", () => {
    store.chose(here(), box.checked);
    part(root, "forgets").hidden = store.keeps();
    part(root, "told").textContent = MESSAGES[box.checked ? "chosen" : "left"];
  });
  store.follow(show);
}

function fillable(root) {
  const form = root.querySelector("form");
  const fields = [...form.querySelectorAll("[name]")];
  const { slug } = JSON.parse(root.dataset.document);
  let [shown, refused] = [null, {}];
  const tellAll = () => fields.forEach((field) => tell(field, refused[field.name], field === document.activeElement));
  const refill = filler(root, fields, (answer) => {
    part(root, "paper").innerHTML = answer.page;
    [shown, refused] = [answer, answer.refused];
    tellAll();
  });
  const give = () => {
    const { texts, mine } = store.read();
    for (const field of fields) field.value = texts[field.id] ?? mine[field.dataset.mine] ?? "";
    return refill();
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      shown = null;
      store.wrote(field.id, field.value);
      part(root, "forgets").hidden = store.keeps();
      refill();
    });
    field.addEventListener("change", async () => {
      await refill();
      tell(field, refused[field.name]);
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = part(root, "actions").hidden = false;
  taken(root, slug, () => shown ?? refill());
  choosable(root);
  for (const event of ["pageshow", "storage"]) addEventListener(event, give);
}

for (const root of parts(document, "document")) fillable(root);
