// What a round of votes gives: how many, for what, how many right, and what to do then. No page is touched here.

export const LEAST = 5; // voters: below, no distribution is shown
const HARD = 35; // % right: below, a hint comes before the discussion
const EASY = 70; // % right: above, the answer is explained at once
const MOST_ROWS = 6; // values; more are put in as many classes

export const written = (number) => number.toLocaleString("fr", { maximumFractionDigits: 4 });
export const withUnit = (text, unit) => (unit ? text + "\u00a0" + unit : text);
export const voices = (count) => `${written(count)}\u00a0réponse${count > 1 ? "s" : ""}`;
export const isRight = (question, value) => Math.abs(value - question.right) <= question.tolerance + 1e-9;

// What a way in counted, and what the trainer entered for others.
export function added(one, two) {
  const voters = one.voters + two.voters;
  if (one.choices) return { voters, choices: one.choices.map((count, rank) => count + (two.choices[rank] ?? 0)) };
  return { voters, values: [...one.values, ...two.values] };
}

export const nothing = (question) => (question.kind === "choix" ? { voters: 0, choices: question.choices.map(() => 0) } : { voters: 0, values: [] });

// The votes for each value, from the lowest: (value, votes).
export function byValue(question, counts) {
  const votes = new Map();
  const add = (value, count) => count && votes.set(value, (votes.get(value) ?? 0) + count);
  if (counts.choices) counts.choices.forEach((count, rank) => add(question.choices[rank].value, count));
  else for (const value of counts.values) add(value, 1);
  return [...votes].sort(([a], [b]) => a - b);
}

// The rows of a distribution: { key, text, right, votes: [votes at each round] }.
export function rows(question, rounds) {
  if (question.kind === "choix") {
    return question.choices.map(({ key, text, right }, rank) => ({ key, text, right, votes: rounds.map(({ choices }) => choices[rank]) }));
  }
  const pairs = rounds.map((round) => byValue(question, round));
  const values = [...new Set(pairs.flat().map(([value]) => value))].sort((a, b) => a - b);
  const count = (holds) => pairs.map((found) => found.reduce((sum, [value, votes]) => sum + (holds(value) ? votes : 0), 0));
  if (values.length <= MOST_ROWS) {
    return values.map((value) => ({ key: "", text: withUnit(written(value), question.unit), right: isRight(question, value), votes: count((one) => one === value) }));
  }
  const [low, high] = [values[0], values.at(-1)];
  const edge = (rank) => low + (rank * (high - low)) / MOST_ROWS;
  return Array.from({ length: MOST_ROWS }, (_, rank) => {
    const last = rank === MOST_ROWS - 1;
    const holds = (value) => value >= edge(rank) && (last || value < edge(rank + 1));
    const text = `de ${written(Math.round(100 * edge(rank)) / 100)} à ${withUnit(written(Math.round(100 * edge(rank + 1)) / 100), question.unit)}`;
    return { key: "", text: last ? text : `${text}, exclu`, right: holds(question.right), votes: count(holds) };
  });
}

export function rightOf(question, { choices, values }) {
  if (choices) return choices.reduce((sum, count, rank) => sum + (question.choices[rank].right ? count : 0), 0);
  return values.filter((value) => isRight(question, value)).length;
}

export const share = (part, whole) => Math.round((100 * part) / whole);
export const percent = (part, whole) => `${share(part, whole)}\u00a0%`;

// What the share of right answers advises: what to do next, and the sentence that says why.
export function advice(question, counts) {
  if (counts.voters < LEAST) return { next: "discuss", text: "Moins de cinq réponses\u00a0: ni répartition, ni conseil. À vous de choisir la suite." };
  const right = (100 * rightOf(question, counts)) / counts.voters;
  const said = `${percent(right, 100)} de réponses justes`;
  if (right < HARD) return { next: "discuss", text: `${said}, moins de ${HARD}\u00a0%\u00a0: donnez un indice, ou expliquez encore, avant de faire voter de nouveau.` };
  if (right <= EASY) return { next: "discuss", text: `${said}, de ${HARD} à ${EASY}\u00a0%\u00a0: faites discuter à deux, puis voter de nouveau.` };
  return { next: "answer", text: `${said}, plus de ${EASY}\u00a0%\u00a0: expliquez, sans second vote.` };
}
