// The engine: one worker for the page, which runs the course's Python.
import { part } from "../common/tools.js";
import { forget, load, partOf } from "./loader.js";

const START_LIMIT = 20000; // ms
const ANSWER_LIMIT = 20000; // ms
const MESSAGES = {
  starting: "Le moteur de calcul démarre…",
  engine:
    "Le moteur de calcul ne répond pas sur ce poste. Ce qui est affiché n’a pas été recalculé. " +
    "Vous pouvez réessayer, ou ouvrir le cours dans un autre navigateur.",
  run: "Le calcul a échoué pour ces valeurs. Ce qui est affiché n’a pas changé.",
};

export let engine = null; // promise of {ask, learn}

export function start() {
  engine ??= spawn().then(client).catch((error) => {
    engine = null;
    forget("engine.js"); // it may have come in pieces
    throw error;
  });
  return engine;
}

// A worker that is ready.
async function spawn() {
  if (!window.WebAssembly || !window.Worker) throw new Error("no WebAssembly or no worker");
  await load("engine.js");
  const { worker: source, wasm, sources } = window.ESSOR_ENGINE;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
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
  return worker;
}

function client(worker) {
  const waiting = new Map();
  const known = new Set();
  let last = 0;
  worker.onmessage = ({ data }) => {
    const { resolve, reject, timer } = waiting.get(data.id);
    clearTimeout(timer);
    waiting.delete(data.id);
    if (data.failed) reject(new Error(data.failed));
    else resolve(data.answer);
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
  return {
    // Gives the worker the Python behind a simulator, once.
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
export async function ask(root, request, retry) {
  const status = part(root, "engine");
  const failure = part(root, "failure");
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
  } catch {
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
