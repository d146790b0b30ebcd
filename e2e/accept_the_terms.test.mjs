// A newcomer meets the terms at the first log-in, accepts them, chooses another level, and withdraws again.
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

test("accept the terms, choose another level and withdraw, without scripts", async () => {
  const visitor = await portal.visitor({ scripts: false, viewport: phone });
  await visitor.logIn(portal.person("never accepted the terms"));
  await visitor.sees("Vilkår for å bruke Helsevei");

  await visitor.press("Godta og gå videre");
  await visitor.sees("Kryss av for at du har lest og godtar vilkårene.");
  await visitor.page.getByLabel("Full", { exact: true }).check();
  await visitor.page.getByLabel("Jeg har lest vilkårene og godtar dem.").check();
  await visitor.press("Godta og gå videre");
  await visitor.sees("Vilkårene er godtatt.");

  await visitor.page.getByLabel("Basis", { exact: true }).check();
  await visitor.press("Gå videre");
  await visitor.sees("Dette blir stengt");
  await visitor.press("Ja, endre nivået");
  await visitor.sees("Nivået er endret.");

  await visitor.choose("Trekk godkjenningen");
  await visitor.press("Ja, trekk og slett");
  await visitor.sees("Kryss av for at du forstår");
  await visitor.page.getByLabel("Jeg forstår at").check();
  await visitor.press("Ja, trekk og slett");
  await visitor.sees("Godkjenningen er trukket");
  await visitor.close();
});

test("read who may see what before logging in", async () => {
  for (const [language, viewport] of Object.entries({ nb: phone, nn: desktop, en: phone })) {
    const visitor = await portal.visitor({ viewport });
    for (const path of ["/om", "/om/timer", "/om/hvem-ser-hva"]) await visitor.open(`${path}?lang=${language}`);
    await visitor.close();
  }
});

test("narrow the usage log, and keep what was typed when it is no date", async () => {
  const visitor = await portal.visitor({ viewport: phone });
  await visitor.logIn(portal.person("ordinary adult"), "/bruk");
  await visitor.page.getByLabel("Fra og med dato").fill("31.2.2026");
  await visitor.press("Vis");
  await visitor.sees("Skriv en dato som finnes");
  await visitor.sees("Er det noe du lurer på?");
  await visitor.close();
});
