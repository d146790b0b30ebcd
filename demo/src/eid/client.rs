//! The one client: the portal, and how it proves that it is itself.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use serde::Deserialize;

use super::{TestEid, request::Parameters};

/// A clock may differ from ours by this.
const SKEW_SECONDS: i64 = 30;
/// An assertion may be this old or live this long, no more (as ID-porten has it).
const LONGEST_SECONDS: i64 = 120;

/// The portal's registration.
pub(super) struct Client {
    pub id: String,
    pub redirect_uri: String,
    pub after_log_out_uri: String,
    pub front_channel_uri: String,
    pub key: Jwk,
}

#[derive(Deserialize)]
struct Assertion {
    iss: String,
    sub: String,
    aud: String,
    exp: i64,
    iat: i64,
    jti: String,
}

impl TestEid {
    /// Whether a call is the portal's: `private_key_jwt` (RFC 7523), each assertion once.
    pub(super) fn is_client(&self, parameters: &Parameters) -> bool {
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let assertion = parameters.find("client_assertion").and_then(|token| self.signed(token));
        parameters.find("client_assertion_type") == Some(kind)
            && assertion.is_some_and(|assertion| self.holds(&assertion, self.0.clock.now()))
    }

    fn signed(&self, token: &str) -> Option<Assertion> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let key = DecodingKey::from_jwk(&self.0.client.key).ok()?;
        Some(jsonwebtoken::decode::<Assertion>(token, &key, &validation).ok()?.claims)
    }

    fn holds(&self, assertion: &Assertion, now: Timestamp) -> bool {
        let client = &self.0.client.id;
        let second = now.as_second();
        let ours = assertion.iss == *client && assertion.sub == *client && self.is_our_name(&assertion.aud);
        let begun = assertion.iat <= second + SKEW_SECONDS;
        let not_ended = assertion.exp > second - SKEW_SECONDS;
        let short = (0..=LONGEST_SECONDS).contains(&(assertion.exp - assertion.iat));
        let until = now + jiff::SignedDuration::from_secs(LONGEST_SECONDS + SKEW_SECONDS);
        ours && begun && not_ended && short && self.state().first_use(&assertion.jti, now, until)
    }

    fn is_our_name(&self, audience: &str) -> bool {
        audience == self.0.issuer || audience == format!("{}/token", self.0.issuer)
    }
}
