// Keeps one edition of the book in the browser, whole, and serves its pages: the course works without a network.
//
// An edition is the list of its files, each with its digest: nothing else enters its cache. Until the cache is complete
// everything comes from the network, as if nothing were here. A new edition waits until no page of the one before is
// open, or until the reader asks: no page gets parts of two.
"use strict";

const EDITION = 0; // all three set by the build: when the edition is from, in seconds,
const VERSION = "unversioned"; // its fingerprint,
const FILES = {}; // its files

const scope = new URL(registration.scope);
const CACHE = `essor ${scope.pathname} ${VERSION}`; // another book may live on the same origin
const COMPLETE = new URL("complete", scope).href; // an entry of a complete cache

function pathOf(url) {
  const path = url.pathname.slice(scope.pathname.length);
  return path === "" || path.endsWith("/") ? path + "index.html" : path;
}

const isListed = (url) => Object.hasOwn(FILES, pathOf(url));
const addressOf = (path) => new URL(path, scope).href;
const keyOf = (path) => `${addressOf(path)}?${FILES[path]}`; // so that an edition finds in another's cache the files they share
const kept = (key) => caches.match(key, { cacheName: CACHE, ignoreVary: true });

async function clear(but) {
  const ours = (await caches.keys()).filter((name) => name.startsWith("essor") && name.split(" ")[1] === scope.pathname);
  for (const name of ours) if (name !== but) await caches.delete(name);
}

// ——— Filling: an error if the server, or something on the way, gives another file ———

async function fill(paths) {
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    if (await kept(keyOf(path))) continue;
    // Not `force-cache`: a server may let browsers keep a file under the same address for days.
    const asked = { integrity: FILES[path], cache: "no-cache", priority: "low" };
    const { body, headers } = (await caches.match(keyOf(path), { ignoreVary: true })) ?? (await fetch(addressOf(path), asked));
    await cache.put(keyOf(path), new Response(body, { headers })); // a new one: a page may not come from a redirection
  }
  return cache;
}

async function fillWhole() {
  if (!(await kept(COMPLETE))) await (await fill(Object.keys(FILES))).put(COMPLETE, new Response());
}

// ——— Answering ———

// The file that an address asks for: query strings set aside, and the slash of a folder added as a server would.
async function find(url) {
  const file = await kept(keyOf(pathOf(url)));
  if (file || !(await kept(keyOf(pathOf(url) + "/index.html")))) return file;
  return Response.redirect(url.origin + url.pathname + "/" + url.search);
}

async function answer({ request, clientId }, url) {
  const navigates = request.mode === "navigate";
  // A page that this edition does not list came from the network; so do its parts.
  const page = navigates ? url : new URL((await clients.get(clientId))?.url ?? url);
  const first = isListed(page) && (await kept(COMPLETE)) && (await find(url));
  return first || fetch(request).catch(async () => (await find(url)) ?? (navigates ? lost() : Response.error()));
}

function lost() {
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Page absente</title><link rel="icon" href="data:,"><style>body{font:17px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:36rem;padding:0 1rem}</style>
<main><h1>Cette page n’est pas gardée sur cet appareil</h1><p>Le serveur du cours ne répond pas. Vérifiez la connexion, puis rechargez la page.</p>
<p><a href="${scope.pathname}">Accueil du cours</a></p></main></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// ——— The worker's life ———

// The first time, the page that registers says what to keep. Later, a new edition is kept whole before it takes over.
async function install() {
  if (!registration.active || navigator.connection?.saveData) return;
  if (await kept(COMPLETE)) throw new Error("the same edition: its script was changed on the way");
  await fillWhole();
}

// Whether the server took this edition back: its script is gone, moved or older, or another site's page answers for it.
// A browser keeps a worker whose script is gone. Without a network nothing is known.
async function isWithdrawn() {
  const script = await fetch(location.href, { cache: "no-cache", redirect: "manual" });
  if (!script.ok) return script.type === "opaqueredirect" || [404, 410].includes(script.status);
  if (!/(java|ecma)script/.test(script.headers.get("Content-Type"))) return true;
  return !(Number(/EDITION = (\d+)/.exec(await script.text())?.[1]) >= EDITION);
}

// An open page says what it loaded, and whether its reader spares data; it hears whether the book is complete.
async function keep({ loaded, spare }) {
  if (await isWithdrawn().catch(() => false)) {
    await clear();
    await registration.unregister();
  } else {
    const opened = loaded.map((href) => new URL(href)).filter(isListed).map(pathOf);
    await (spare ? fill(opened) : fillWhole()).catch(() => {}); // no network, no room, a changed file: the next page tries again
  }
  return { complete: Boolean(await kept(COMPLETE)) };
}

// The reader asks for the edition that waits: not while another page is of the one before.
async function takeOver() {
  const pages = (await clients.matchAll({ includeUncontrolled: true })).filter(({ url }) => url.startsWith(scope.href));
  if (pages.length === 1) await skipWaiting();
  return { others: pages.length > 1 };
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(clear(CACHE)));
addEventListener("message", (event) => {
  const told = event.data.takeOver ? takeOver() : keep(event.data);
  event.waitUntil(told.then((answer) => event.source.postMessage(answer)));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === "GET" && !request.headers.has("Range") && url.href.startsWith(scope.href)) event.respondWith(answer(event, url));
});
