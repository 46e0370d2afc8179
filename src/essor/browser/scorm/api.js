// The session that a learning platform holds by the rules of SCORM 1.2. Platforms are of many makes: a call may throw, or say no.
import { attempt } from "../common/tools.js";

const MOST = 20; // windows climbed: pages that frame one another for ever do not hold this one

function above(from) {
  let seen = from;
  for (let step = 0; seen && step < MOST; step++) {
    const api = attempt(() => typeof seen.API.LMSInitialize === "function" && seen.API); // another site's window throws
    if (api) return api;
    const next = attempt(() => seen.parent);
    seen = next === seen ? null : next;
  }
  return null;
}

// The platform's part: in a window above this one, or above the one that opened it. Null where there is none.
export const platform = () => above(window) ?? above(attempt(() => window.top.opener));

export class Session {
  constructor(api) {
    this.api = api;
    this.finished = false;
  }

  // What a call says, as a text; "" where it throws.
  say(name, ...given) {
    return attempt(() => String(this.api[name](...given) ?? ""), "");
  }

  get = (field) => this.say("LMSGetValue", `cmi.${field}`);

  // Whether the platform took each of these values.
  set(values) {
    return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, this.say("LMSSetValue", `cmi.${field}`, String(value)) === "true"]));
  }

  // A session that an interrupted page left open says no, and goes on.
  opens = () => this.say("LMSInitialize", "") === "true" || Boolean(this.get("core.lesson_status"));

  commits = () => this.say("LMSCommit", "") === "true";

  finish() {
    if (!this.finished) this.say("LMSFinish", "");
    this.finished = true;
  }
}
