// A way in for votes: the phones of the room, through its server (essor/room). A deck that the server gives is of its origin; any other
// can only say how to open it. What was counted stays here when the server dies; the phones give it back when it comes back.
import { element, plural } from "../common/tools.js";
import { code } from "./invite.js";

const MESSAGES = {
  elsewhere:
    "Pour les téléphones, lancez «\u00a0make salle\u00a0» dans le dossier du cours, puis ouvrez ces diapositives à l’adresse qu’il affiche\u00a0: " +
    "elle commence par http://127.0.0.1:8765/formateur/.",
  dead: "Le serveur de la salle ne répond pas\u00a0: relancez «\u00a0make salle\u00a0», puis ouvrez l’adresse qu’il affiche.",
  takes: " Demandez encore les téléphones pour prendre sa place.",
  taken: "Un autre jeu de diapositives a pris la salle\u00a0: les téléphones répondent là-bas. Ce qui était compté reste ici.",
  lost: "Le serveur de la salle ne répond plus. Ce qui était compté reste ici. Pour reprendre, relancez-le dans le dossier du cours\u00a0:",
  back: "Le serveur est revenu. Réponses revenues\u00a0: ",
  address: "Sur votre téléphone\u00a0: ",
  noNetwork: "aucun réseau\u00a0; connectez cet ordinateur au Wi-Fi, puis relancez «\u00a0make salle\u00a0»",
  right: "Réponse\u00a0: ",
  help: "Si les téléphones n’ouvrent pas la page…",
  network: "Le téléphone est-il sur le même Wi-Fi que cet ordinateur, et non en 4G\u00a0?",
  isolated: "Le Wi-Fi des invités isole souvent les appareils\u00a0: partagez la connexion d’un téléphone, et mettez-y cet ordinateur et les autres téléphones.",
  typed: "Adresse tapée à la main\u00a0: si rien ne vient, écrivez http:// devant.",
  firewall: "Si cet ordinateur demande s’il faut laisser Python communiquer sur le réseau, acceptez.",
  others: "Cet ordinateur a d’autres adresses, à essayer\u00a0: ",
  ways: "Sans attendre\u00a0: ",
};
const WAYS = { mains: "À main levée", cartes: "Cartes" };
const SERVED = /^\/formateur\/[\w-]+\//; // what the server puts before the addresses of the trainer's edition
const AGAIN = 1500; // ms

const deck = crypto.getRandomValues(new Uint32Array(4)).join("-");
let source = null;
let takes = false; // whether the next vote takes the place of the deck that leads
let turn = Promise.resolve();
let wanted = null; // what the server was told last: [act, what it was told]
let held = { voters: 0 }; // what is counted
let room = { server: "", phones: 0, addresses: [], again: "" }; // what the server says of itself
let trouble = "";
let returned = null; // how many answers came back to a server started anew, until all did
let changed = () => {};
let panel = null;

const base = () => location.protocol.startsWith("http") && location.pathname.match(SERVED)?.[0];

// What the server answers, each thing told in its turn; it rejects where there is none, or where it is another, of another key.
function tell(act, told) {
  wanted = [act, told];
  return (turn = turn.catch(() => {}).then(() => post(act, told)));
}

async function post(act, told) {
  const body = JSON.stringify({ deck, ...told });
  const reply = await fetch(`${base()}-/${act}`, { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: true });
  const answer = { ok: reply.ok, ...(await reply.json()) };
  if (reply.ok) take(answer);
  return answer;
}

// Until every answer is back in a server started anew, the fuller count stands.
function take({ voters, choices, values, ...more }) {
  room = { ...room, ...more };
  returned = returned !== null && voters < held.voters ? voters : null;
  if (returned === null && (choices || values)) held = { voters, ...(choices ? { choices } : { values }) };
  show();
}

function listen() {
  source?.close();
  const own = (source = new EventSource(`${base()}-/votes?deck=${deck}`));
  source.addEventListener("counts", ({ data }) => hear(JSON.parse(data)));
  source.addEventListener("taken", () => hush(MESSAGES.taken));
  source.addEventListener("error", () => {
    own.close();
    trouble = MESSAGES.lost;
    show();
    setTimeout(() => source === own && listen(), AGAIN);
  });
}

function hear(answer) {
  trouble = "";
  if (answer.server === room.server) return take(answer);
  // It was started anew: it is told again what goes on, and phones send their answers again.
  if (wanted[0] === "ask") returned = 0;
  return tell(...wanted).catch(() => {}); // lost once more: the next connection tells it
}

function hush(why) {
  source?.close();
  source = wanted = returned = null;
  trouble = why;
  show();
}

function show() {
  if (panel) {
    panel.counted.textContent = `${plural(held.voters, "réponse")} · ${plural(room.phones, "téléphone")}`;
    panel.problem.textContent = returned === null ? trouble : `${MESSAGES.back}${returned} sur ${held.voters}.`;
    panel.command.textContent = trouble === MESSAGES.lost ? room.again : "";
  }
  changed();
}

const short = (address) => address.replace(/^http:\/\//, "").replace(/\/$/, "");

// What a slide shows while the vote is open: where to come, who came, what to do for those who cannot.
function panelOf() {
  const [first, ...others] = room.addresses;
  const address = element("p", { className: "essor-invite-address" }, MESSAGES.address, element("strong", { textContent: first ? short(first) : MESSAGES.noNetwork }));
  const [counted, problem] = ["essor-phones-count", "essor-phones-trouble"].map((className) => element("p", { className, role: "status" }));
  const command = element("code");
  const told = [MESSAGES.network, MESSAGES.typed, MESSAGES.isolated, MESSAGES.firewall, ...(others.length ? [MESSAGES.others + others.map(short).join(", ")] : [])];
  const ways = Object.entries(WAYS).map(([way, textContent]) => element("button", { type: "button", textContent, data: { way } }));
  const help = element("details", { className: "essor-phones-help" }, element("summary", { textContent: MESSAGES.help }));
  help.append(element("ul", {}, ...told.map((textContent) => element("li", { textContent }))), element("p", {}, MESSAGES.ways, ...ways));
  const text = element("div", { className: "essor-invite-text" }, address, counted, problem, command, help);
  panel = { counted, problem, command };
  show();
  return element("div", { className: "essor-invite essor-phones" }, text, element("div", { className: "essor-invite-code", innerHTML: first ? code(first) : "" }));
}

export const phones = {
  key: "telephones",
  label: "Téléphones",

  async open(question, round, onChange) {
    if (!base()) throw new Error(MESSAGES.elsewhere);
    returned = null;
    const answer = await tell("ask", { question, round, take: takes }).catch(() => null);
    takes = Boolean(answer?.taken);
    if (!answer?.ok) {
      hush("");
      throw new Error(answer ? answer.error + (takes ? MESSAGES.takes : "") : MESSAGES.dead);
    }
    changed = onChange;
    trouble = "";
    wanted = ["ask", { question, round }]; // told again, it takes no one's place
    if (source?.readyState !== EventSource.OPEN) listen();
  },

  counts: () => structuredClone(held),

  // The answers that the server has and this page does not know yet come with its reply.
  async close() {
    if (wanted?.[0] === "ask") await phones.reveal({ stage: "closed" });
  },

  // `right` is the right answer, in words or letters.
  async reveal({ stage, right }) {
    const text = right ? MESSAGES.right + right : "";
    if (wanted) await tell("reveal", { stage, text }).catch(() => {}); // the server is gone: what was counted stays
  },

  panel: panelOf,

  stop() {
    if (wanted) tell("leave", {}).catch(() => {});
    changed = () => {};
    panel = null;
    hush("");
  },
};
