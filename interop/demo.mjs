// A running demo with a health service's system: its key from the demo's folder, its token made here.
import assert from "node:assert/strict";
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Demo as Process } from "../e2e/demo.mjs";

/** Norway's number systems: fødselsnummer. */
export const FNR = "urn:oid:2.16.578.1.12.4.1.4.1";

/** A demo with one of its systems, and the number of somebody to send appointments of. */
export class Demo extends Process {
  static async start() {
    const demo = await super.start();
    demo.system = await systemIn(join(demo.data, "clients"));
    demo.token = await tokenOf(demo.system);
    demo.number = demo.people.find(({ id }) => id === "kari-mor").national_id;
    return demo;
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
