// Prints an access token for a system whose file the demo wrote: node token.mjs demo-data/clients/furulia-legesenter.json
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";

const system = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { private_key_jwk: jwk, client_id: id, token_url: url } = system;
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = Math.floor(Date.now() / 1000);

const header = part({ alg: "ES256", typ: "JWT", kid: jwk.kid });
const claims = part({ iss: id, sub: id, aud: url, jti: randomUUID(), iat: now, exp: now + 60 });
const key = createPrivateKey({ key: jwk, format: "jwk" });
const signature = sign("sha256", Buffer.from(`${header}.${claims}`), { key, dsaEncoding: "ieee-p1363" });

const answer = await fetch(url, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${header}.${claims}.${signature.toString("base64url")}`,
  }),
});
const body = await answer.json();
if (!answer.ok) throw new Error(`${answer.status} ${body.error}: ${body.error_description}`);
console.log(body.access_token);
