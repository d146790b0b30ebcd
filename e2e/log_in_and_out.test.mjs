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
    await visitor.page.locator("summary", { hasText: "Meny" }).click();
    await visitor.press("Logg ut");
    await visitor.page.goto("/tjenester");
    assert.ok(!visitor.page.url().includes("/p/"), "logged out");
    await visitor.close();
  });
}
