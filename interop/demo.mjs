// A running demo with a health service's system: its key from the demo's folder, its token made here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const binary = process.env.HELSEVEI_BINARY ?? fileURLToPath(new URL("../target/debug/helsevei", import.meta.url));

/** Norway's number systems: fødselsnummer. */
export const FNR = "urn:oid:2.16.578.1.12.4.1.4.1";

/** A demo on a free port with data of its own. Close it after the test. */
export class Demo {
  static async start() {
    const demo = new Demo();
    demo.folder = await mkdtemp(join(tmpdir(), "helsevei-interop-"));
    const data = join(demo.folder, "data");
    const port = await freePort();
    demo.output = "";
    demo.server = spawn(binary, ["demo", "--port", `${port}`, "--data", data]);
    for (const stream of [demo.server.stdout, demo.server.stderr]) stream.on("data", (text) => (demo.output += text));
    await demo.ready(`http://127.0.0.1:${port}`);
    demo.system = await systemIn(join(data, "clients"));
    demo.token = await tokenOf(demo.system);
    const people = await (await fetch(`http://127.0.0.1:${port}/demo/people.json`)).json();
    demo.number = people.find(({ id }) => id === "kari-mor").national_id;
    return demo;
  }

  async ready(url) {
    for (let tries = 0; tries < 300; tries++) {
      assert.equal(this.server.exitCode, null, `the portal stopped:\n${this.output}`);
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`the portal is not ready after 30 s:\n${this.output}`);
  }

  async close() {
    if (this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      await once(this.server, "exit");
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** An appointment of Kari's, as a system writes it. */
  appointment(booking) {
    return {
      resourceType: "Appointment",
      identifier: [{ system: "urn:example:booking", value: booking }],
      status: "booked",
      start: "2030-01-15T09:00:00+01:00",
      end: "2030-01-15T09:30:00+01:00",
      participant: [
        { actor: { type: "Patient", identifier: { system: FNR, value: this.number } }, status: "accepted" },
      ],
    };
  }
}

/** A general practitioner's system, which is held to base R4 alone. */
async function systemIn(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  assert.ok(names.length > 0, "the demo writes its systems down");
  const all = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8"))));
  return all.find(({ organisation_name: name }) => /lege/i.test(name)) ?? assert.fail("a general practitioner's system");
}

/** private_key_jwt (RFC 7523): signed now, with the system's own key. */
async function tokenOf(system) {
  const key = createPrivateKey({ key: system.private_key_jwk, format: "jwk" });
  const now = Math.floor(Date.now() / 1000);
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = encode({ alg: "ES256", typ: "JWT", kid: system.private_key_jwk.kid });
  const { client_id: id, token_url: aud } = system;
  const claims = encode({ iss: id, sub: id, aud, jti: randomUUID(), iat: now, exp: now + 60 });
  const signature = sign("sha256", Buffer.from(`${header}.${claims}`), { key, dsaEncoding: "ieee-p1363" });
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    scope: system.scope,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${header}.${claims}.${signature.toString("base64url")}`,
  });
  const answer = await fetch(aud, { method: "POST", body: form });
  const body = await answer.json();
  assert.ok(body.access_token, JSON.stringify(body));
  return body.access_token;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
