// A carer plans a home visit at the desk, changes it, registers it as made, and becomes the person's health contact; she
// who was visited sees all of it.
import { after, before, test } from "node:test";
import { Portal, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

/** Day and clock in Norway, so many minutes from now, as one types them. */
function wall(minutes) {
  const at = new Date(Date.now() + minutes * 60_000);
  const shown = (options) => new Intl.DateTimeFormat("nb-NO", { timeZone: "Europe/Oslo", ...options }).format(at);
  return {
    day: shown({ day: "numeric", month: "numeric", year: "numeric" }),
    clock: shown({ hour: "2-digit", minute: "2-digit", hour12: false }),
  };
}

for (const scripts of [true, false]) {
  test(`a visit is planned, changed and registered (${scripts ? "with" : "without"} scripts)`, async () => {
    const what = scripts ? "Sårstell" : "Øyedrypping";
    const astrid = portal.person("home-care user of 82", "her son holds a power");
    const carer = await portal.visitor({ scripts, viewport: scripts ? phone : desktop });
    await logInAtWork(carer, portal.person("carer in the home care"));
    await carer.open("/skranke/besok?vis=uregistrert");
    await carer.open("/skranke/besok");
    await carer.choose("Planlegg besøk");
    await fill(carer, { nummer: astrid.national_id, hvorfor: "Ringte om besøk" });
    await carer.press("Slå opp");
    await carer.sees(astrid.name);
    await carer.press("Planlegg besøk");
    const [starts, ends] = [wall(10), wall(40)];
    await fill(carer, { dag: starts.day, fra: starts.clock, til: ends.clock });
    await carer.press("Planlegg besøket");
    await carer.sees("Skriv hva besøket gjelder");
    await fill(carer, { hva: what, hvem: "Elin Kvalvåg" });
    await carer.press("Planlegg besøket");
    await carer.sees(what);

    await carer.choose("Endre besøket");
    await fill(carer, { om: "Vi ringer på." });
    await carer.press("Lagre");
    await carer.sees("Vi ringer på.");
    const visit = carer.page.url();

    await carer.choose("Registrer besøket som gjort");
    const [came, went] = [wall(-5), wall(-1)];
    await fill(carer, { dag: came.day, fra: came.clock, til: ends.clock });
    await carer.press("Registrer");
    await carer.sees("Klokkeslettet har ikke vært ennå");
    await fill(carer, { til: went.clock });
    await carer.press("Registrer");
    await carer.sees("Registrert");
    await carer.choose("Planlegg et nytt besøk");
    await carer.open(visit);
    await carer.press("Registrer helsekontakt");
    await carer.page.getByLabel("En person i kontoret").check();
    await carer.press("Registrer");
    await carer.sees("Skriv navnet til kontakten");
    await fill(carer, { navn: `Elin Kvalvåg (${what})`, rolle: "Primærkontakt" });
    await carer.press("Registrer");
    await carer.sees("Primærkontakt");

    const citizen = await portal.visitor({ scripts });
    await citizen.logIn(astrid, "/hjemmetjeneste");
    await citizen.choose("Gjennomførte besøk");
    await citizen.sees(what);
    await citizen.open(new URL(citizen.page.url()).pathname.replace(/hjemmetjeneste.*/, "helsekontakter"));
    await citizen.sees(`Elin Kvalvåg (${what})`);
    await citizen.open(new URL(citizen.page.url()).pathname.replace(/helsekontakter.*/, "bruk"));
    await citizen.sees("registrerte et besøk");
    await citizen.close();

    await carer.choose("Avslutt kontakten");
    await carer.press("Ja, avslutt");
    await carer.sees("Kontakten er avsluttet");
    await carer.close();
  });
}

async function fill(visitor, fields) {
  for (const [id, value] of Object.entries(fields)) await visitor.page.locator(`#${id}`).fill(value);
}

async function logInAtWork(visitor, person) {
  await visitor.page.goto("/skranke/logg-inn");
  await visitor.page.locator("#number").fill(person.national_id);
  await visitor.page.locator("form:has(#number) button").first().click();
  await visitor.page.waitForURL((url) => url.pathname.startsWith("/skranke"));
  await visitor.look();
}
