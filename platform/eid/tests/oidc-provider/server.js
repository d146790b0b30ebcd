// Starts npm oidc-provider, a certified OpenID provider, on a free port, set up as ID-porten is:
// pushed requests and PKCE demanded, private_key_jwt, assurance levels, the claim `pid`, session ids.
//
// Standard input: one line of JSON { client_id, jwk, redirect_uri, after_log_out_uri }.
// Standard output, once it listens: one line with the issuer. Ends when standard input closes.

import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

const levels = ["idporten-loa-high", "idporten-loa-substantial"];

const lines = createInterface({ input: process.stdin });
const registration = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
process.stdin.on("close", () => process.exit(0));
process.stdin.resume();

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.use(logInPage(provider));
  server.on("request", provider.callback());
  console.log(issuer);
});

function configuration() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: registration.client_id,
        redirect_uris: [registration.redirect_uri],
        post_logout_redirect_uris: [registration.after_log_out_uri],
        token_endpoint_auth_method: "private_key_jwt",
        token_endpoint_auth_signing_alg: registration.jwk.alg,
        jwks: { keys: [registration.jwk] },
        backchannel_logout_uri: "http://127.0.0.1:9/",
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] },
    acrValues: levels,
    claims: { openid: ["sub", "pid"], acr: null, sid: null, auth_time: null, iss: null },
    conformIdTokenClaims: false,
    findAccount: (_, pid) => ({ accountId: pid, claims: () => ({ sub: pid, pid }) }),
    loadExistingGrant,
    pkce: { required: () => true },
    cookies: { keys: ["a key for tests alone"] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      rpInitiatedLogout: { enabled: true },
    },
  };
}

/** ID-porten asks for no consent: the grant is given with the log-in. */
async function loadExistingGrant(ctx) {
  const { client, session, provider } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid");
  await grant.save();
  return grant;
}

/** The provider's log-in page: `?login=NUMBER&acr=LEVEL` logs in. */
function logInPage(provider) {
  return async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const { login, acr } = ctx.query;
    if (!login) {
      ctx.body = "who are you?";
      return;
    }
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: login, acr } });
    ctx.respond = false;
  };
}
