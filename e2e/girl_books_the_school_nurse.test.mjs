// A girl of 15 books the school nurse, and her mother sees nothing of it anywhere.
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const secret = "Noe jeg ikke vil si hjemme";

for (const scripts of [true, false]) {
  test(`the school nurse's time is the girl's alone (${scripts ? "with" : "without"} scripts)`, async () => {
    const ella = await portal.visitor({ scripts });
    await ella.logIn(portal.person("youth of 15", "hidden from her parents"), "/timer");
    await ella.choose("Bestill time");
    await ella.choose("Helsesykepleier");
    for (const step of ["/dag/", "/tid/"]) {
      await ella.open(await ella.page.locator(`main a[href*="${step}"]`).first().getAttribute("href"));
    }
    await ella.sees("Foreldrene dine ser ikke denne timen");
    await ella.page.getByLabel("Hva gjelder det?").fill(secret);
    await ella.press("Gå videre");
    await ella.press("Ja, bestill timen");
    await ella.sees("Timen er bestilt.");
    const appointment = new URL(ella.page.url()).pathname.split("/").pop();

    const mother = await portal.visitor({ scripts });
    await mother.logIn(portal.person("mother of two, one with an appointment hidden"));
    const own = new URL(mother.page.url()).pathname;
    const child = await mother.page.locator(".hv-drop__panel a", { hasText: "Ella Lindland" }).getAttribute("href");
    const pages = ["", "/timer", "/timer/tidligere", "/tjenester", "/bruk", "/varsler"];
    for (const path of [...pages.map((page) => child + page), ...pages.map((page) => own + page)]) {
      await mother.open(path);
      await mother.seesNot(secret);
      await mother.seesNot(appointment);
      await mother.seesNot("bestilte en time");
    }
    await mother.open(`${child}/timer/${appointment}`);
    await mother.sees("Vi finner ikke siden");
    // The demo's own page, not one of the portal's.
    await mother.page.goto("/demo/brev");
    await mother.seesNot(secret);
    await ella.close();
    await mother.close();
  });
}
