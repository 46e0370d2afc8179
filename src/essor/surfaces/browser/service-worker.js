// Keeps one edition of the book in the browser, whole, and serves pages from it: the course works without a network.
//
// An edition is the list of its files, each with the beginning of its SHA-256: no other file enters its cache, so that
// a cache never holds parts of two. Until the cache is complete, pages come from the network as if nothing were here.
// A new edition installs completely before it takes over, if the one before was complete. From then on new pages are
// its own; a page already open goes on with the edition it came from, whatever worker answers it.
"use strict";

const VERSION = "unversioned"; // both set by the build
const FILES = {};

const scope = new URL(registration.scope);
const PREFIX = `essor ${scope.pathname} `; // another book may live on the same origin
const PAGES = `essor-pages ${scope.pathname}`; // the edition of each open page, « » when it came from the network
const COMPLETE = "complete"; // an entry of a complete cache
const STAMP = "Essor-Sha256";
const AT_ONCE = 2;
const SETTLING = 5000; // ms that a page may take to begin, once it is served

let erased = false; // by the reader: nothing is kept any more

const cacheOf = async (edition) => {
  if (erased) throw new Error("erased");
  return caches.open(PREFIX + edition);
};
const urlOf = (path) => new URL(path, scope).href;
const isComplete = async (cache) => Boolean(await cache.match(urlOf(COMPLETE)));
const editions = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));

function pathOf(url) {
  const path = url.pathname.slice(scope.pathname.length);
  return path === "" || path.endsWith("/") ? path + "index.html" : path;
}

// ——— Filling ———

// Puts a response in this edition's cache if it is the very file expected; says whether it was.
async function keep(path, response) {
  if (!response.ok || !Object.hasOwn(FILES, path)) return false;
  const bytes = await response.arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!digest.startsWith(FILES[path])) return false;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name); // those of the transfer
  headers.set(STAMP, FILES[path]);
  await (await cacheOf(VERSION)).put(urlOf(path), new Response(bytes, { headers }));
  return true;
}

// What did not change is copied from the editions already here.
async function inherit() {
  const own = await cacheOf(VERSION);
  for (const edition of await editions()) {
    if (edition === VERSION) continue;
    const other = await cacheOf(edition);
    for (const [path, stamp] of Object.entries(FILES)) {
      const kept = await other.match(urlOf(path));
      if (kept?.headers.get(STAMP) === stamp) await own.put(urlOf(path), kept);
    }
  }
}

