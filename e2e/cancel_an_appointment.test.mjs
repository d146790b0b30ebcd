// A citizen finds an appointment and cancels it; a reason is asked for, and nothing typed is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const scripts of [true, false]) {
  test(`cancel an appointment (${scripts ? "with" : "without"} scripts)`, async () => {
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(portal.person("ordinary adult"), "/timer");
    await openOneToCancel(visitor);
    const url = visitor.page.url();

    await visitor.choose("Avbestill timen");
    await visitor.press("Ja, avbestill");
    await visitor.sees("Velg en grunn");
    assert.ok(!visitor.page.url().endsWith("/timer"));

    await visitor.page.getByLabel("Noe annet").check();
    await visitor.press("Ja, avbestill");
    assert.equal(visitor.page.url(), url);
    await visitor.sees("Avlyst");
    await visitor.close();
  });
}

/** Opens the first upcoming appointment that may be cancelled. */
async function openOneToCancel(visitor) {
  const all = await visitor.page.locator(".hv-list a").evaluateAll((links) => links.map(({ href }) => href));
  for (const appointment of all) {
    await visitor.open(appointment);
    if ((await visitor.page.getByRole("link", { name: "Avbestill timen" }).count()) > 0) return;
  }
  assert.fail(`none of ${all.length} appointments may be cancelled`);
}
