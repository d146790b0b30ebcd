// The demo's electronic ID, and what one meets when a log-in does not succeed: in every language, with and without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const titles = { nb: "Hvem vil du være?", nn: "Kven vil du vere?", en: "Who do you want to be?" };

for (const [language, title] of Object.entries(titles)) {
  test(`one finds a test person by their story in ${language}`, async () => {
    const visitor = await portal.visitor({ language });
    await visitor.page.goto("/logg-inn");
    await testEidIsGood(visitor, title);
    await visitor.page.locator("#q").fill("widow");
    await visitor.page.locator("form[role=search] button").click();
    await testEidIsGood(visitor, title);
    assert.equal(await visitor.page.locator(".people li").count(), 1);
    await visitor.page.locator(".people button").click();
    await visitor.page.waitForURL("**/p/*");
    assert.match(await visitor.page.title(), /Solveig Aune/);
    await visitor.close();
  });
}

test("a mistyped number is said, and one may cancel", async () => {
  const visitor = await portal.visitor();
  await visitor.page.goto("/logg-inn");
  await visitor.page.locator("#number").fill("123");
  await visitor.page.locator("form:has(#number) button").click();
  // The test eID answers 422, which the browser writes down as a fault of loading.
  visitor.complaints.length = 0;
  await testEidIsGood(visitor, "Eller skriv et nummer");
  await visitor.page.getByRole("link", { name: "Tilbake" }).click();
  await visitor.page.getByRole("button", { name: "Avbryt" }).click();
  await visitor.look();
  await visitor.sees("Du er ikke logget inn");
  await visitor.close();
});

test("a child is told who can help, on a page that passes every check", async () => {
  const visitor = await portal.visitor();
  await visitor.page.goto("/logg-inn");
  await visitor.page.locator("#number").fill(portal.person("child of 3").national_id);
  await visitor.page.locator("form:has(#number) button").first().click();
  visitor.complaints.length = 0;
  await visitor.look();
  await visitor.sees("Du må være 13 år");
  await visitor.close();
});

for (const scripts of [true, false]) {
  test(`one sees where one is logged in, and logs out everywhere (${scripts ? "with" : "without"} scripts)`, async () => {
    const person = portal.person("ordinary adult");
    const [laptop, telephone] = [await portal.visitor({ scripts }), await portal.visitor({ scripts })];
    await laptop.logIn(person);
    await telephone.logIn(person, "/innlogginger");
    await telephone.sees("Chrome, Linux");
    await telephone.page.getByRole("button", { name: "Logg ut overalt" }).click();
    await telephone.page.waitForURL((url) => url.pathname === "/logg-ut");
    await telephone.look();
    await telephone.sees("Du er logget ut");
    await laptop.page.goto("/innlogginger");
    assert.match(laptop.page.url(), /test-eid/);
    await Promise.all([laptop.close(), telephone.close()]);
  });
}

/** The test eID's own pages keep what the portal's keep, under a title of their own. */
async function testEidIsGood(visitor, title) {
  const where = visitor.page.url();
  assert.equal(await visitor.page.locator("h1").innerText(), title);
  assert.deepEqual([...visitor.asked], [portal.url], `asks nobody else: ${where}`);
  assert.deepEqual(visitor.complaints, [], `the browser complains: ${where}`);
  await visitor.fits(where);
  await visitor.isAccessible(where);
}
