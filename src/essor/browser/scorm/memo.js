// What the platform gives back from one session to the next, in 4,096 signs at most (`suspend_data`): a version, six signs for each check
// that was answered, a point, and all the rest compressed, as far as there is room. Plain signs only: platforms write them in many ways.
//
// A check has a code of three signs, which the build makes of its name: whatever else a later edition adds or takes away, what it still
// asks is found again. Then one sign says how it was answered, and two the day.

const MOST = 4096;
const VERSION = "1";
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DAY = 864e5; // ms
const FIRST = Date.UTC(2026, 0, 1); // two signs count 4,096 days from it: until March 2037
const FIRSTS = [undefined, false, true]; // whether it was right at the first try
const TRIES = 7; // more are told as so many
const LENGTH = 6;
// What is kept first, where there is no room for all; of texts, those of the action plan.
const PARTS = ["finished", "challenges", "tools", "promises", "texts", "mine", "guesses"];

const between = (number, most) => Math.max(0, Math.min(number, most));

function checkSigns(code, { right, tries, on, first }) {
  const state = Number(right) | (FIRSTS.indexOf(first) << 1) | (between(tries, TRIES) << 3);
  const days = between(Math.round((Date.parse(on) - FIRST) / DAY), 4095);
  return code + SIGNS[state] + SIGNS[days >> 6] + SIGNS[days & 63];
}

function checkResult(signs) {
  const [state, high, low] = [...signs].map((sign) => SIGNS.indexOf(sign));
  const result = { right: Boolean(state & 1), tries: state >> 3, on: new Date(FIRST + ((high << 6) | low) * DAY).toISOString().slice(0, 10) };
  const first = FIRSTS[(state >> 1) & 3];
  return first === undefined ? result : { ...result, first };
}

async function through(transform, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(transform)).arrayBuffer());
}

async function packed(value) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(value)));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function unpacked(signs) {
  const bytes = Uint8Array.from(atob(signs.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes)));
}

function nested({ version, last }, entries) {
  const rest = { version, last };
  for (const [part, key, value] of entries) (rest[part] ??= {})[key] = value;
  return rest;
}

const isPlan = (key) => key.startsWith("plan-"); // as plan.html names its fields; the others are documents'

const entriesOf = (state, part) =>
  Object.entries(state[part] ?? {})
    .sort(([one], [other]) => isPlan(other) - isPlan(one))
    .map(([key, value]) => [part, key, value]);

// Compresses all but the checks: the signs, and the entries [part, key, value] that found no room beside every check answered.
export async function pack(state, checks) {
  const room = MOST - VERSION.length - 1 - LENGTH * checks.length;
  const entries = PARTS.flatMap((part) => entriesOf(state, part));
  const whole = await packed(nested(state, entries));
  if (whole.length <= room) return { rest: whole, lost: [] };
  const [kept, lost] = [[], []];
  let rest = await packed(nested(state, kept));
  for (const entry of entries) {
    const tried = await packed(nested(state, [...kept, entry]));
    if (tried.length <= room) {
      kept.push(entry);
      rest = tried;
    } else lost.push(entry);
  }
  return { rest, lost };
}

// What the platform is given: the checks [part, key, code] as they stand, then the rest as it was packed.
export function written(state, checks, rest) {
  const answered = checks.filter(([part, key]) => state[part]?.[key]);
  return `${VERSION}${answered.map(([part, key, code]) => checkSigns(code, state[part][key])).join("")}.${rest}`;
}

// The state that the signs tell, null if they tell none, and how many answers this edition asks no more; `unread`: the rest is damaged.
export async function read(signs, checks) {
  const [, told, rest] = signs.match(/^1((?:[\w-]{6})*)\.([\w-]*)$/) ?? [];
  if (told === undefined) return { state: null, gone: 0, unread: Boolean(signs) };
  const state = { exercises: {}, questions: {} };
  const known = new Map(checks.map(([part, key, code]) => [code, [part, key]]));
  let gone = 0;
  for (const [, code, result] of told.matchAll(/(.{3})(.{3})/g)) {
    const [part, key] = known.get(code) ?? [];
    if (part) state[part][key] = checkResult(result);
    else gone++;
  }
  const others = rest ? await unpacked(rest).catch(() => null) : {};
  return { state: { version: 1, ...others, ...state }, gone, unread: !others };
}
