// A son gets a power from his father of 82, is told when the home visit is done, and loses access the minute it is withdrawn.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Portal, binary } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

/** What the municipality's system delivers: a visit that ended just now. */
function visited(person, id) {
  const file = join(portal.folder, `${id}.json`);
  const end = new Date();
  const period = { start: new Date(end.getTime() - 20 * 60 * 1000).toISOString(), end: end.toISOString() };
  const subject = { identifier: { system: "urn:oid:2.16.578.1.12.4.1.4.1", value: person.national_id } };
  const home = { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "HH" };
  const encounter = { resourceType: "Encounter", id, status: "finished", class: home, subject, period };
  writeFileSync(file, JSON.stringify(encounter));
  const source = ["--organisation", "974000009", "--name", "Havna kommune", "--kind", "municipal"];
  execFileSync(binary, ["import", "--data", join(portal.folder, "data"), ...source, file]);
}

/** Waits until a page that is opened anew has these words: somebody is told within seconds. */
async function comes(visitor, path, words) {
  for (let tries = 0; tries < 50; tries++) {
    await visitor.page.goto(path);
    if ((await visitor.text()).includes(words)) return visitor.look();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return assert.fail(`"${words}" does not come to ${path}`);
}

for (const scripts of [true, false]) {
  test(`told of a home visit under a power, and not a minute longer (${scripts ? "with" : "without"} scripts)`, async () => {
    const father = portal.person("father of 82 with home care");
    const son = portal.person("son of a father of 82");
    const giver = await portal.visitor({ scripts });
    await giver.logIn(father, "/fullmakter");
    await giver.choose("Gi fullmakt");
    await giver.page.getByLabel("Fødselsnummer eller D-nummer").fill(son.national_id);
    await giver.page.getByLabel("Etternavn").fill(son.name.split(" ").at(-1));
    await giver.page.getByLabel("Digitale helsetjenester").check();
    await giver.page.getByLabel("Kan se", { exact: true }).check();
    await giver.press("Se over");
    await giver.press("Gi fullmakten");

    const holder = await portal.visitor({ scripts });
    await holder.logIn(son, "/varsler");
    await holder.choose("Innstillinger");
    await holder.page.getByLabel("Så mye som mulig").check();
    await holder.page.getByLabel(`Gi meg de samme varslene om ${father.name}`).check();
    await holder.press("Lagre valgene");
    await holder.sees("Valgene dine er lagret");

    visited(father, scripts ? "with" : "without");
    await comes(holder, "/varsler", "Et hjemmebesøk er gjennomført");
    await holder.page.getByRole("link", { name: "Et hjemmebesøk er gjennomført" }).first().click();
    await holder.page.waitForLoadState();
    await holder.isFor(father.name);
    await holder.sees("Gjennomført");
    const open = holder.page.url();

    await giver.open("/fullmakter");
    await giver.choose(son.name);
    await giver.choose("Avslutt fullmakten");
    await giver.press("Ja, avslutt fullmakten");

    const answer = await holder.page.goto(open);
    assert.equal(answer.status(), 404);
    await holder.page.goto("/varsler");
    await holder.seesNot(father.name);
    visited(father, scripts ? "later-with" : "later-without");
    await giver.open("/hjemmetjeneste");
    await giver.choose("Gjennomførte besøk");
    await giver.sees("Besøk fra hjemmetjenesten");
    await holder.open("/varsler");
    await holder.seesNot("hjemmebesøk");
    await Promise.all([giver.close(), holder.close()]);
  });
}
