// Every page that links lead to, for oneself, for a child and at the desk, in every language: nothing overflows, nothing is
// inaccessible, nothing asks others, and no link is dead.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

/** How many pages of one kind are looked at: for oneself, for a child, and one more. */
const OF_A_KIND = 3;

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const [language, viewport] of Object.entries({ nb: phone, nn: desktop, en: phone })) {
  test(`every page in ${language}`, async () => {
    const visitor = await portal.visitor({ viewport });
    await visitor.logIn(portal.people.find(({ represents }) => represents.length > 0));
    await visitor.open(`${path(visitor)}?lang=${language}`);
    const seen = await walk(visitor, path(visitor));
    assert.ok(seen.size > 3, `walked ${[...seen].join(" ")}`);
    await visitor.close();
  });
}

for (const [language, who] of Object.entries({
  nb: "carer in the home care",
  nn: "school nurse in Oslo",
  en: "secretary at Furulia legesenter",
})) {
  test(`every page of the desk in ${language}, for one who is ${who}`, async () => {
    const visitor = await portal.visitor({ viewport: phone });
    await visitor.page.goto("/skranke/logg-inn");
    await visitor.page.locator("#number").fill(portal.person(who).national_id);
    await visitor.page.locator("form:has(#number) button").first().click();
    await visitor.page.waitForURL((url) => url.pathname.startsWith("/skranke"));
    await visitor.open(`/skranke?lang=${language}`);
    const seen = await walk(visitor, "/skranke", "/skranke/");
    assert.ok(seen.size > 5, `walked ${[...seen].join(" ")}`);
    await visitor.close();
  });
}

// The desk looks otherwise for each role; the languages and screens are divided among them.
for (const [story, language, viewport] of [
  ["administrator of the municipal health service", "nn", phone],
  ["portal's guidance", "en", phone],
  ["portal's guidance", "nn", desktop],
  ["portal's operator", "nb", phone],
  ["portal's operator", "en", desktop],
]) {
  test(`every page of the desk for ${story} in ${language}`, async () => {
    const staff = await portal.visitor({ viewport });
    await staff.logInAtWork(portal.person(story));
    await staff.open(`/skranke?lang=${language}`);
    const seen = await walk(staff, "/skranke", "/skranke/");
    assert.ok(seen.size > 1, `walked ${[...seen].join(" ")}`);
    await staff.close();
  });
}

test("guidance looks somebody up, sees how they were told, and checks a power before it is registered", async () => {
  const guide = await portal.visitor({ viewport: phone });
  await guide.logInAtWork(portal.person("portal's guidance"));
  const [giver, receiver] = ["tor-digital", "marit-journal"].map((id) => portal.people.find((one) => one.id === id));
  await guide.open("/skranke/veiledning");
  await guide.page.locator("#nummer").fill(giver.national_id);
  await guide.page.locator("#grunn").fill("Ringte om fullmakt");
  await guide.press("Slå opp");
  await guide.press("Se hva som er sendt av varsler");
  await guide.open("/skranke/veiledning/fullmakt");
  await guide.press("Se over");
  await guide.sees("Velg minst ett område");
  await guide.page.locator("#giver").fill(giver.national_id);
  await guide.page.locator("#mottaker").fill(receiver.national_id);
  await guide.page.locator("#digitalt").check();
  const year = new Date().getFullYear();
  const today = new Intl.DateTimeFormat("nb-NO", { timeZone: "Europe/Oslo" }).format(new Date());
  await guide.page.locator("#fra").fill(today);
  await guide.page.locator("#til").fill(`1.1.${year + 3}`);
  await guide.page.locator("#erklaring").fill("2026/17");
  await guide.press("Se over");
  await guide.sees("Se om alt er riktig");
  await guide.press("Registrer fullmakten");
  await guide.sees("Fullmakten er registrert.");
  await guide.close();
});

/** Follows every link to a page under `folder`, widening from `start`; gives the paths it saw. */
async function walk(visitor, start, folder = "/p/") {
  const seen = new Set();
  const kinds = new Map();
  const waiting = [start];
  while (waiting.length > 0) {
    const next = waiting.shift();
    const looked = kinds.get(kind(next)) ?? 0;
    if (seen.has(next) || looked === OF_A_KIND) continue;
    seen.add(next);
    kinds.set(kind(next), looked + 1);
    const answer = await visitor.page.request.get(next);
    assert.equal(answer.status(), 200, `a link leads to ${next}`);
    if (!answer.headers()["content-type"].startsWith("text/html")) continue;
    await visitor.open(next);
    waiting.push(...(await links(visitor, folder)).filter((link) => !seen.has(link)));
  }
  return seen;
}

/** What the address is of, whoever and whichever it is about. */
function kind(address) {
  return address.replace(/^\/p\/[^/?]+/, "/p/…").replace(/[0-9a-f-]{36}/g, "…").replace(/\?.*/, "?");
}

/** The addresses under a folder that this page leads to, without the language choice. */
async function links(visitor, folder) {
  const all = await visitor.page.locator("a[href]").evaluateAll((found) => found.map(({ href }) => href));
  const own = all.map((href) => new URL(href)).filter((url) => url.origin === visitor.portal.url);
  return own.filter((url) => url.pathname.startsWith(folder) && !url.searchParams.has("lang")).map((url) => url.pathname + url.search);
}

function path(visitor) {
  return new URL(visitor.page.url()).pathname;
}
