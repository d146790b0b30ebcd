// PyPI's fhirpy, as it is: create, read, search, update, history (fhirpy_errands.py).
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Demo } from "./demo.mjs";

const python = fileURLToPath(new URL("../.venv/bin/python", import.meta.url));
const errands = fileURLToPath(new URL("fhirpy_errands.py", import.meta.url));

let demo;
before(async () => (demo = await Demo.start()));
after(() => demo?.close());

test("it makes, reads, finds, changes and looks back at an appointment", async () => {
  const asked = { base: demo.system.fhir_base, token: demo.token, appointment: demo.appointment("py-1") };
  await promisify(execFile)(python, [errands, JSON.stringify(asked)]);
});
