// On a server, keeps the book in the browser for reading without a network (service-worker.js), and says so.
import { element, part } from "./common/tools.js";

// A page without an origin (by double-click, or in a frame that is denied one) may not even ask.
const serviceWorker = self.origin !== "null" && navigator.serviceWorker;
const script = new URL("../../service-worker.js", document.currentScript.src);
const QUIET = 5000; // ms after the page has loaded: the reader comes first
const spare = Boolean(navigator.connection?.saveData);
const returning = Boolean(serviceWorker?.controller); // the page comes from what is kept
const MESSAGES = {
  complete: "Ce cours est gardé dans ce navigateur : il se lit aussi sans connexion.",
  spare: "Votre navigateur économise les données : seules les pages ouvertes sont gardées pour une lecture sans connexion.",
  edition: "Une nouvelle édition du cours est prête. Cette page est encore de la précédente.",
  others: "D’autres pages de ce cours sont ouvertes dans ce navigateur. Fermez-les, puis rechargez celle-ci.",
  reload: "Recharger la page",
  later: "Plus tard",
};
const footer = part(document, "footer");
const edition = element("p", { textContent: MESSAGES.edition });
let said = null;
let box = null;

// Spoken only when it has just become true.
function say(text) {
  if (!footer || said) return;
  said = element("p", { className: "essor-offline", role: returning ? null : "status" });
  footer.append(said);
  said.textContent = text;
}

function tellEdition(registration) {
  if (box?.isConnected) return;
  box = element("div", { className: "essor-edition", role: "status" });
  const [reload, later] = [MESSAGES.reload, MESSAGES.later].map((textContent) => element("button", { type: "button", textContent }));
  const again = () => location.reload();
  reload.addEventListener("click", () => {
    serviceWorker.addEventListener("controllerchange", again);
    if (registration.waiting) registration.waiting.postMessage({ takeOver: true });
    else again();
  });
  later.addEventListener("click", () => box.remove());
  (footer ?? document.body).append(box);
  box.append(edition, reload, " ", later);
}

// The edition that waits, now or while this page is open.
function watch(registration) {
  const check = () => registration.waiting && tellEdition(registration);
  const follow = () => registration.installing?.addEventListener("statechange", check);
  registration.addEventListener("updatefound", follow);
  follow();
  check();
}

async function begin() {
  const registration = await serviceWorker.register(script, { updateViaCache: "none" });
  const { active } = await serviceWorker.ready;
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.others) edition.textContent = MESSAGES.others;
    else if (data.complete) {
      say(MESSAGES.complete);
      if (returning) watch(registration); // an incomplete edition leaves pages to the network: this one is of no edition before
    } else if (spare && data.complete === false) say(MESSAGES.spare);
  });
  const loaded = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
  active.postMessage({ loaded, spare });
}

// Refused, or no network: the page works without.
const start = () => begin().catch(() => {});
if (serviceWorker) addEventListener("load", () => (returning ? start() : setTimeout(start, QUIET)));
