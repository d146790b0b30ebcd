// Somebody who is referred finds who gives the treatment, compares three of them, and takes the list along.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const names = (visitor) => visitor.page.locator(".hv-places h3").allInnerTexts();

for (const scripts of [true, false]) {
  test(`a reader on a phone compares three, and takes the list along${scripts ? "" : ", without scripts"}`, async () => {
    const visitor = await portal.visitor({ viewport: phone, scripts });
    await visitor.open("/");
    await visitor.choose("Velg behandlingssted");
    await visitor.page.locator("#behandling").fill("ny hofta");
    await visitor.press("Søk");
    await visitor.choose("Hofteprotese");
    await visitor.sees("10 steder av 10");
    await visitor.page.locator("#fra").selectOption({ label: "Bergen" });
    await visitor.page.locator("#sorter").selectOption("avstand");
    await visitor.press("Vis steder");
    const near = await names(visitor);
    assert.equal(near[0], "Fjordbyen sykehus");
    for (const name of near.slice(0, 4)) await visitor.page.getByLabel(`Sammenlign ${name}`).check();
    await visitor.press("Sammenlign steder");
    await visitor.sees("Du kan sammenligne høyst tre steder");
    assert.equal(await visitor.page.locator("input[name=sted]:checked").count(), 4, "what was ticked stands");
    await visitor.page.getByLabel(`Sammenlign ${near[3]}`).uncheck();
    await visitor.press("Sammenlign steder");
    for (const name of near.slice(0, 3)) await visitor.sees(name);
    await visitor.press("Tilbake til stedene");
    assert.deepEqual(await names(visitor), near, "the same choice as before");
    const [download] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.page.getByRole("button", { name: "Last ned som regneark" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "ventetider-hofteprotese.csv");
    const sheet = await readFile(await download.path(), "utf8");
    assert.ok(sheet.startsWith("\ufeffBehandling,Sted,") && sheet.includes("Fjordbyen sykehus"), sheet);
    await visitor.close();
  });
}

for (const [language, viewport] of [["nn", phone], ["en", desktop]]) {
  test(`every page of it in ${language}`, async () => {
    const visitor = await portal.visitor({ viewport });
    await visitor.page.goto(`/?lang=${language}`);
    const hips = "/behandlingssteder/hofteprotese";
    const compared = `${hips}/sammenlign?sted=319005005&sted=319005102&sted=319005218`;
    for (const path of ["/behandlingssteder", "/behandlingssteder?q=kne", "/behandlingssteder?q=qzx", hips, compared]) {
      assert.equal((await visitor.open(path)).status(), 200, path);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), language, path);
    }
    assert.equal((await visitor.open(`${hips}?region=nord&fra=0301&innen=50`)).status(), 200, "nothing fits");
    assert.equal((await visitor.open(`${hips}?innen=50`)).status(), 422);
    await visitor.close();
  });
}

test("from one's own referral, without scripts: no address tells what it is for", async () => {
  const visitor = await portal.visitor({ viewport: phone, scripts: false });
  const addresses = new Set();
  visitor.page.on("request", (request) => addresses.add(new URL(request.url()).pathname + new URL(request.url()).search));
  await visitor.logIn(portal.person("begin here"), "/velg-behandlingssted");
  await visitor.choose("Hofteprotese");
  await visitor.page.locator("#region").selectOption("vest");
  await visitor.press("Vis steder");
  await visitor.sees("3 steder av 10");
  for (const box of await visitor.page.locator("input[name=sted]").all()) await box.check();
  await visitor.press("Sammenlign steder");
  await visitor.sees("Fjordbyen sykehus");
  const telling = [...addresses].filter((it) => it.startsWith("/p/") && (it.includes("?") || /hofte|vest$|3190/.test(it)));
  assert.deepEqual(telling, []);
  await visitor.close();
});
