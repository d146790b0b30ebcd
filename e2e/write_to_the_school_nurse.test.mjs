// A mother writes to the school nurse for her son of 8, with a picture, and finds the answer to what she asked before.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

/** A PNG of one pixel. */
const picture = {
  name: "utslett.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

for (const scripts of [true, false]) {
  test(`write to the school nurse for a child (${scripts ? "with" : "without"} scripts)`, async () => {
    const mother = portal.person("mother who lives with her children");
    const child = portal.people.find(({ id }) => id === "jonas-8");
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(mother, "/innboks");
    await visitor.page.locator("summary", { hasText: "Bytt person" }).click();
    await visitor.choose(child.name);
    await visitor.choose("Innboks");
    await visitor.isFor(child.name);

    await visitor.choose("Vondt i magen før skolen");
    await visitor.sees("Jeg snakker med Jonas i morgen");
    await visitor.choose("Innboks");

    await visitor.choose("Skriv melding");
    await visitor.sees("113");
    await visitor.page.getByRole("radio", { name: /skole/i }).first().check();
    await visitor.press("Neste");
    await visitor.page.getByLabel("Spørsmål").check();
    await visitor.press("Neste");
    await visitor.page.getByLabel("Emne").fill("Utslett");
    await visitor.page.getByLabel("Legg ved filer").setInputFiles(picture);
    await visitor.press("Se over");
    await visitor.sees("Skriv meldingen");
    await visitor.sees("utslett.png");
    assert.equal(await visitor.page.getByLabel("Emne").inputValue(), "Utslett");

    await visitor.page.getByRole("textbox", { name: "Melding" }).fill("Kan du se på dette?");
    if (scripts) {
      await visitor.page.getByText("Utkastet er lagret.").waitFor();
      // Opened anew: the page was the answer to a form, which a reload would send again.
      await visitor.page.goto(visitor.page.url());
      assert.equal(await visitor.page.getByRole("textbox", { name: "Melding" }).inputValue(), "Kan du se på dette?");
    }
    await visitor.press("Se over");
    await visitor.sees("Kan du se på dette?");
    await visitor.press("Send");
    await visitor.sees("Meldingen er sendt.");
    await visitor.sees("Barnet ser ikke dette");
    await visitor.close();
  });
}
