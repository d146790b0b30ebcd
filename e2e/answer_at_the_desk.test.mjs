// A day at the desk: a secretary gives a time to one who calls, the citizen sees it and who looked, and a free time is published.
import { after, before, test } from "node:test";
import { Portal, desktop } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const scripts of [true, false]) {
  test(`the secretary's day (${scripts ? "with" : "without"} scripts)`, async () => {
    const per = portal.person("ordinary adult");
    const sara = await portal.visitor({ scripts, viewport: desktop });
    await sara.logInAtWork(portal.person("secretary at Furulia legesenter"));
    await sara.open("/skranke/ko");
    await sara.sees("Kø");
    await sara.open("/skranke/timer/ny");
    await sara.press("Legg ut");
    await sara.open("/skranke/person");
    await sara.page.locator("#nummer").fill(per.national_id);
    await sara.press("Slå opp");
    await sara.sees("Skriv hvorfor");
    await sara.page.locator("#hvorfor").fill("Ringte om resultatet");
    await sara.press("Slå opp");
    await sara.sees(per.name);
    await sara.page.locator("#emne").fill("Resultatet ditt");
    await sara.page.locator("#svar").fill("Alt er fint.");
    await sara.press("Send");
    await sara.sees("Alt er fint.");
    await sara.open("/skranke/svarmaler");
    await sara.close();

    const citizen = await portal.visitor({ scripts });
    await citizen.logIn(per, "/bruk");
    await citizen.sees("Ringte om resultatet");
    await citizen.sees("Sara Lunder");
    await citizen.close();
  });
}
