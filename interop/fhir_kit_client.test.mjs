// npm's fhir-kit-client, as it is: create, read, search, update, history.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client } from "fhir-kit-client";
import { Demo } from "./demo.mjs";

let demo;
let client;
before(async () => {
  demo = await Demo.start();
  client = new Client({ baseUrl: demo.system.fhir_base, bearerToken: demo.token });
});
after(() => demo?.close());

test("it makes, reads, finds, changes and looks back at an appointment", async () => {
  const created = await client.create({ resourceType: "Appointment", body: demo.appointment("kit-1") });
  const { id } = created;
  assert.deepEqual(await client.read({ resourceType: "Appointment", id }), created);
  assert.deepEqual(await client.vread({ resourceType: "Appointment", id, version: "1" }), created);

  const patient = created.participant[0].actor.reference;
  const found = await client.search({ resourceType: "Appointment", searchParams: { patient, date: "2030-01-15" } });
  assert.ok(found.entry.some(({ resource }) => resource.id === id));

  const changed = { ...created, comment: "Ta med legitimasjon" };
  const updated = await client.update({ resourceType: "Appointment", id, body: changed });
  assert.equal(updated.meta.versionId, "2");
  await assert.rejects(client.update({ resourceType: "Appointment", id, body: changed }), /412|version/);

  const history = await client.history({ resourceType: "Appointment", id });
  assert.deepEqual(history.entry.map(({ resource }) => resource.meta.versionId), ["2", "1"]);
});

test("it turns the pages of a search", async () => {
  for (const at of [1, 2, 3]) await client.create({ resourceType: "Appointment", body: demo.appointment(`page-${at}`) });
  let page = await client.search({ resourceType: "Appointment", searchParams: { _count: "2", date: "2030-01-15" } });
  const seen = new Set();
  while (page) {
    for (const { resource } of page.entry ?? []) seen.add(resource.id);
    page = await client.nextPage({ bundle: page });
  }
  assert.ok(seen.size >= 3, `${seen.size}`);
});

test("it reads what can be done", async () => {
  const statement = await client.capabilityStatement();
  assert.equal(statement.fhirVersion, "4.0.1");
});
