// A mother writes to the school nurse; the nurse answers at the desk, with a file, for the youth alone: the mother finds no trace.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal, desktop } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const file = { name: "samtaletilbud.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") };
const secret = "Vil du snakke med meg alene?";

for (const scripts of [true, false]) {
  const subject = scripts ? "Han sover dårlig" : "Han spiser lite";
  test(`an answer for the youth alone (${scripts ? "with" : "without"} scripts)`, async () => {
    const youth = portal.people.find(({ id }) => id === "marius-14");
    const mother = await portal.visitor({ scripts });
    await mother.logIn(portal.people.find(({ id }) => id === "hilde-mor"));
    const child = await mother.page.locator(".hv-drop__panel a", { hasText: youth.name }).getAttribute("href");
    await write(mother, child, subject);
    await mother.open(`${child}/innboks`);
    const before = await conversations(mother);

    const nurse = await portal.visitor({ scripts, viewport: desktop });
    await logInAtWork(nurse, portal.person("At work: school nurse in Oslo"));
    await nurse.open("/skranke/ko");
    await nurse.page.getByRole("link", { name: youth.name }).last().click();
    await nurse.look();
    await nurse.sees(subject);
    await nurse.page.getByLabel("Tekst").fill(secret);
    await nurse.page.getByLabel("Legg ved filer").setInputFiles(file);
    await nurse.page.getByLabel("Skjul for foreldrene").check();
    await nurse.press("Send");
    await nurse.sees("samtaletilbud.pdf");
    await nurse.sees("Skjult for foreldrene");
    await nurse.choose("Endre hvem som ser meldingen");
    await nurse.close();

    for (const page of ["", "/innboks", "/innboks?vis=ulest", "/bruk", "/varsler"]) {
      await mother.open(child + page);
      await mother.seesNot(secret);
      await mother.seesNot("samtaletilbud");
      await mother.seesNot("Hanne Kvernmo");
    }
    await mother.open(`${child}/innboks`);
    assert.equal(await conversations(mother), before);
    await mother.close();

    const own = await portal.visitor({ scripts });
    await own.logIn(youth, "/innboks");
    await own.page.locator(".hv-list a").first().click();
    await own.look();
    await own.sees(secret);
    await own.sees("Foreldrene dine ser ikke dette");
    await own.seesNot(subject);
    const saved = own.page.waitForEvent("download");
    await own.page.getByRole("link", { name: file.name }).click();
    await saved;
    // At 14 one's log says what one has done oneself; what the nurse did is there at 16.
    await own.open("/bruk");
    await own.sees("lastet ned et vedlegg");
    await own.close();
  });
}

async function write(visitor, child, subject) {
  await visitor.open(`${child}/innboks/ny`);
  await visitor.page.getByRole("radio", { name: /skole/i }).first().check();
  await visitor.press("Neste");
  await visitor.page.getByLabel("Spørsmål").check();
  await visitor.press("Neste");
  await visitor.page.getByLabel("Emne").fill(subject);
  await visitor.page.getByRole("textbox", { name: "Melding" }).fill("Hva kan vi gjøre?");
  await visitor.press("Se over");
  await visitor.press("Send");
  await visitor.sees("Meldingen er sendt.");
}

/** The conversations of a list, as bytes. */
function conversations(visitor) {
  return visitor.page.locator("main ul.hv-list").innerHTML();
}

async function logInAtWork(visitor, person) {
  await visitor.page.goto("/skranke/logg-inn");
  await visitor.page.locator("#number").fill(person.national_id);
  await visitor.page.locator("form:has(#number) button").first().click();
  await visitor.page.waitForURL((url) => url.pathname.startsWith("/skranke"));
  await visitor.look();
}
