// My telephone shows that something has come, says that it has, and I get no e-mail as well.
//
// A real push service is out of reach here, and Chromium's own cannot be pointed elsewhere: the subscription is made up,
// and the message is handed to the browser's service worker as the browser itself would hand it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createECDH, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Portal, binary } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

/** What the clinic's system delivers. */
function deliver(person) {
  const file = join(portal.folder, "appointment.json");
  const patient = { identifier: { system: "urn:oid:2.16.578.1.12.4.1.4.1", value: person.national_id } };
  const participant = [{ status: "accepted", actor: patient }];
  const start = `${new Date().getFullYear() + 1}-03-02T10:00:00+01:00`;
  writeFileSync(file, JSON.stringify({ resourceType: "Appointment", id: "a1", status: "booked", start, participant }));
  const source = ["--organisation", "974000009", "--name", "Havna legesenter", "--kind", "gp"];
  execFileSync(binary, ["import", "--data", join(portal.folder, "data"), ...source, file]);
}

/** The demo's letter by a channel, once there is one. */
async function letter(channel) {
  for (let tries = 0; tries < 100; tries++) {
    const all = await (await fetch(`${portal.url}/demo/letters.json`)).json();
    const found = all.find((it) => it.channel === channel);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`no letter by ${channel}`);
}

/** A subscription as a browser makes it, that leads nowhere. */
function subscription() {
  const key = createECDH("prime256v1").generateKeys("base64url");
  const endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(16).toString("hex")}`;
  return { endpoint, p256dh: key, auth: randomBytes(16).toString("base64url") };
}

test("a notice arrives on the device", async () => {
  const person = portal.person("ordinary adult");
  const visitor = await portal.visitor();
  const { page } = visitor;
  await page.context().grantPermissions(["notifications"], { origin: portal.url });
  await visitor.logIn(person, "/varsler");
  await visitor.sees("Få varsel på denne enheten");

  // What the script sends when the browser has subscribed.
  const to = await page.locator("[data-push-to]").getAttribute("data-push-to");
  const answer = await page.evaluate(async ([address, fields]) => {
    const sent = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
    return sent.status;
  }, [to, subscription()]);
  assert.equal(answer, 204);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });

  deliver(person);
  const sent = await letter("push");
  assert.match(sent.text, /^Du har en ny melding i Helsevei fra Havna legesenter\.$/);

  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations.length > 0) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  const data = JSON.stringify({ title: sent.subject, body: sent.text, lang: sent.language, token: sent.message_id });
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: portal.url, registrationId, data });

  const shown = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    for (let tries = 0; tries < 50; tries++) {
      const [first] = await registration.getNotifications();
      if (first) return { title: first.title, body: first.body, lang: first.lang };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return null;
  });
  assert.deepEqual(shown, { title: "Ny melding i Helsevei", body: sent.text, lang: "nb" });
  for (let tries = 0; tries < 50; tries++) {
    await visitor.open("/varsler");
    if ((await visitor.text()).includes("Kom fram som varsel")) break;
  }
  await visitor.sees("Kom fram som varsel til");

  // Nothing of the person is kept, and without a network there is one page, the same for all.
  const kept = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  assert.ok(kept.every((path) => path === "/frakoblet" || path.startsWith("/assets/")), kept.join(" "));
  await page.context().setOffline(true);
  await page.goto("/timer");
  await visitor.sees("Du er uten nett");
  await page.context().setOffline(false);

  await visitor.open("/varsler");
  await visitor.choose("Innstillinger");
  await visitor.press("Slutt å varsle denne");
  await visitor.sees("Enheten får ikke flere varsler");
  await visitor.close();
});

test("a browser that cannot subscribe says so, and everything else works", async () => {
  const visitor = await portal.visitor();
  const { page } = visitor;
  await page.context().grantPermissions(["notifications"], { origin: portal.url });
  await visitor.logIn(portal.person("Client address"), "/varsler");
  // No push service answers here.
  await page.getByRole("button", { name: "Få varsel her" }).click();
  await page.locator("[data-push-state]:not([hidden])[role=status]").waitFor();
  // Chromium says why, to developers.
  visitor.complaints = visitor.complaints.filter((it) => !it.includes("Push API"));
  await visitor.look();
  await visitor.close();

  const plain = await portal.visitor({ scripts: false });
  await plain.logIn(portal.person("Client address"), "/varsler");
  assert.equal(await plain.page.getByText("Få varsel på denne enheten").isVisible(), false);
  await plain.close();
});
