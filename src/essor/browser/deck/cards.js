// Votes by cards that the camera reads: the edge turned up is the answer. A way in for votes, as hands and phones are.
// An answer counts once two pictures in a row agree on it, and the last that did stands until the vote closes.
import { attempt, element, invalid, part, plural } from "../common/tools.js";
import { cameras, watch } from "./camera.js";

const LETTERS = "ABCD"; // of the four edges, clockwise
const CARDS = 60; // as many as are printed
const KEPT = "essor-cartes"; // how many were given out, while this tab is open
const LOOKED = 500; // ms between two looks at whether the slide is still shown
const MARK = 18; // px, of the numbers on the preview
const FEW = 8; // cards named one by one when they are all that is missing
const MESSAGES = {
  number: "Une carte donne une lettre, pas un nombre : pour cette question, comptez à la main ou prenez les téléphones.",
  choices: (count) => `Une carte n’a que quatre bords, et cette question a ${count} réponses : comptez à la main ou prenez les téléphones.`,
  given: (typed) => `« ${typed} » ne convient pas : écrivez un nombre entier de 1 à ${CARDS}.`,
  ask: "Dites combien de cartes sont distribuées.",
  left: "Caméra éteinte : vous avez quitté la diapositive.",
};
const VIEW = `
  <div class="essor-camera"><video muted playsinline aria-label="Ce que voit la caméra, comme dans un miroir"></video>
    <svg aria-hidden="true"></svg></div>
  <div class="essor-camera-said">
    <p role="status" data-part="count"></p>
    <p data-part="missing"></p>
    <p role="alert" data-part="camera-error"></p>
    <p><button type="button" data-part="again" hidden>Rallumer la caméra</button></p>
    <form data-part="given" novalidate><label for="essor-cartes-nombre">Cartes distribuées : de 1 à</label>
      <input id="essor-cartes-nombre" type="text" inputmode="numeric" autocomplete="off" size="3" aria-describedby="essor-cartes-refus">
      <p id="essor-cartes-refus" class="essor-error" data-part="given-error"></p></form>
    <p data-part="which" hidden><label for="essor-cartes-camera">Caméra</label> <select id="essor-cartes-camera"></select></p>
    <p>Aucune image n’est gardée ni envoyée.</p>
  </div>`;

const panel = element("section", { className: "essor-cards-read", innerHTML: VIEW, role: "group", spoken: "Lecture des cartes" });
const [video, outlines, field, select] = ["video", "svg", "input", "select"].map((name) => panel.querySelector(name));
const say = (name, text) => (part(panel, name).textContent = text);

let given = 0; // cards given out, numbered from 1; 0 until it is said
let vote = null; // { choices, changed, answers: edges by number, last: those of the picture before }
let camera = null;
let opening = 0; // the last request to open a camera: an older one, answered late, is closed
let looked = 0;
let chosen = ""; // a camera's id

function counts() {
  const choices = Array(vote?.choices ?? 0).fill(0);
  for (const edge of vote?.answers.values() ?? []) if (edge < choices.length) choices[edge] += 1;
  return { voters: choices.reduce((sum, count) => sum + count, 0), choices };
}

function tell() {
  const { voters } = counts();
  say("count", given ? `${plural(voters, "carte lue", "cartes lues")} sur ${given}` : MESSAGES.ask);
  const strays = vote.answers.size - voters;
  const missing = Array.from({ length: given }, (_, rank) => rank + 1).filter((number) => !vote.answers.has(number));
  const said = strays ? [`${plural(strays, "carte montre", "cartes montrent")} une lettre sans réponse.`] : [];
  if (missing.length && missing.length <= FEW) said.push(`Pas encore lues\u00a0: ${missing.join(", ")}.`);
  say("missing", said.join(" "));
}

// ——— Pictures ———

function seen(cards) {
  const issued = cards.filter(({ number }) => number <= given);
  const edges = new Map(issued.map(({ number, edge }) => [number, edge]));
  const before = String([...vote.answers]);
  for (const [number, edge] of edges) if (edge !== null && edge === vote.last.get(number)) vote.answers.set(number, edge);
  vote.last = edges;
  outline(issued);
  if (before !== String([...vote.answers])) (tell(), vote.changed());
}

// Numbers, not letters: who looks at the room's screen does not see what others answer.
function outline(cards) {
  const { videoWidth: width, videoHeight: height } = video;
  outlines.setAttribute("viewBox", `0 0 ${width} ${height}`);
  outlines.style.fontSize = `${(MARK * width) / (video.clientWidth || width)}px`;
  outlines.innerHTML = cards
    .map(({ number, corners }) => {
      const seen = corners.map(([x, y]) => [Math.round(width - x), Math.round(y)]);
      const [x, y] = [0, 1].map((axis) => seen.reduce((sum, corner) => sum + corner[axis], 0) / 4);
      return `<polygon points="${seen.join(" ")}"/><text x="${x}" y="${y}">${number}</text>`;
    })
    .join("");
}

// ——— The camera ———

function off() {
  opening += 1;
  clearInterval(looked);
  camera?.stop();
  camera = null;
  outlines.innerHTML = "";
}

function interrupted(sentence) {
  off();
  say("camera-error", sentence);
  part(panel, "again").hidden = false;
}

// A slide that is left, whoever forgets to say so, is watched no more.
function checkShown(shown) {
  return () => {
    if (panel.getClientRects().length) shown = true;
    else if (shown) interrupted(MESSAGES.left);
  };
}

async function on() {
  off();
  say("camera-error", "");
  part(panel, "again").hidden = true;
  const mine = opening;
  const opened = await watch(video, chosen, seen, interrupted);
  if (mine !== opening) return opened.stop();
  camera = opened;
  looked = setInterval(checkShown(false), LOOKED);
  const found = await cameras();
  select.replaceChildren(...found.map(({ deviceId, label }, rank) => new Option(label || `Caméra ${rank + 1}`, deviceId)));
  select.value = opened.device;
  part(panel, "which").hidden = found.length < 2;
}

const onAgain = () => on().catch(({ message }) => interrupted(message));

// ——— What the trainer says ———

function setGiven(typed) {
  const count = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  const fits = count >= 1 && count <= CARDS;
  invalid(field, !fits);
  say("given-error", fits ? "" : MESSAGES.given(typed));
  if (!fits) return;
  given = count;
  attempt(() => sessionStorage.setItem(KEPT, String(given)));
  if (!vote) return;
  for (const number of vote.answers.keys()) if (number > given) vote.answers.delete(number);
  tell();
  vote.changed();
}

const kept = attempt(() => sessionStorage.getItem(KEPT));
if (kept) setGiven((field.value = kept));
field.addEventListener("change", () => setGiven(field.value));
part(panel, "given").addEventListener("submit", (event) => event.preventDefault());
part(panel, "again").addEventListener("click", onAgain);
select.addEventListener("change", () => {
  chosen = select.value;
  onAgain();
});

export const cards = {
  key: "cartes",
  label: "Cartes lues par la caméra",
  async open(question, round, changed) {
    if (question.kind !== "choix") throw new Error(MESSAGES.number);
    if (question.choices.length > LETTERS.length) throw new Error(MESSAGES.choices(question.choices.length));
    vote = { choices: question.choices.length, changed, answers: new Map(), last: new Map() };
    tell();
    await on();
  },
  counts,
  close: off,
  panel: () => panel,
  stop() {
    off();
    panel.remove();
    vote = null;
  },
};
