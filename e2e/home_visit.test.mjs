// A home-care user cancels a visit in time, and not too late; her son, who holds a power, sees the visit that was made.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Portal, binary } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const user = () => portal.person("home-care user of 82", "her son holds a power");
const son = () => portal.person("next of kin of a home-care user of 82");

/** What the municipality's system delivers: a visit that ended just now. */
function visited(person, what) {
  const file = join(portal.folder, "encounter.json");
  const end = new Date();
  const start = new Date(end.getTime() - 20 * 60 * 1000);
  writeFileSync(
    file,
    JSON.stringify({
      resourceType: "Encounter",
      id: `visit-${end.getTime()}`,
      status: "finished",
      class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "HH" },
      subject: { identifier: { system: "urn:oid:2.16.578.1.12.4.1.4.1", value: person.national_id } },
      type: [{ text: what }],
      period: { start: start.toISOString(), end: end.toISOString() },
    }),
  );
  const source = ["--organisation", "974000009", "--name", "Havna kommune", "--kind", "municipal"];
  execFileSync(binary, ["import", "--data", join(portal.folder, "data"), ...source, file]);
}

/** Opens the first planned visit that is for this. */
async function openVisit(visitor, what) {
  const row = visitor.page.locator(".hv-list > li").filter({ hasText: what }).first();
  await visitor.open(await row.getByRole("link").first().getAttribute("href"));
}

for (const scripts of [true, false]) {
  test(`cancel a home visit in time, and not too late (${scripts ? "with" : "without"} scripts)`, async () => {
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(user(), "/hjemmetjeneste");
    await visitor.sees("Middag");
    await openVisit(visitor, scripts ? "Kveldsstell" : "Morgenstell");
    const url = visitor.page.url();
    await visitor.choose("Avbestill besøket");
    await visitor.press("Ja, avbestill");
    await visitor.sees("Velg en grunn");
    await visitor.page.getByLabel("Jeg er ikke hjemme").check();
    await visitor.press("Ja, avbestill");
    assert.equal(visitor.page.url(), url);
    await visitor.sees("Avlyst");
    await visitor.sees("Jeg er ikke hjemme");

    await visitor.choose("Hjemmetjeneste");
    await openVisit(visitor, "Fotpleie");
    await visitor.sees("Fristen for å avbestille her er ute");
    assert.equal(await visitor.page.getByRole("link", { name: "Avbestill besøket" }).count(), 0);
    await visitor.close();
  });

  test(`the son sees the visit that was made (${scripts ? "with" : "without"} scripts)`, async () => {
    const what = scripts ? "Øyedrypping" : "Sårstell";
    visited(user(), what);
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(son());
    await visitor.page.locator("summary", { hasText: "Bytt person" }).click();
    await visitor.choose(user().name);
    await visitor.isFor(user().name);
    await visitor.choose("Hjemmetjeneste");
    await visitor.choose("Gjennomførte besøk");
    await visitor.sees(what);
    await visitor.choose("Varsler");
    await visitor.sees("Pårørende");
    await visitor.close();
  });
}
