// Keeps one thing: the page that is shown when there is no connection. Pages themselves are never kept, since old money is worse
// than none.
const STORE = "guildhall-offline";
const PAGE = "/offline";

const keep = async () => {
  const store = await caches.open(STORE);
  await store.add(new Request(PAGE, { cache: "reload" }));
};

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});
// In another language from now on.
self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep().catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(async () => (await caches.match(PAGE)) ?? Response.error()));
});
