// Somebody who is not logged in reads, searches, prints, and changes the language.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const [language, viewport, scripts] of [["nb", phone, true], ["nn", desktop, true], ["en", phone, true], ["nb", desktop, false]]) {
  test(`every kind of open page in ${language}${scripts ? "" : ", without scripts"}`, async () => {
    const visitor = await portal.visitor({ viewport, scripts });
    await visitor.page.goto(`/?lang=${language}`);
    const article = "/tema/nodhjelp/legevakt";
    for (const path of ["/", "/tema", "/tema/nodhjelp", article, "/a-til-aa", "/sprak", "/sok", "/sok?q=lege", "/sok?q=qzxwvk", "/tilbakemelding", "/status"]) {
      assert.equal((await visitor.open(path)).status(), 200, path);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), language, path);
    }
    await visitor.close();
  });
}

test("misspelt and without scripts, a search finds the article, which leads to who answers for it", async () => {
  const visitor = await portal.visitor({ viewport: phone, scripts: false });
  await visitor.open("/");
  await visitor.page.locator("#sok").fill("leggevakt");
  await visitor.press("Søk");
  await visitor.choose(/egevakt/);
  await visitor.sees("116 117");
  await visitor.sees("Sist oppdatert");
  assert.ok(await visitor.page.locator('a[href="tel:116117"]').count(), "a number that dials");
  await visitor.close();
});

test("suggestions come while one types, and the keyboard reaches them", async () => {
  const visitor = await portal.visitor({ viewport: desktop });
  await visitor.open("/sok");
  await visitor.page.locator("#sok").pressSequentially("legev");
  const suggestion = visitor.page.locator(".hv-suggestions a").first();
  await suggestion.waitFor();
  await visitor.look();
  await visitor.page.keyboard.press("ArrowDown");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.waitForURL("**/tema/**");
  await visitor.look();
  await visitor.close();
});

test("an article in another language is reached from the article, and stays in it", async () => {
  const visitor = await portal.visitor({ viewport: phone });
  await visitor.open("/tema/nodhjelp/legevakt");
  await visitor.choose("English");
  assert.equal(new URL(visitor.page.url()).pathname, "/en/tema/nodhjelp/legevakt");
  assert.equal(await visitor.page.locator("html").getAttribute("lang"), "en");
  await visitor.close();
});

test("on paper an article has its text and who answers for it, and nothing to press", async () => {
  const visitor = await portal.visitor({ viewport: desktop });
  await visitor.open("/tema/nodhjelp/legevakt");
  await visitor.page.emulateMedia({ media: "print" });
  assert.ok(await visitor.page.locator(".hv-colophon").isVisible());
  for (const gone of [".hv-foot", ".hv-bar__item", "section.hv-no-print"]) {
    for (const element of await visitor.page.locator(gone).all()) assert.ok(!(await element.isVisible()), gone);
  }
  await visitor.close();
});

test("a page that has not changed is not sent again", async () => {
  const visitor = await portal.visitor();
  const { request } = visitor.page;
  const first = await request.get("/tema/nodhjelp");
  const etag = first.headers().etag;
  assert.match(etag, /^"[^"]+"$/, "a strong validator");
  assert.equal((await request.get("/tema/nodhjelp", { headers: { "if-none-match": etag } })).status(), 304);
  await visitor.close();
});
