// What a vote shows: to the room, on its slide, and to who speaks. Words and tables of a ballot; nothing is decided here.
import { minutesAndSeconds } from "../common/tools.js";
import { advice, LEAST, percent, rightOf, rows, share, voices, withUnit, written } from "./tally.js";

const LONG = 320; // signs of a question and its choices: beyond, votes are shown without the question
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// The stages, in their order: what each is called, what it says to the room.
export const STAGES = {
  question: ["Question", "Sondage pédagogique : que répondez-vous, chacun pour soi ?"],
  vote: ["1er vote", "Premier vote ouvert."],
  first: ["Résultat caché", "Premier vote clos. Le résultat reste caché."],
  discuss: ["Discussion", "Discutez : convainquez quelqu’un qui répond autrement."],
  again: ["2d vote", "Second vote ouvert. On peut changer d’avis."],
  both: ["Comparer", "Les votes de la salle."],
  answer: ["Réponse", "La réponse."],
  twin: ["Jumelle", "Une question jumelle : seul, par écrit."],
};
// What leads to each from the one before.
const LEADS = {
  vote: "Ouvrir le vote", first: "Clore le vote", discuss: "Faire discuter", again: "Ouvrir le second vote", both: "Clore le second vote",
  answer: "Voir la réponse", twin: "Question jumelle", end: "Fin du vote",
};
export const leadsTo = (stage, question) => (stage === "answer" && question.slug ? "Voir le simulateur" : LEADS[stage]);
export const nameOf = (stage, question) => (stage === "answer" && question.slug ? "Simulateur" : STAGES[stage][0]);

// ——— To the room ———

const isLong = ({ text, choices }) => choices.reduce((sum, choice) => sum + choice.text.length, text.length) > LONG;

function asked({ text, kind, choices, unit, min, max }, right = false) {
  const said = `<p class="essor-asked">${escaped(text)}</p>`;
  if (kind === "nombre") return `${said}<p>Répondez par un nombre, de ${written(min)} à ${withUnit(written(max), escaped(unit))}.</p>`;
  const mark = (choice) => (right && choice.right ? " data-right" : "");
  const items = choices.map((choice) => `<li${mark(choice)}><span class="essor-letter">${choice.key}</span> <span>${escaped(choice.text)}</span></li>`);
  return `${said}<ol class="essor-choices">${items.join("")}</ol>`;
}

const bar = (votes, voters) =>
  `<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="essor-whole" width="100" height="1"/><rect width="${share(votes, voters)}" height="1"/></svg>`;

// Rounds as bars, side by side; those of fewer than five voters are said in words. With `right`, what is right is marked; `brief`
// leaves out the texts of what is not.
function distribution(question, rounds, right = false, brief = false) {
  const enough = rounds.filter(({ voters }) => voters >= LEAST);
  const few = enough.length < rounds.length ? `<p>Moins de cinq réponses${rounds.length > 1 ? " à un vote" : ""}\u00a0: leur répartition n’est pas montrée.</p>` : "";
  if (!enough.length) return few || "<p>Personne n’a voté.</p>";
  const names = rounds.map(({ voters }, rank) => (voters >= LEAST ? `${["Premier", "Second"][rank]} vote, ${voices(voters)}` : "")).filter(Boolean);
  const heads = names.map((name) => `<th scope="col">${name}</th>`).join("");
  const alone = question.choices.filter((choice) => choice.right).length === 1;
  const line = (row) => {
    const cells = row.votes.map((votes, rank) => `<td>${bar(votes, enough[rank].voters)} <span>${votes} (${percent(votes, enough[rank].voters)})</span></td>`);
    const key = row.key ? `<span class="essor-letter">${row.key}</span> ` : "";
    return `<tr${right && row.right ? " data-right" : ""}><th scope="row">${key}<span>${brief && row.key && !(row.right && alone) ? "" : escaped(row.text)}</span></th>${cells.join("")}</tr>`;
  };
  return `${few}<table class="essor-votes${!brief && isLong(question) ? " essor-votes-long" : ""}"><thead><tr><td></td>${heads}</tr></thead><tbody>${rows(question, enough).map(line).join("")}</tbody></table>`;
}

function explained(question) {
  const right = question.choices.filter((choice) => choice.right);
  const why = right.length === 1 ? right[0].why : question.why;
  return `<p><strong>Réponse\u00a0: ${escaped(question.answer)}.</strong> ${escaped(why ?? "")}</p>`;
}

// What a stage shows, and what `past` sessions gave: HTML.
export function body({ stage, question, rounds, twin, solved }, past) {
  const told = past ? `<p>Sessions passées, ${past}.</p>` : "";
  const given = rounds.filter(Boolean);
  if (stage === "both") {
    return `${isLong(question) ? "" : `<p class="essor-asked">${escaped(question.text)}</p>`}${distribution(question, given)}${told}`;
  }
  if (stage === "answer") return `${given.length ? distribution(question, given, true, true) : asked(question, true)}${explained(question)}${told}`;
  if (stage === "twin") return asked(twin, solved) + (solved ? explained(twin) : "");
  return asked(question);
}

// ——— To who speaks ———

// What the room does not see yet: the right answer, the first distribution and what it advises, the discussion's time.
export function toSpeaker({ stage, question, rounds, since, counted }) {
  const [first, second] = rounds;
  const parts = [`<h2>Vote\u00a0: ${nameOf(stage, question).toLowerCase()}</h2>`];
  if (stage === "vote" || stage === "again") parts.push(`<p>${voices(counted)}</p>`);
  if (stage === "discuss") parts.push(`<p>Discussion\u00a0: <strong>${minutesAndSeconds(Date.now() - since)}</strong>, à arrêter quand vous voulez.</p>`);
  if (first) parts.push(`<p><strong>${stage === "first" ? "Conseil" : "Conseil du premier vote"}\u00a0:</strong> ${advice(question, first).text}</p>`);
  const given = [first, second].filter(Boolean);
  if (given.length) parts.push(distribution(question, given, true));
  if (second && first.voters >= LEAST && second.voters >= LEAST) {
    parts.push(`<p>Réponses justes\u00a0: ${percent(rightOf(question, first), first.voters)}, puis ${percent(rightOf(question, second), second.voters)}.</p>`);
  }
  return `${parts.join("")}<p>Réponse juste\u00a0: <strong>${escaped(question.answer)}</strong></p>`;
}
