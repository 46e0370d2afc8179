// Counts from one session to the next: a file that the trainer keeps. A line is a question, a day, a round and its counts, of ten
// voters at least; nothing else is ever written, and nothing stays in the browser.
import { isDay, today } from "../common/days.js";
import { asTyped, plural } from "../common/tools.js";
import { isRight, percent } from "./tally.js";

const HEAD = ["question", "jour", "tour", "comptes"];
const ENOUGH = 10; // voters, for a round to be written
const LONGEST = 2_000_000; // signs of a file
const NAME = /^[a-z0-9][a-z0-9/-]*$/;
const COUNT = /^([A-F]|-?\d+(?:,\d+)?)=([1-9]\d{0,3})$/;

const lines = []; // those of the file loaded, then those of this session

const total = (counts) => counts.reduce((sum, [, votes]) => sum + votes, 0);

// What a round gave, to be written: nothing under ten voters. A round that is taken again replaces what it had given.
export function note(session, question, round, { choices, values }) {
  const found = new Map();
  if (choices) choices.forEach((votes, rank) => votes && found.set(question.choices[rank].key, votes));
  else for (const value of values.map(asTyped)) found.set(value, (found.get(value) ?? 0) + 1);
  const line = { session, question: question.id, day: today(), round, counts: [...found] };
  const old = lines.findIndex((one) => one.session === session && one.round === round);
  if (old >= 0) lines.splice(old, 1);
  if (total(line.counts) >= ENOUGH) lines.push(line);
}

export const any = () => lines.length > 0;

export function file() {
  const written = lines.map(({ question, day, round, counts }) => [question, day, round, counts.map((pair) => pair.join("=")).join(" ")]);
  return "\ufeff" + [HEAD, ...written].map((cells) => cells.join(";") + "\r\n").join("");
}

// Why a line is refused, or what it holds.
function parsed(text) {
  const cells = text.split(";").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  if (cells.length !== HEAD.length) return `« ${text.slice(0, 60)} » a ${cells.length} cellules, au lieu de ${HEAD.length}`;
  const [question, day, round, written] = cells;
  if (!NAME.test(question)) return `la question « ${question.slice(0, 60)} » n’est pas un nom de question`;
  if (!isDay(day)) return `le jour « ${day.slice(0, 60)} » ne s’écrit pas comme 2026-01-31`;
  if (!["1", "2"].includes(round)) return `le tour « ${round.slice(0, 60)} » n’est ni 1 ni 2`;
  const counts = [];
  for (const one of written.split(" ").filter(Boolean)) {
    const pair = one.match(COUNT);
    if (!pair) return `le compte « ${one.slice(0, 60)} » ne s’écrit pas comme A=12 ou 1,5=12`;
    counts.push([pair[1], Number(pair[2])]);
  }
  if (total(counts) < ENOUGH) return `« ${written.slice(0, 60)} » compte ${total(counts)} voix, et il en faut au moins ${ENOUGH}`;
  return { session: null, question, day, round: Number(round), counts };
}

// Takes a file back, after what is there. The French sentence that refuses it, whole, or "".
export function take(text) {
  if (text.length > LONGEST) return "Ce fichier est trop long pour des comptes de votes. Rien n’a été repris.";
  const [head, ...rest] = text.replace(/^\ufeff/, "").split(/\r?\n/);
  if (head.replaceAll('"', "").trim() !== HEAD.join(";")) {
    return `Ligne 1\u00a0: « ${head.slice(0, 60)} », au lieu de « ${HEAD.join(";")} ». Rien n’a été repris.`;
  }
  const found = [];
  for (const [rank, line] of rest.entries()) {
    if (!line.trim()) continue;
    const read = parsed(line);
    if (typeof read === "string") return `Ligne ${rank + 2}\u00a0: ${read}. Rien n’a été repris.`;
    found.push(read);
  }
  if (!found.length) return "Ce fichier ne contient aucun compte. Rien n’a été repris.";
  for (let rank = lines.length - 1; rank >= 0; rank--) if (lines[rank].session === null) lines.splice(rank, 1);
  lines.unshift(...found);
  return "";
}

// « 18 groupes : 34 % puis 71 % », of the sessions of the file; "" when it knows none for this question.
export function past(question) {
  const choice = (answer) => question.choices.find(({ key }) => key === answer);
  const known = ([answer]) => choice(answer) ?? (/\d/.test(answer) && question.right !== null);
  const right = ([answer]) => choice(answer)?.right ?? isRight(question, Number(answer.replace(",", ".")));
  const [first, second] = [1, 2].map((wanted) => {
    const found = lines.filter(({ session, question: id, round, counts }) => session === null && id === question.id && round === wanted && counts.every(known));
    const all = found.flatMap(({ counts }) => counts);
    return { groups: found.length, share: percent(total(all.filter(right)), total(all)) };
  });
  if (!first.groups) return "";
  const begun = `${plural(first.groups, "groupe")}\u00a0: ${first.share}`;
  if (!second.groups) return `${begun} de réponses justes`;
  const then = first.groups === second.groups ? second.share : `${second.share} dans ${plural(second.groups, "groupe")}`;
  return `${begun} puis ${then} de réponses justes`;
}
