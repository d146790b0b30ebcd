// A clinic changes my appointment: I get one letter, and see it under the bell.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Portal, binary } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

/** What the clinic's system delivers. */
function deliver(person, start) {
  const file = join(portal.folder, "appointment.json");
  const patient = { identifier: { system: "urn:oid:2.16.578.1.12.4.1.4.1", value: person.national_id } };
  const participant = [{ status: "accepted", actor: patient }];
  writeFileSync(file, JSON.stringify({ resourceType: "Appointment", id: "a1", status: "booked", start, participant }));
  const source = ["--organisation", "974000009", "--name", "Havna legesenter", "--kind", "gp"];
  execFileSync(binary, ["import", "--data", join(portal.folder, "data"), ...source, file]);
}

/** The demo's letters to a person, once there are as many; they go, or wait for the morning. */
async function letters(count) {
  for (let tries = 0; tries < 100; tries++) {
    const all = await (await fetch(`${portal.url}/demo/letters.json`)).json();
    if (all.length >= count) return all;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`fewer than ${count} letters`);
}

for (const scripts of [true, false]) {
  test(`be told of an appointment (${scripts ? "with" : "without"} scripts)`, async () => {
    const person = portal.person(scripts ? "ordinary adult" : "Client address");
    const before = (await letters(0)).length;
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(person, "/timer");
    const year = new Date().getFullYear() + 1;
    deliver(person, `${year}-03-02T10:00:00+01:00`);
    const all = await letters(before + 1);
    assert.equal(all.length, before + 1);
    assert.match(all[0].text, /Helsevei (fra|frå) Havna legesenter/);
    assert.ok(!all[0].text.includes(person.name.split(" ")[0]));

    await visitor.open("/timer");
    await visitor.choose("hendelse");
    await visitor.sees("Ny time");
    await visitor.sees("Havna legesenter");
    await visitor.choose("Innstillinger");
    await visitor.page.getByLabel("Så mye som mulig").check();
    await visitor.press("Lagre valgene");
    await visitor.sees("Valgene dine er lagret");
    await visitor.close();
  });
}
