// Two people want the last free time: one gets it, the other is told so plainly, keeps what was written, and takes another.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const scripts of [true, false]) {
  test(`two race for one time (${scripts ? "with" : "without"} scripts)`, async () => {
    const first = await portal.visitor({ scripts });
    const second = await portal.visitor({ scripts });
    await first.logIn(portal.person("ordinary adult"), "/timer");
    await second.logIn(portal.person("mother of two of 14"), "/timer");
    for (const visitor of [first, second]) {
      await chooseFirstTime(visitor, "Furulia legesenter");
      await visitor.page.getByLabel("Hva gjelder det?").fill("Jeg hoster");
      await visitor.press("Gå videre");
      await visitor.sees("Er dette riktig?");
    }
    await first.press("Ja, bestill timen");
    await first.sees("Timen er bestilt.");

    await second.press("Ja, bestill timen");
    await second.sees("En annen tok timen før deg");
    assert.equal(await second.page.getByLabel("Hva gjelder det?").inputValue(), "Jeg hoster");
    await second.page.locator("input[name=tid][type=radio]").first().check();
    await second.press("Gå videre");
    await second.sees("Jeg hoster");
    await second.press("Ja, bestill timen");
    await second.sees("Timen er bestilt.");
    await first.close();
    await second.close();
  });
}

/** From the list of appointments to the page that asks why, by the first day and the first time. */
async function chooseFirstTime(visitor, office) {
  await visitor.choose("Bestill time");
  await visitor.choose(office);
  for (const step of ["/dag/", "/tid/"]) {
    await visitor.open(await visitor.page.locator(`main a[href*="${step}"]`).first().getAttribute("href"));
  }
}
