// Answers requests with the page's engine: node micropython.mjs <node_modules> < {"sources", "requests"} > [answers]
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = join(process.argv[2], "@micropython/micropython-webassembly-pyscript");
const { sources, requests } = JSON.parse(readFileSync(0, "utf8"));
const { loadMicroPython } = await import(pathToFileURL(join(folder, "micropython.mjs")));
const python = await loadMicroPython({ url: join(folder, "micropython.wasm"), heapsize: 16 * 1024 * 1024 });

for (const [path, text] of Object.entries(sources)) {
  python.FS.mkdirTree(dirname("/lib/" + path));
  python.FS.writeFile("/lib/" + path, text);
}
python.runPython("import sys\nif '/lib' not in sys.path: sys.path.append('/lib')\nfrom essor.portable.session import respond");
const respond = python.globals.get("respond");
const answers = requests.map((request) => respond(JSON.stringify(request)));
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
