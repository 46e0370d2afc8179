// The engine's worker: MicroPython (promised above this code as `micropython`) answering JSON requests from the page.
// Messages in: {start: {wasm, sources}} once, {learn: sources}, {id, request}. Out: {ready}, {id, answer}, {failed}.
// Sources are Python texts by path.

const OFTEN = 8; // answers
let python;
let respond;
let collect;
let answered = 0;
const folders = new Set();

self.onmessage = async ({ data }) => {
  if (data.start) {
    try {
      await start(data.start);
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
    return;
  }
  if (data.learn) {
    write(data.learn);
    return;
  }
  try {
    self.postMessage({ id: data.id, answer: JSON.parse(respond(data.request)) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
  if (++answered % OFTEN === 0) collect(); // while the page draws
};

async function start({ wasm, sources }) {
  const compressed = new Response(Uint8Array.from(atob(wasm), (sign) => sign.charCodeAt(0))).body; // WebKit reads no blob here
  const binary = await new Response(compressed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  // The engine asks for its file, the only thing that this worker ever fetches. It is here; and by double-click, WebKit
  // refuses every address that could be made for it.
  self.fetch = async () => new Response(binary, { headers: { "Content-Type": "application/wasm" } });
  const loadMicroPython = await micropython;
  python = await loadMicroPython({ heapsize: 16 * 1024 * 1024, stdout: () => {} });
  write(sources);
  python.runPython("import sys\nif '/lib' not in sys.path: sys.path.append('/lib')\nfrom essor.portable.session import respond");
  respond = python.globals.get("respond");
  // Left to itself, MicroPython collects its garbage after each answer, before it is sent: 3 ms of each.
  python.runPython("import gc\ngc.threshold(6 * 1024 * 1024)\nfrom gc import collect");
  collect = python.globals.get("collect");
}

function write(sources) {
  for (const [path, text] of Object.entries(sources)) {
    const steps = ("lib/" + path).split("/").slice(0, -1);
    for (let depth = 1; depth <= steps.length; depth++) {
      const folder = "/" + steps.slice(0, depth).join("/");
      if (folders.has(folder)) continue;
      if (!python.FS.analyzePath(folder).exists) python.FS.mkdir(folder);
      folders.add(folder);
    }
    python.FS.writeFile("/lib/" + path, text);
  }
}
