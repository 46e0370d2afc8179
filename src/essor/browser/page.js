// Makes the page's simulators and exercises move. No rule of law, no figure and no result is computed here: a worker
// runs the course's Python, and this script carries values there and fragments back.
(() => {
  "use strict";

  const VERSION = "unversioned"; // of the scripts below, set by the build
  const PINNED = {}; // the integrity of those that hold other people's code, set by the build
  const store = window.essorStore;
  const base = document.currentScript.src;
  const NARROW = 560; // px: below, pictures take their phone layout
  const STRIP_SHARE = 0.35; // of the window's height
  const START_LIMIT = 20000; // ms
  const ANSWER_LIMIT = 20000; // ms
  const MESSAGES = {
    starting: "Le moteur de calcul démarre…",
    engine:
      "Le moteur de calcul ne répond pas sur ce poste. Ce qui est affiché n’a pas été recalculé. " +
      "Vous pouvez réessayer, ou ouvrir le cours dans un autre navigateur.",
    plotly: "Le graphique n’a pas pu être dessiné. Sa lecture et ses données restent disponibles.",
    run: "Le calcul a échoué pour ces valeurs. Ce qui est affiché n’a pas changé.",
    lost:
      "Ce navigateur n’a pas pu garder cette réussite : elle sera perdue quand vous quitterez la page. " +
      "Enregistrez vos réponses dans un fichier ; la page « Votre progression » le reprend.",
    save: "Enregistrer dans un fichier",
    arrived: "Réglages reçus par le lien. « Valeurs de départ » rend ceux du cours.",
  };

  // ——— Scripts loaded when needed, once ———

  const scripts = new Map();

  function load(name) {
    if (!scripts.has(name)) {
      const promise = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}?v=${VERSION}`, base).href;
        // To a page without an origin (by double-click, or in a frame that is denied one), browsers refuse every script
        // that has one: they may not check it.
        if (PINNED[name] && self.origin !== "null") script.integrity = PINNED[name];
        script.onload = resolve;
        script.onerror = () => reject(new Error(name));
        document.head.append(script);
      });
      promise.catch(() => scripts.delete(name));
      scripts.set(name, promise);
    }
    return scripts.get(name);
  }

  // One library draws every chart of the page: the larger one, if a simulator needs it.
  const CHARTS = document.querySelector("[data-charts='plotly-all.js']") ? "plotly-all.js" : "plotly.js";
  const partOf = (slug) => `parts/${slug}.js`;

  // ——— The engine: one worker for the page ———

  let engine = null; // promise of {ask}

  function start() {
    engine ??= startEngine().catch((error) => {
      engine = null;
      scripts.delete("engine.js"); // it may have come in pieces
      throw error;
    });
    return engine;
  }

  async function startEngine() {
    if (!window.WebAssembly || !window.Worker) throw new Error("no WebAssembly or no worker");
    await load("engine.js");
    const { worker: source, wasm, sources } = window.ESSOR_ENGINE;
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(url);
    const waiting = new Map();
    let last = 0;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("too slow")), START_LIMIT);
      const settle = (end) => (value) => {
        clearTimeout(timer);
        end(value);
      };
      worker.onerror = settle(reject);
      worker.onmessage = ({ data }) => settle(data.ready ? resolve : reject)(data.failed);
      worker.postMessage({ start: { wasm, sources } });
    }).catch((error) => {
      worker.terminate();
      throw error;
    });
    URL.revokeObjectURL(url);
    worker.onmessage = ({ data }) => {
      const { resolve, reject, timer } = waiting.get(data.id);
      clearTimeout(timer);
      waiting.delete(data.id);
      data.failed ? reject(new Error(data.failed)) : resolve(data.answer);
    };
    // The worker is lost: whoever waits hears of it, and the next request starts another.
    const lose = () => {
      worker.terminate();
      engine = null;
      for (const { reject, timer } of waiting.values()) {
        clearTimeout(timer);
        reject(new Error("engine lost"));
      }
      waiting.clear();
    };
    worker.onerror = lose;
    const known = new Set();
    return {
      // Gives the worker the Python behind a simulator or an exercise, once.
      learn: async (slug) => {
        if (known.has(slug)) return;
        await load(partOf(slug));
        worker.postMessage({ learn: window.ESSOR_PARTS[slug] });
        known.add(slug);
      },
      ask: (request) =>
        new Promise((resolve, reject) => {
          // A browser short of memory ends a worker without a word.
          waiting.set(++last, { resolve, reject, timer: setTimeout(lose, ANSWER_LIMIT) });
          worker.postMessage({ id: last, request: JSON.stringify(request) });
        }),
    };
  }

  // Asks the engine and shows, inside `root`, that it starts or that it could not.
  async function ask(root, request, retry) {
    const status = root.querySelector(".essor-engine");
    const failure = root.querySelector(".essor-failure");
    const slow = setTimeout(() => {
      status.textContent = MESSAGES.starting;
      status.hidden = false;
    }, 150);
    try {
      if (request.slug) load(partOf(request.slug)).catch(() => {}); // while the engine starts; `learn` tells a failure
      const { ask, learn } = await start();
      if (request.slug) await learn(request.slug);
      failure.hidden = true;
      return await ask(request);
    } catch (error) {
      failure.querySelector("p").textContent = engine ? MESSAGES.run : MESSAGES.engine;
      failure.querySelector("button").onclick = () => {
        failure.hidden = true;
        root.tabIndex = -1; // the button goes: the focus stays near
        root.focus();
        retry();
      };
      failure.hidden = false;
      return null;
    } finally {
      clearTimeout(slow);
      status.hidden = true;
    }
  }

  // ——— A simulator ———

  const simulators = [];

  // The subsection after a simulator explains what it shows: it would answer for the reader, and waits like the result.
  function explanationOf(root) {
    const titles = [...(root.closest("section")?.querySelectorAll("section > h3") ?? [])];
    return titles.find((title) => root.compareDocumentPosition(title) & Node.DOCUMENT_POSITION_FOLLOWING)?.parentElement;
  }

  // Values in a scenario's address: as a French reader types them (a dot might group thousands), a grid row by row.
  const typed = (value) => (typeof value === "number" ? String(value).replace(".", ",") : String(value));
  const inAddress = (value) => (Array.isArray(value) ? value.map((row) => row.map(typed).join("_")).join("~") : typed(value));

  function fromAddress(kind, text) {
    if (kind === "grid") return text.split("~").map((row) => row.split("_"));
    return kind === "switch" && ["true", "false"].includes(text) ? text === "true" : text;
  }

  const THUMB = 16; // px: a slider's travel is shorter than its track by that
  const SLIDES = 6; // px: a finger that moved less has not chosen between the slider and the page

  // Browsers give a slider the value under the finger as soon as it comes down, also when it comes to scroll the page.
  // Fingers are therefore given to the track around it (essor.css): the value follows one that moves along the track,
  // or a tap. The mouse, which is over the track before it presses, is given back to the slider.
  function slideByTouch(range) {
    const track = range.parentElement;
    let from = null; // where the finger came down, until it scrolls the page or leaves
    let sliding = false;
    const follow = ({ clientX }) => {
      const { left, width } = range.getBoundingClientRect();
      const before = range.value;
      range.focus({ preventScroll: true });
      range.valueAsNumber = Number(range.min) + ((clientX - left - THUMB / 2) / (width - THUMB)) * (range.max - range.min);
      if (range.value !== before) range.dispatchEvent(new Event("input"));
    };
    track.addEventListener("pointerdown", (event) => {
      from = event.target === track && event.isPrimary ? event : null;
      sliding = false;
    });
    track.addEventListener("pointermove", (event) => {
      if (!from) return;
      const along = Math.abs(event.clientX - from.clientX);
      const across = Math.abs(event.clientY - from.clientY);
      if (!sliding && across > along && across > SLIDES) from = null;
      sliding ||= Boolean(from) && along > SLIDES;
      if (sliding) follow(event);
    });
    for (const end of ["pointerup", "pointercancel"]) track.addEventListener(end, () => (from = null));
    // Browsers make no click of a touch that scrolled, or that stopped a page on the move.
    track.addEventListener("click", (event) => event.target === track && follow(event));
    for (const pass of ["pointerenter", "pointerleave"]) {
      track.addEventListener(pass, ({ pointerType, buttons }) => {
        if (pointerType === "mouse" && !buttons) track.classList.toggle("essor-by-mouse", pass === "pointerenter");
      });
    }
  }

  // A grid's rows with one cell changed.
  function withCell(rows, [row, column], value) {
    const changed = rows.map((cells) => [...cells]);
    changed[row][column] = value;
    return changed;
  }

  // Whether the reader is typing in a field: it holds what was neither asked nor shown.
  const isTyping = (field) => field === document.activeElement && field.value !== field.defaultValue;

  class SimulatorOnPage {
    constructor(root) {
      this.root = root;
      this.initial = JSON.parse(root.dataset.values);
      this.values = { ...this.initial };
      this.guess = null;
      this.wanted = null; // what the engine has not been asked yet
      this.asked = null; // what it is working at
      this.busy = false;
      this.refused = new Map(); // why, by field
      this.narrow = root.clientWidth < NARROW;
      new ResizeObserver(() => {
        this.measureStrip();
        const narrow = root.clientWidth < NARROW;
        if (narrow === this.narrow) return;
        this.narrow = narrow;
        if (this.near && !this.veiled) this.run({});
      }).observe(root);
      this.form = root.querySelector(".essor-controls");
      this.form.hidden = false;
      this.controls = new Map([...this.form.querySelectorAll("[data-control]")].map((box) => [box.dataset.control, box]));
      for (const [name, box] of this.controls) this.listen(name, box);
      for (const button of this.form.querySelectorAll("[data-preset]")) {
        button.addEventListener("click", () => this.set(JSON.parse(button.dataset.preset)));
      }
      this.form.addEventListener("reset", (event) => {
        event.preventDefault();
        this.set(this.initial);
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      // Plotly keeps for itself a finger that comes down on a chart: the page would not scroll. A tap still shows values.
      root.querySelector(".essor-pictures").addEventListener("touchstart", (event) => event.stopPropagation(), { capture: true, passive: true });
      this.predict = root.querySelector(".essor-predict");
      if (this.predict) {
        this.predict.hidden = false;
        this.predict.addEventListener("submit", (event) => {
          event.preventDefault();
          this.settle(this.predict.elements.guess);
          this.run({ guess: this.predict.elements.guess.value });
        });
        // The result would answer for the reader: it shows once they have predicted, or passed.
        this.veiled = true;
        root.classList.add("essor-veiled");
        this.explanation = explanationOf(root);
        this.explanation?.classList.add("essor-waits");
        this.predict.querySelector("[data-skip]").addEventListener("click", () => {
          this.run({});
          this.form.querySelector("input, button").focus();
        });
      }
      // A room predicts anew, and its guess is not the reader's.
      this.keeps = this.predict && !root.closest(".essor-slide");
      this.kept = this.keeps && store.read().guesses[root.dataset.slug];
      if (this.kept) this.predict.elements.guess.value = this.kept;
      this.markPreset();
      this.notice = root.querySelector(".essor-arrival");
      this.arrive();
      window.essorShare(this, (request) => ask(root, request, () => {}), () => load(CHARTS));
      this.fit = window.essorPresent(this);
      simulators.push(this);
    }

    // A scenario's address: ?simulateur=<slug>&<control>=<value as typed>…#<this simulator>. Values are the reader's
    // own texts, and Python checks them as if they were typed here, at the first calculation. Other names are left
    // alone: networks and mailers add their own.
    arrive() {
      const asked = new URLSearchParams(location.search);
      if (asked.get("simulateur") !== this.root.dataset.slug || location.hash !== "#" + this.root.id) return;
      this.wanted = {};
      for (const [name, box] of this.controls) {
        if (!asked.has(name)) continue;
        this.wanted[name] = fromAddress(box.dataset.kind, asked.get(name));
        // If it is refused, the field holds what is refused.
        if (box.dataset.kind !== "grid" && box.querySelector("[data-typed]")) box.querySelector("[data-typed]").value = asked.get(name);
      }
      if (Object.keys(this.wanted).length) this.say(MESSAGES.arrived);
    }

    // The values that are not those the page starts with, as texts of an address.
    changed() {
      return Object.entries(this.values)
        .map(([name, value]) => [name, inAddress(value), inAddress(this.initial[name])])
        .filter(([, now, before]) => now !== before)
        .map(([name, now]) => [name, now]);
    }

    say(text) {
      this.notice.textContent = text;
      this.notice.hidden = !text;
    }

    listen(name, box) {
      const typed = box.querySelector("[data-typed]");
      const range = box.querySelector("[type=range]");
      if (range) {
        slideByTouch(range);
        range.addEventListener("input", () => this.set({ [name]: range.valueAsNumber }));
      }
      if (box.dataset.kind === "grid") box.addEventListener("change", ({ target }) => this.setCell(name, target));
      else if (typed) typed.addEventListener("change", () => this.set({ [name]: typed.value }));
      if (box.dataset.kind === "choice") box.addEventListener("change", (event) => this.set({ [name]: event.target.value }));
      if (box.dataset.kind === "switch") box.addEventListener("change", (event) => this.set({ [name]: event.target.checked }));
    }

    // The values as the reader left them: the last that were accepted, and over them what is not answered yet.
    left() {
      return { ...this.values, ...this.asked, ...this.wanted };
    }

    // Sets controls whole, whatever was typed in their fields.
    set(changes) {
      for (const name of Object.keys(changes)) this.settle(...this.controls.get(name).querySelectorAll("[data-typed]"));
      this.run(changes);
    }

    // Sets one cell of a grid: what the reader left in the others stays, and so does why one of them is refused.
    setCell(name, field) {
      this.settle(field);
      this.run({ [name]: withCell(this.left()[name], field.dataset.cell.split(","), field.value) });
    }

    // Takes what these fields hold as asked, and no longer as being typed or as refused.
    settle(...fields) {
      for (const field of fields) field.defaultValue = field.value;
      this.mark(fields, "");
    }

    unveil() {
      if (!this.veiled) return;
      this.veiled = false;
      this.root.classList.remove("essor-veiled");
      this.explanation?.classList.remove("essor-waits");
      this.measureStrip();
    }

    // The strip of indicators follows the reader only where it leaves room to read; the style sheet keeps what the
    // keyboard reaches out from under it.
    measureStrip() {
      const height = this.root.querySelector(".essor-strip").offsetHeight;
      const follows = height < STRIP_SHARE * innerHeight;
      this.root.classList.toggle("essor-strip-rests", !follows);
      this.root.style.setProperty("--essor-strip", follows ? height + "px" : "0px");
    }

    // Asks for the outcome with some values changed. One request at a time; what comes meanwhile adds up, latest wins.
    async run(changes) {
      if (!("guess" in changes)) this.unveil();
      this.wanted = { ...this.wanted, ...changes };
      if (this.busy) return;
      this.busy = true;
      // Asked for: the chart's library comes while the engine answers, and after it on a slow line.
      if (this.root.querySelector("[data-kind=plotly]")) load("engine.js").then(() => load(CHARTS)).catch(() => {});
      while (this.wanted) {
        const asked = (this.asked = this.wanted);
        this.wanted = null;
        const { guess = this.guess, ...values } = this.left();
        const request = {
          do: "run",
          slug: this.root.dataset.slug,
          values,
          guess,
          narrow: this.narrow,
          dark: isDark(),
        };
        const answer = await ask(this.root, request, () => this.run({ ...asked, ...this.wanted }));
        if (!answer) {
          this.unveil(); // the failure is told among the results
          // Without an engine, what was asked waits for it; with one, these very values are at fault.
          if (!engine) this.wanted = { ...asked, ...this.wanted };
          break;
        }
        if (answer.ok) {
          this.values = answer.values;
          if (this.keeps && guess !== null && guess !== this.guess) store.guessed(this.root.dataset.slug, guess);
          this.guess = guess;
          await this.show(answer, Object.keys(asked));
        } else {
          // What was asked at the same time is not lost with the value refused.
          const others = this.refuse(answer, asked);
          if (Object.keys(others).length) this.wanted = { ...others, ...this.wanted };
        }
      }
      this.asked = null;
      this.busy = false;
    }

    async show(answer, changed) {
      this.unveil();
      this.texts = answer.texts;
      for (const part of ["indicators", "reading", "tables"]) {
        this.root.querySelector(`[data-part=${part}]`).innerHTML = answer[part];
      }
      for (const [name, box] of this.controls) {
        box.hidden = answer.hidden.includes(name);
        // Moved again since the engine was asked: what the reader does is ahead of the answer.
        if (this.wanted && name in this.wanted) continue;
        const value = answer.values[name];
        const range = box.querySelector("[type=range]");
        if (range) {
          range.value = value;
          range.setAttribute("aria-valuetext", answer.texts[name]);
        }
        for (const field of box.querySelectorAll("[data-typed]")) {
          // A field that was refused keeps what was typed until it is set again; one that is being typed is the reader's.
          if (this.refused.has(field) || isTyping(field)) continue;
          const [row, column] = field.dataset.cell?.split(",") ?? [];
          field.value = field.defaultValue = row ? answer.fields[name][row][column] : answer.fields[name];
        }
        for (const select of box.querySelectorAll("select")) select.value = value;
        for (const input of box.querySelectorAll("[type=radio]")) input.checked = input.value === value;
        for (const input of box.querySelectorAll("[type=checkbox]")) input.checked = value;
      }
      this.markPreset();
      clearTimeout(this.speaking);
      // Spoken once the reader stops moving: a slider does not read every step aloud.
      if (changed.length) this.speaking = setTimeout(() => (this.root.querySelector(".essor-spoken").textContent = answer.spoken), 800);
      await this.draw(answer.figures);
    }

    async draw(figures) {
      const frames = this.root.querySelectorAll(".essor-figure");
      for (const [rank, figure] of figures.entries()) {
        const picture = frames[rank].querySelector(".essor-picture");
        const caption = frames[rank].querySelector("figcaption");
        picture.setAttribute("aria-label", figure.title);
        caption.querySelector("strong").textContent = figure.title + ".";
        caption.querySelector("span").textContent = figure.reading;
        const layout = this.fit(picture, figure.content.layout);
        if (figure.kind === "svg") {
          picture.innerHTML = figure.content;
          continue;
        }
        // When the window changes, Plotly gives a chart the height of its place.
        picture.style.height = `${layout.height}px`;
        try {
          await load(CHARTS);
          await window.Plotly.react(picture, figure.content.data, layout, {
            displayModeBar: false,
            responsive: true,
            locale: "fr",
          });
        } catch {
          caption.querySelector("span").textContent = MESSAGES.plotly + " " + figure.reading;
        }
      }
    }

    // Says why a value is refused, unless it was set again since it was asked. Gives back the rest of what was asked.
    refuse({ control, cell, message }, asked) {
      const { [control]: refused, ...others } = asked;
      if (this.wanted && control in this.wanted) return others;
      const box = control === "guess" ? this.predict : this.controls.get(control);
      const field = box?.querySelector(cell ? `[data-cell="${cell}"]` : "[data-typed]:not([data-cell]), [name=guess]");
      if (!field) {
        this.say(message); // a choice, a switch, a table of another size: only a scenario's address can mistake them
        return control ? others : {};
      }
      this.mark([field], message);
      if (!cell) return others;
      const [row, column] = cell;
      if (!isTyping(field)) field.value = refused[row][column]; // a scenario's address asked for it
      const rows = withCell(refused, cell, this.values[control][row][column]);
      return String(rows) === String(this.values[control]) ? others : { ...others, [control]: rows };
    }

    // Shows why what these fields hold is refused, on each and at its control; an empty message takes it away.
    mark(fields, message) {
      for (const field of fields) {
        this.refused.delete(field);
        if (message) this.refused.set(field, message);
        message ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
        const box = field.form === this.predict ? this.predict : field.closest("[data-control]");
        const place = box.querySelector(".essor-error");
        const messages = [...this.refused].filter(([other]) => box.contains(other)).map(([, said]) => said);
        place.textContent = messages.at(-1) ?? "";
        place.hidden = !messages.length;
      }
    }

    markPreset() {
      for (const button of this.form.querySelectorAll("[data-preset]")) {
        const preset = JSON.parse(button.dataset.preset);
        const chosen = Object.keys(preset).every((name) => String(preset[name]) === String(this.values[name]));
        button.setAttribute("aria-pressed", String(chosen));
        document.getElementById(button.getAttribute("aria-describedby")).hidden = !chosen;
      }
    }
  }

  // ——— An exercise, a question ———

  // Lets the reader answer inside `root`: `request` makes what the engine is asked, `judged` hears what it answers.
  function answerable(root, part, key, request, judged) {
    const form = root.querySelector("form");
    const zone = root.querySelector(".essor-verdict-zone");
    const fields = [...form.querySelectorAll("input, select")];
    form.hidden = false;
    const check = async () => {
      const answer = await ask(root, request(form), check);
      if (!answer) return;
      for (const field of fields) answer.ok ? field.removeAttribute("aria-invalid") : field.setAttribute("aria-invalid", "true");
      if (!answer.ok) {
        zone.replaceChildren(Object.assign(document.createElement("p"), { className: "essor-error", textContent: answer.message }));
        return;
      }
      zone.innerHTML = answer.feedback;
      store.answered(part, key, answer.right);
      for (const show of shownDone) show(); // room found for one is found for all
      judged(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check();
    });
    const show = () => showDone(root, part, key);
    shownDone.push(show);
    show();
  }

  const shownDone = [];

  // « Réussi le … » is a promise to find it again: made only of what this browser holds.
  function showDone(root, part, key) {
    const done = root.querySelector(".essor-done");
    const result = store.read()[part][key];
    const lost = Boolean(result?.right) && !store.holds(part, key);
    done.hidden = !result?.right;
    if (result?.right) done.textContent = lost ? " · réussi, mais pas gardé" : ` · réussi le ${store.day(result.on)}`;
    root.querySelector(".essor-lost")?.remove();
    if (!lost) return;
    const notice = Object.assign(document.createElement("p"), { className: "essor-lost", textContent: MESSAGES.lost + " " });
    const save = Object.assign(document.createElement("button"), { type: "button", textContent: MESSAGES.save });
    save.addEventListener("click", store.save);
    notice.append(save);
    root.querySelector(".essor-verdict-zone").after(notice);
  }

  function exercise(root) {
    const after = root.querySelector(".essor-after");
    const place = root.querySelector("[data-place]");
    const { slug } = root.dataset;
    const request = (form) => ({ do: "check", slug, answer: form.querySelector("input").value });
    answerable(root, "exercises", slug, request, (answer) => {
      after.querySelector("details p").textContent = answer.solution;
      after.hidden = false;
    });
    const simulator = simulators.find((simulator) => simulator.root.dataset.slug === root.dataset.simulator);
    place.hidden = !simulator;
    place.addEventListener("click", () => {
      simulator.set({ ...simulator.initial, ...JSON.parse(root.dataset.settings) });
      simulator.root.scrollIntoView();
      simulator.form.querySelector("input, button").focus({ preventScroll: true });
    });
  }

  function question(root) {
    const question = JSON.parse(root.dataset.question);
    const answers = root.querySelector(".essor-answers");
    answers.hidden = true;
    root.querySelector(".essor-plain").hidden = true;
    const given = (form) => {
      const values = (fields) => [...form.querySelectorAll(fields)].map((field) => field.value);
      if (question.genre === "unique") return values("input:checked")[0] ?? null;
      if (question.genre === "multiple") return values("input:checked");
      return question.genre === "nombre" ? values("input")[0] : values("select");
    };
    const request = (form) => ({ do: "quiz", question, answer: given(form) });
    answerable(root, "questions", question.id, request, () => (answers.hidden = false));
  }

  // ——— The page ———

  function isDark() {
    const theme = document.body.dataset.theme;
    return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  }

  function redraw() {
    for (const simulator of simulators) if (simulator.near && !simulator.veiled) simulator.run({});
  }

  function begin() {
    for (const root of document.querySelectorAll(".essor-sim")) new SimulatorOnPage(root);
    for (const root of document.querySelectorAll(".essor-exercise")) (root.dataset.question ? question : exercise)(root);
    // An address of what still waits leads to the title that says so: the browser finds nothing to show.
    const arrive = () => document.getElementById(location.hash.slice(1))?.closest(".essor-waits")?.scrollIntoView();
    addEventListener("hashchange", arrive);
    arrive();
    // What a simulator needs is fetched when the reader comes near it, by scroll, touch or keyboard; never before.
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries.filter((entry) => entry.isIntersecting)) {
          seen.unobserve(entry.target);
          const simulator = simulators.find(({ root }) => root === entry.target);
          simulator.near = true;
          if (simulator.kept) simulator.run({ guess: simulator.kept });
          else if (simulator.veiled) start().catch(() => {}); // a failure is told when a result is asked for
          else simulator.run({});
        }
      },
      { rootMargin: "300px" },
    );
    for (const { root } of simulators) seen.observe(root);
    for (const root of document.querySelectorAll(".essor-exercise")) {
      root.addEventListener("focusin", () => start().catch(() => {}), { once: true });
    }
    // On paper, the data of the charts that the reader did not come near enough to draw.
    let opened = [];
    addEventListener("beforeprint", () => {
      const bare = simulators.filter(({ root }) => root.querySelector(".essor-picture:empty"));
      opened = bare.flatMap(({ root }) => [...root.querySelectorAll("details:has(table):not([open])")]);
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of opened.splice(0)) details.open = false;
    });
    new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  }

  // A frame may forbid to submit forms, and then no « submit » comes: the button of a form that scripts answer sends it.
  document.addEventListener("click", (event) => {
    const form = event.target.closest("[type=submit]")?.form;
    if (!form || form.hasAttribute("action")) return;
    event.preventDefault();
    form.dispatchEvent(new Event("submit", { cancelable: true }));
  });

  begin();
})();
