// À mettre à la place du service-worker.js d’un cours publié puis retiré : chaque navigateur qui gardait ce cours l’oublie.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  const { pathname } = new URL(registration.scope);
  const kept = (await caches.keys()).filter((name) => name.startsWith("essor") && name.split(" ")[1] === pathname);
  for (const name of kept) await caches.delete(name);
  await registration.unregister();
}
