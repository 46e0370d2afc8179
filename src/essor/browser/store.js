// What the reader has done, kept in this browser and nowhere else. A browser that refuses to keep anything is told so
// once asked (`kept` is false), and the page works on.
window.essorStore = (() => {
  "use strict";

  const KEY = "essor";
  const EMPTY = { version: 1, exercises: {}, questions: {}, guesses: {}, texts: {} };
  let state = structuredClone(EMPTY);
  let kept = true;

  // Only what this edition knows, of the shape it knows: a file from elsewhere cannot bring anything else in.
  function understood(raw) {
    const clean = structuredClone(EMPTY);
    if (raw?.version !== EMPTY.version) return null;
    const each = (part, fits) => {
      for (const [key, value] of Object.entries(raw[part] ?? {})) if (/^[a-z][\w-]*$/.test(key) && fits(value)) clean[part][key] = value;
    };
    const result = (v) => typeof v?.right === "boolean" && Number.isInteger(v?.tries) && /^\d{4}-\d\d-\d\d$/.test(v?.on);
    each("exercises", result);
    each("questions", result);
    each("guesses", (v) => typeof v === "string" && v.length < 100);
    each("texts", (v) => typeof v === "string" && v.length < 20000);
    return clean;
  }

  function read() {
    if (!kept) return state; // newer than what is there, which could not be replaced
    try {
      state = understood(JSON.parse(localStorage.getItem(KEY))) ?? state;
    } catch {
      // nothing readable there: what this page knows stands
    }
    return state;
  }

  function write(change) {
    read();
    change(state);
    keep(KEY, JSON.stringify(state));
  }

  function keep(key, text) {
    try {
      localStorage.setItem(key, text);
      kept = true;
    } catch {
      kept = false;
    }
  }

  const today = () => new Date().toLocaleDateString("sv"); // 2026-11-25, in the reader's own time

  return {
    read,
    // A day kept, as a French reader writes it.
    day: (iso) => new Date(iso + "T12:00").toLocaleDateString("fr"),
    get kept() {
      if (kept) {
        keep("essor-essai", "1");
        if (kept) localStorage.removeItem("essor-essai");
      } else keep(KEY, JSON.stringify(state)); // there may be room again
      return kept;
    },
    // Whether this browser holds this right answer: what the page knows may not have been kept.
    holds: (part, key) => {
      try {
        return understood(JSON.parse(localStorage.getItem(KEY)))[part][key].right;
      } catch {
        return false;
      }
    },
    // An answer given to an exercise or a question: once right, it stays right.
    answered: (part, key, right) =>
      write((state) => {
        const before = state[part][key] ?? { right: false, tries: 0, on: today() };
        state[part][key] = { right: before.right || right, tries: before.tries + 1, on: before.right ? before.on : today() };
      }),
    guessed: (slug, guess) => write((state) => (state.guesses[slug] = guess)),
    wrote: (key, text) => write((state) => (state.texts[key] = text)),
    // Gives the reader a file of all this, to be taken back on the page « Votre progression ».
    save: () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(read(), null, 1)], { type: "application/json" }));
      link.download = "progression-ess.json";
      link.click();
      URL.revokeObjectURL(link.href);
    },
    // False if the text is no progress of this course.
    imported: (text) => {
      let clean = null;
      try {
        clean = understood(JSON.parse(text));
      } catch {
        // told by the answer
      }
      if (clean) write((state) => Object.assign(state, clean));
      return Boolean(clean);
    },
    erase: () => {
      state = structuredClone(EMPTY);
      try {
        for (const key of [KEY, "theme"]) localStorage.removeItem(key);
        kept = true;
      } catch {
        kept = false;
      }
    },
  };
})();
