// What of the installed app runs without a page: it shows notices and says that it has, and it has one page for when there
// is no network. It keeps nothing of anybody, and what people do online never passes through it.
/* global __ICON__, __BADGE__, __KEPT__ */

const OFFLINE = "/frakoblet";
const KEPT = [OFFLINE, ...__KEPT__];
const CACHE = "helsevei-offline";

self.addEventListener("install", (event) => {
  // Without cookies: the page is the same for all.
  const requests = KEPT.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.delete(CACHE).then(() => caches.open(CACHE)).then((cache) => cache.addAll(requests)));
  self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (navigator.onLine || event.request.method !== "GET") return;
  const wanted = event.request.mode === "navigate" ? OFFLINE : event.request;
  event.respondWith(caches.match(wanted).then((kept) => kept ?? Response.error()));
});

self.addEventListener("push", (event) => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // A window of its own: what is half written in another stays.
  event.waitUntil(self.clients.openWindow("/varsler"));
});

/** What our server sent; the bare name for anything else. */
function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

/** The token is in the tag too: the same notice a second time takes the place of the first. */
async function show({ title = "Helsevei", body = "", lang = "nb", token = "" }) {
  const look = { body, lang, tag: token, icon: __ICON__, badge: __BADGE__ };
  await self.registration.showNotification(title, look);
  if (!token) return;
  const said = new URLSearchParams({ token });
  await fetch("/varsel/vist", { method: "POST", credentials: "omit", body: said }).catch(() => null);
}
