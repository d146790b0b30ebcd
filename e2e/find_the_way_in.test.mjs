// Somebody who has never been here finds out what the portal is, in their language, on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

test("the front page shows the services and the way in, on phone and desktop, in every language", async () => {
  const words = { nb: "Din vei til helsetjenesten", nn: "Vegen din til helsetenesta", en: "Your way to the health service" };
  for (const viewport of [phone, desktop]) {
    const visitor = await portal.visitor({ viewport });
    for (const [language, title] of Object.entries(words)) {
      await visitor.open(`/?lang=${language}`);
      await visitor.sees(title);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), language);
      assert.equal(new URL(visitor.page.url()).search, "");
    }
    await visitor.close();
  }
});

test("a wrong address helps one on", async () => {
  const visitor = await portal.visitor();
  await visitor.open("/finnes-ikke");
  await visitor.sees("Vi finner ikke siden");
  await visitor.choose("Gå til forsiden");
  await visitor.close();
});

test("the keyboard reaches the content first, and every stop is visible", async () => {
  const visitor = await portal.visitor({ viewport: desktop });
  await visitor.open("/");
  await visitor.page.keyboard.press("Tab");
  const first = await visitor.page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.equal(first, "#innhold");
  for (let stop = 0; stop < 30; stop++) {
    await visitor.page.keyboard.press("Tab");
    if (await visitor.page.evaluate(() => document.activeElement === document.body)) break;
    const outline = await visitor.page.evaluate(() => {
      const element = document.activeElement;
      const card = element.closest(".hv-card") ?? element;
      return [element, card].some((e) => getComputedStyle(e).outlineStyle !== "none");
    });
    assert.ok(outline, `stop ${stop} has a visible focus`);
  }
  await visitor.close();
});

test("text at 200 % in a window of 320 px loses nothing", async () => {
  const visitor = await portal.visitor({ viewport: { width: 320, height: 600 } });
  await visitor.open("/");
  await visitor.close();
});
