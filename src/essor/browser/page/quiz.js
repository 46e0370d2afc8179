// A chapter's quiz: the day when it is finished is kept, and when it is to be reviewed its questions are asked again, without a
// word of the earlier answers.
import { day } from "../common/days.js";
import * as store from "../common/store.js";
import { here, part, parts } from "../common/tools.js";
import { isDue, nextOf } from "../path/dates.js";

const root = part(document, "quiz");
const questions = root ? parts(root, "question").map(({ dataset }) => JSON.parse(dataset.question).id) : [];
const quiz = { page: here(), questions };
let asked = new Set(); // what this review still asks

export const isAskedAgain = (id) => asked.has(id);

function say(text) {
  const notice = part(root, "review");
  notice.textContent = text;
  notice.hidden = !text;
}

// Whether a review begins or ends, as the day and the other tabs have it.
export function follow() {
  if (!root) return;
  if (!isDue(store.studied(quiz))) asked.clear();
  else if (!asked.size) asked = new Set(questions);
  if (asked.size) say("À revoir aujourd’hui\u00a0: répondez de nouveau à toutes les questions, sans vos réponses d’avant.");
}

// A question of the page was answered.
export function takes(id) {
  store.finish(quiz);
  if (!asked.delete(id) || asked.size) return;
  store.reviewed(quiz);
  const next = nextOf(store.studied(quiz));
  say(next ? `Révision faite. La prochaine est pour le ${day(next)}.` : "Révision faite. C’était la dernière.");
}
