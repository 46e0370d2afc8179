// The pages that show what the reader kept: progress by objective, attestation, action plan, their collectivité.
import { day } from "./common/days.js";
import { holder } from "./common/shelf.js";
import * as store from "./common/store.js";
import { part } from "./common/tools.js";
import { reviewer } from "./path/review.js";
import { attests, countsOf, summed } from "./progress/attestation.js";
import { confirmed } from "./progress/confirm.js";
import { describer } from "./progress/mine.js";
import { planner } from "./progress/plan.js";

const progress = document.querySelector("[data-progress]");
const review = part(document, "review");
const plan = document.querySelector("[data-plan]");
const mine = document.querySelector("[data-describe]");

const ERASED = {
  none: holder ? "Tout est effacé de votre plateforme." : "Tout est effacé de ce navigateur.",
  copy: "Tout est effacé de ce navigateur, y compris la copie du cours. La prochaine page que vous ouvrirez en fera une nouvelle.",
  failed: "Vos réponses sont effacées, mais pas la copie du cours : effacez les données du site dans les réglages du navigateur.",
  refused: "Ce navigateur ne donne pas accès à ce qu’il garde : effacez les données du site dans ses réglages.",
};
const TAKEN = {
  kept: "Votre progression est reprise.",
  lost: "Votre progression est reprise dans cette page, mais ce navigateur n’a pas pu la garder. Gardez le fichier.",
};

const book = new URL("../../", document.currentScript.src);

// The copy of the book kept for reading without a network, and its worker, which keeps nothing by itself. Says whether there was one.
async function eraseCopy() {
  const registration = /^https?:$/.test(location.protocol) && (await navigator.serviceWorker?.getRegistration(book));
  if (registration?.scope !== book.href) return "none";
  const ours = (await caches.keys()).filter((name) => name.startsWith("essor") && name.split(" ")[1] === book.pathname);
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
  return "copy";
}

// How far a check is, and what is said of it.
const STATES = {
  todo: () => "à faire",
  again: () => "à reprendre",
  right: ({ on }) => `réussi le ${day(on)}`,
  lost: () => "réussi, mais pas gardé",
};

function stateOf({ part, key }, result) {
  if (!result?.right) return result ? "again" : "todo";
  return store.holds(part, key) ? "right" : "lost";
}

// Shows a chapter's checks and its bar; gives what the attestation says of it.
function shownChapter(chapter, kept) {
  const checks = [...chapter.querySelectorAll("[data-key]")];
  let right = 0;
  for (const check of checks) {
    const result = kept[check.dataset.part][check.dataset.key];
    if (result?.right) right++;
    check.classList.toggle("essor-right", Boolean(result?.right));
    part(check, "state").textContent = STATES[stateOf(check.dataset, result)](result);
  }
  const bar = part(chapter, "bar");
  bar.hidden = false;
  bar.querySelector("progress").value = right / checks.length;
  bar.querySelector("span").textContent = `${right} sur ${checks.length}`;
  return { title: part(chapter, "title").textContent, ...countsOf(checks.map(({ dataset }) => dataset), kept) };
}

function shown(root) {
  const kept = store.read();
  const chapters = [...root.querySelectorAll("[data-chapter]")].map((chapter) => shownChapter(chapter, kept));
  part(root, "total").textContent = `Exercices et questions réussis\u00a0: ${summed(chapters, "right")} sur ${summed(chapters, "all")}.`;
  const won = part(root, "won");
  won.textContent = `Défis réussis\u00a0: ${Object.keys(kept.challenges).length} sur ${won.dataset.count}.`;
  root.querySelector("[data-forgets]").hidden = store.keeps();
  return chapters;
}

function keeper(root) {
  for (const live of root.querySelectorAll("[data-live]")) live.hidden = false;
  const told = root.querySelector("[data-told]");
  const showings = [attests(root, () => shown(root)), ...(review ? [reviewer(review)] : [])];
  const show = () => showings.forEach((showing) => showing());
  root.querySelector("[data-export]").addEventListener("click", () => {
    store.save();
    told.textContent = "Le fichier progression-ess.json est enregistré.";
  });
  takesBack(root, told, show);
  erases(root, told, show);
  store.follow(show);
}

function takesBack(root, told, show) {
  const chooser = root.querySelector("[type=file]"); // behind a button of ours: the browser's own may not speak French
  root.querySelector("[data-import]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async ({ target }) => {
    const file = target.files[0];
    if (!file) return;
    if (!store.imported(await file.text())) told.textContent = `Le fichier «\u00a0${file.name}\u00a0» n’est pas une progression de ce cours. Rien n’a changé.`;
    else told.textContent = store.keeps() ? TAKEN.kept : TAKEN.lost;
    target.value = "";
    show();
  });
}

function erases(root, told, show) {
  confirmed(root, async () => {
    store.erase();
    document.body.dataset.theme = "auto";
    show();
    told.textContent = store.keeps() ? ERASED[await eraseCopy().catch(() => "failed")] : ERASED.refused;
  });
}

if (progress) keeper(progress);
if (plan) planner(plan);
if (mine) describer(mine);
