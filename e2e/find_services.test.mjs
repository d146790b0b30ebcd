// A citizen on a telephone finds out whether the municipality offers digital contact with home care, and how to call it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const path = "/tjenester-der-du-bor";
const narrowest = { width: 320, height: 640 };

for (const scripts of [true, false]) {
  test(`from the front page to home care's number, by a misspelt name and a postal code (${scripts ? "with" : "without"} scripts)`, async () => {
    const citizen = await portal.visitor({ viewport: phone, scripts });
    await citizen.open("/");
    await citizen.page.locator("#kommune").fill("fyresdahl");
    await citizen.press("Vis tjenestene");
    await citizen.sees("Mente du en av disse?");
    await citizen.choose("Fyresdal");
    await citizen.sees("Tilbyr Fyresdal digital kontakt?");
    const row = citizen.page.locator("tr", { hasText: "Hjemmetjeneste" });
    assert.match(await row.innerText(), /Nei/);
    assert.match(await row.innerText(), /Ring kontoret/);
    assert.match(await row.locator("a[href^='tel:']").getAttribute("href"), /^tel:\d{8}$/);

    await citizen.page.locator("#kommune").fill("9008");
    await citizen.press("Vis tjenestene");
    await citizen.sees("Tilbyr Tromsø digital kontakt?");
    assert.match(await citizen.page.locator("tr", { hasText: "Hjemmetjeneste" }).innerText(), /Ja/);
    await citizen.sees("svar innen 5 virkedager");
    await citizen.sees("Åpent hele døgnet");
    await citizen.page.locator("section:has(#home_care) a[href='/om/hjemmetjeneste']").click();
    await citizen.look();
    await citizen.close();
  });
}

test("an unknown postal code is said at the field, and what was typed stands", async () => {
  const citizen = await portal.visitor({ viewport: phone, scripts: false });
  await citizen.open(path);
  await citizen.page.locator("#sted").fill("9999");
  await citizen.press("Vis tjenestene");
  await citizen.sees("Vi finner ikke dette postnummeret");
  assert.equal(await citizen.page.locator("#sted").inputValue(), "9999");
  assert.equal(await citizen.page.locator("#sted").getAttribute("aria-invalid"), "true");
  await citizen.close();
});

for (const [language, viewport] of [["nb", narrowest], ["nn", desktop], ["en", phone]]) {
  test(`every kind of page in ${language} at ${viewport.width} px`, async () => {
    const citizen = await portal.visitor({ viewport });
    for (const rest of ["", "?sted=tr", "?sted=qzxwvk", "?sted=9999", "/5610", "/4032"]) {
      await citizen.open(`/${language}${path}${rest}`);
      assert.equal(await citizen.page.locator("html").getAttribute("lang"), language, rest);
    }
    await citizen.close();
  });
}

test("what the operator connects shows on the open page at once", async () => {
  const [operator, citizen] = [await portal.visitor({ viewport: desktop }), await portal.visitor()];
  const says = async (word) => {
    await citizen.open(`${path}/4032`);
    assert.match(await citizen.page.locator("tr", { hasText: "Skolehelsetjeneste" }).innerText(), word);
  };
  await operator.logInAtWork(portal.person("portal's operator"));
  await says(/Nei/);
  await operator.open("/skranke/drift/kommuner");
  await operator.page.locator("#kommune").fill("4032");
  await operator.page.locator("#tjeneste").selectOption("school_health");
  await operator.press("Koble til");
  await says(/Ja/);
  await operator.press(/Koble .*Fyresdal fra Skolehelsetjeneste|Koble 4032 fra Skolehelsetjeneste/);
  await says(/Nei/);
  await citizen.close();
  await operator.close();
});