async function fetchAll(paths) {
  const own = await cacheOf(VERSION);
  const waiting = [...paths];
  const next = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      if (await own.match(urlOf(path))) continue;
      // Not `force-cache`: a server may let browsers keep a file under the same address for days.
      const response = await fetch(urlOf(path), { cache: "no-cache", priority: "low" });
      if (!(await keep(path, response))) throw new Error(`not of this edition: ${path}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

let filling = null;

function fill() {
  filling ??= (async () => {
    const own = await cacheOf(VERSION);
    if (await isComplete(own)) return;
    await inherit();
    await fetchAll(Object.keys(FILES));
    await own.put(urlOf(COMPLETE), new Response(VERSION));
  })().finally(() => (filling = null));
  return filling;
}

// ——— Which edition a page is of ———

const known = new Map(); // edition by page; also kept in a cache, for the next worker

async function remember(id, edition) {
  if (!id || erased) return; // a browser that does not say: parts come from this edition
  known.set(id, edition);
  const record = JSON.stringify({ edition, since: Date.now() });
  await (await caches.open(PAGES)).put(urlOf(id), new Response(record));
}

async function editionOf(id) {
  if (!known.has(id)) {
    const record = await (await caches.open(PAGES)).match(urlOf(id));
    known.set(id, record ? (await record.json()).edition : VERSION);
  }
  return known.get(id);
}

// Forgets the pages that are closed, and the editions that no open page needs.
async function clean() {
  if (registration.installing) return; // its cache is being filled
  const pages = await caches.open(PAGES);
  const needed = new Set([VERSION]);
  for (const request of await pages.keys()) {
    const { edition, since } = await (await pages.match(request)).json();
    const id = request.url.slice(scope.href.length);
    if (Date.now() - since < SETTLING || (await clients.get(id))) needed.add(edition);
    else await pages.delete(request);
  }
  for (const edition of await editions()) if (!needed.has(edition)) await caches.delete(PREFIX + edition);
}

// ——— Answering ———

// The file that an address asks for: query strings set aside, and the slash of a folder added as a server would.
async function find(cache, url) {
  const kept = await cache.match(urlOf(pathOf(url)));
  if (kept || !(await cache.match(urlOf(pathOf(url) + "/index.html")))) return kept;
  return Response.redirect(url.origin + url.pathname + "/" + url.search);
}

async function openPage(event, url) {
  const own = await cacheOf(VERSION);
  const fromCache = async () => {
    const kept = await find(own, url);
    if (kept) await remember(event.resultingClientId, VERSION);
    return kept;
  };
  const kept = (await isComplete(own)) && (await fromCache());
  if (kept) return kept;
  try {
    const response = await fetch(event.request);
    await remember(event.resultingClientId, "");
    const copy = response.clone();
    event.waitUntil(keep(pathOf(url), copy).then((is) => is && remember(event.resultingClientId, VERSION)));
    return response;
  } catch {
    return (await fromCache()) ?? lost();
  }
}

async function part(event, url) {
  const edition = await editionOf(event.clientId);
  const path = pathOf(url);
  const kept = edition && (await find(await cacheOf(edition), url));
  if (kept) return kept;
  const ours = Object.hasOwn(FILES, path);
  if (ours && edition && edition !== VERSION) return Response.error(); // another edition's: the page says what fails
  const response = await fetch(event.request);
  const copy = response.clone();
  if (!ours || !edition) event.waitUntil(keep(path, copy));
  else if (!(await keep(path, copy))) return Response.error();
  return response;
}

function lost() {
  const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Page absente</title><link rel="icon" href="data:,"><style>body{font:17px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:36rem;padding:0 1rem}</style>
<main><h1>Cette page n’est pas gardée sur cet appareil</h1><p>Le serveur du cours ne répond pas. Vérifiez la connexion, puis rechargez la page.</p>
<p><a href="${scope.pathname}">Accueil du cours</a></p></main></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// ——— The worker's life ———

addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const before = await editions();
      const whole = await Promise.all(before.map(async (edition) => isComplete(await cacheOf(edition))));
      if (whole.includes(true) && !navigator.connection?.saveData) await fill();
      else await inherit();
      await skipWaiting();
    })(),
  );
});

addEventListener("activate", (event) => event.waitUntil(clean()));

// The reader erases everything: this book's caches go, whatever was being put in them.
async function erase(port) {
  erased = true;
  await filling?.catch(() => {});
  const names = [PAGES, ...(await editions()).map((edition) => PREFIX + edition)];
  const gone = await Promise.all(names.map((name) => caches.delete(name))).then(() => true, () => false);
  port.postMessage({ erased: gone });
}

// An open page tells what it loaded, and whether its reader spares data; it hears whether the book is complete.
addEventListener("message", (event) => {
  if (event.data.erase) {
    event.waitUntil(erase(event.ports[0]));
    return;
  }
  const { loaded, spare } = event.data;
  const paths = loaded.filter((href) => href.startsWith(scope.href)).map((href) => pathOf(new URL(href)));
  event.waitUntil(
    (spare ? fetchAll(paths.filter((path) => Object.hasOwn(FILES, path))) : fill())
      .catch(() => {}) // no network, no room, or a new edition on the server: the next page tries again
      .then(async () => event.source.postMessage({ complete: !erased && (await isComplete(await cacheOf(VERSION))) })),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (erased || request.method !== "GET" || request.headers.has("Range") || !url.href.startsWith(scope.href)) return;
  if (request.mode !== "navigate") event.respondWith(part(event, url));
  else {
    event.respondWith(openPage(event, url));
    event.waitUntil(clean().catch(() => {}));
  }
});
