//! Signed tokens: what the electronic ID says of people, and systems of themselves. None but the one we made is believed.

use std::sync::LazyLock;

use axum::http::Method;
use clients::{
    PublicKey,
    dpop::{self, About, Nonces},
    jws::Unverified,
};
use eid::oidc::{ClientAuth, Expected, KeySet, Settings, SigningKey, verify};
use jiff::Timestamp;
use serde_json::{Value, json};

const ISSUER: &str = "https://eid.example";
const NONCE: &str = "one-nonce";
const AT: i64 = 1_800_000_000;

static MADE: LazyLock<Made> = LazyLock::new(Made::new);

/// A good token and what is needed to check it.
struct Made {
    id_token: String,
    proof: String,
    keys: KeySet,
    settings: Settings,
    nonces: Nonces,
    now: Timestamp,
}

impl Made {
    fn new() -> Self {
        let key = SigningKey::from_p256(&[7; 32]).expect("a key");
        let jwk = serde_json::to_value(key.public().expect("its public half")).expect("JSON");
        let claims = json!({"iss": ISSUER, "aud": "helsevei", "sub": "1", "exp": AT + 60, "iat": AT, "nonce": NONCE,
            "acr": "high", "pid": "00000000000", "sid": "s"});
        let keys = KeySet::read(json!({"keys": [jwk]}).to_string().as_bytes()).expect("keys");
        Self {
            id_token: key.sign(&claims).expect("a token"),
            proof: key.sign_as("dpop+jwt", &json!({"jti": "1", "htm": "POST", "htu": ISSUER, "iat": AT})).expect("one"),
            keys,
            settings: settings(),
            nonces: Nonces::new(&[1; 32]),
            now: Timestamp::from_second(AT).expect("a moment"),
        }
    }
}

fn settings() -> Settings {
    Settings {
        issuer: ISSUER.to_owned(),
        client_id: "helsevei".to_owned(),
        client_auth: ClientAuth::Secret(String::new()),
        redirect_uri: String::new(),
        after_log_out_uri: String::new(),
        scope: "openid".to_owned(),
        acr: vec!["high".to_owned()],
        number_claim: "pid".to_owned(),
    }
}

/// The first byte says what is done: a token as it comes, or our own with bytes of it changed.
pub fn run(data: &[u8]) {
    let Some((how, rest)) = data.split_first() else { return };
    let made = &*MADE;
    match how % 4 {
        0 => believed(made, &String::from_utf8_lossy(rest)),
        1 => believed(made, &changed(&made.id_token, rest)),
        2 => proof(made, &String::from_utf8_lossy(rest)),
        _ => proof(made, &changed(&made.proof, rest)),
    }
    key(rest);
}

/// Pairs of bytes: where, and what to put there.
fn changed(token: &str, recipe: &[u8]) -> String {
    let mut bytes = token.as_bytes().to_vec();
    for pair in recipe.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([pair[0], pair[1]])) % bytes.len();
        bytes[at] = pair[2];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn believed(made: &Made, token: &str) {
    let expected = Expected { settings: &made.settings, nonce: NONCE, now: made.now };
    let outcome = verify(token, &made.keys, &expected);
    if token == made.id_token {
        assert!(outcome.is_ok(), "our own token is good: {:?}", outcome.err());
    } else if outcome.is_ok() {
        let signed = |token: &str| token.rsplit_once('.').map(|(signed, _)| signed.to_owned());
        assert_eq!(signed(token), signed(&made.id_token), "a token nobody signed is believed");
    }
}

fn proof(made: &Made, token: &str) {
    if let Ok(unverified) = Unverified::read(token) {
        let _claims: Option<Value> = unverified.unbelieved().ok();
    }
    let about = About { method: &Method::GET, address: ISSUER, token: None, nonce: true };
    // Its key comes with the proof, so anybody can make one; ours is for another method and has no nonce.
    assert!(dpop::check(token, &about, &made.nonces, made.now).is_err(), "a proof without a nonce of ours is taken");
}

fn key(bytes: &[u8]) {
    if let Ok(Value::Object(jwk)) = serde_json::from_slice(bytes)
        && let Ok(key) = PublicKey::read(&jwk)
    {
        assert!(!jwk.contains_key("d") && !jwk.contains_key("k"), "a private key is no public one");
        assert!(!key.thumbprint().is_empty());
    }
}
