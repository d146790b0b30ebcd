// A citizen logs in, sees their own page, finds all services, and logs out again; with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const scripts of [true, false]) {
  test(`log in, look around, log out (${scripts ? "with" : "without"} scripts)`, async () => {
    const person = portal.people.find(({ represents }) => represents.length > 0);
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(person);
    assert.match(await visitor.page.title(), new RegExp(person.name));
    assert.match(visitor.page.url(), /\/p\/[\w-]{22}/);
    await visitor.choose("Se alle tjenester");
    await visitor.logOut();
    await visitor.page.goto("/tjenester");
    assert.ok(!visitor.page.url().includes("/p/"), "logged out");
    await visitor.close();
  });
}

test("a page that was left alone warns, is extended, and in the end logs out", async () => {
  const visitor = await portal.visitor();
  await visitor.page.clock.install();
  await visitor.logIn(portal.people.find(({ represents }) => represents.length > 0));
  const dialog = visitor.page.getByRole("dialog");
  await visitor.page.clock.fastForward("28:30");
  await dialog.waitFor();
  await visitor.press("Fortsett å være logget inn");
  await dialog.waitFor({ state: "hidden" });
  await visitor.page.clock.fastForward("29:00");
  await dialog.waitFor();
  await visitor.page.clock.fastForward("01:30");
  await visitor.page.waitForURL("**/okt/slutt");
  await visitor.sees("Du er logget ut");
  await visitor.close();
});
