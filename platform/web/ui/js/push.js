// Notices on this device (L9). The offer stands hidden in the page, and is shown where the browser can:
// <section data-push-key data-push-known data-push-to>.

/** Lets the reader turn notices on here, if the page and the browser have what it takes. */
export async function offerNotices(document) {
  const box = document.querySelector("[data-push-key]");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const button = box.querySelector("button");
  const show = (state) => {
    for (const text of box.querySelectorAll("[data-push-state]")) text.hidden = text.dataset.pushState !== state;
    button.hidden = state === "on" || state === "denied";
    box.hidden = false;
  };
  show(await state(box.dataset.pushKnown.split(" ")));
  button.addEventListener("click", async () => {
    button.disabled = true;
    show(await subscribe(box.dataset).catch(() => "failed"));
    button.disabled = false;
  });
}

/** Whether this browser is one of those whose fingerprints the page names. */
async function state(known) {
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription && known.includes(await fingerprint(subscription.endpoint)) ? "on" : "off";
}

async function subscribe({ pushKey, pushTo }) {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  // One that was made under an earlier key is of no use.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey });
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
  const answer = await fetch(pushTo, { method: "POST", body, redirect: "manual" });
  if (answer.status !== 204) await subscription.unsubscribe();
  return answer.status === 204 ? "on" : "failed";
}

/** SHA-256 in base64url, as the server writes it. */
async function fingerprint(text) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
