//! The demo's test eID: an OpenID provider of its own, on the same origin as the portal, set up as ID-porten is.
//!
//! The portal reaches it over HTTP like any other provider. It asks for no proof of who somebody is: production refuses
//! to start with it.

mod authorize;
mod client;
mod front;
mod log_out;
mod metadata;
mod page;
mod pushed;
mod request;
mod state;
mod token;
mod words;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Router,
    routing::{get, post},
};
use db::{Clock, Random};
use eid::oidc::{ClientAuth, KeyError, Settings, SigningKey};

use client::Client;
use state::State;

/// Where it is mounted.
pub const PATH: &str = "/test-eid";

const HIGH: &str = "idporten-loa-high";
const SUBSTANTIAL: &str = "idporten-loa-substantial";

/// A synthetic person one can log in as.
#[derive(Clone, Debug)]
pub struct TestPerson {
    /// Eleven digits.
    pub number: String,
    pub name: String,
    /// The birth date as it is shown.
    pub born: String,
    /// One line in English: why this person is there.
    pub story: String,
    /// Has a role at an office: somebody to log in as under `/skranke`.
    pub at_work: bool,
}

/// The provider. Cheap to clone.
#[derive(Clone)]
pub struct TestEid(Arc<Inner>);

struct Inner {
    issuer: String,
    client: Client,
    people: Vec<TestPerson>,
    clock: Clock,
    random: Random,
    state: Mutex<State>,
}

impl TestEid {
    /// A provider for the portal at `origin` (scheme, host and port), and the portal's registration at it.
    pub fn new(
        origin: &str,
        people: Vec<TestPerson>,
        clock: Clock,
        random: Random,
    ) -> Result<(Self, Settings), KeyError> {
        let client_key = SigningKey::generate(&random)?;
        let settings = Settings {
            issuer: format!("{origin}{PATH}"),
            client_id: "helsevei-demo".into(),
            client_auth: ClientAuth::PrivateKey(client_key.clone()),
            redirect_uri: format!("{origin}/logg-inn/retur"),
            after_log_out_uri: format!("{origin}/logg-ut"),
            scope: "openid".into(),
            acr: vec![HIGH.into()],
            number_claim: "pid".into(),
        };
        let client = Client {
            id: settings.client_id.clone(),
            redirect_uri: settings.redirect_uri.clone(),
            after_log_out_uri: settings.after_log_out_uri.clone(),
            front_channel_uri: format!("{origin}/logg-ut/front"),
            key: client_key.public()?,
        };
        let state = Mutex::new(State::new(SigningKey::generate(&random)?));
        let issuer = settings.issuer.clone();
        Ok((Self(Arc::new(Inner { issuer, client, people, clock, random, state })), settings))
    }

    /// Its pages and end points, to be merged into the portal's.
    pub fn routes(&self) -> Router {
        let routes = Router::new()
            .route("/", get(front::get))
            .route("/style.css", get(page::style))
            .route("/.well-known/openid-configuration", get(metadata::configuration))
            .route("/keys", get(metadata::keys).post(front::change_key))
            .route("/par", post(pushed::post))
            .route("/authorize", get(authorize::get).post(authorize::post))
            .route("/token", post(token::post))
            .route("/log-out", get(log_out::get))
            .with_state(self.clone());
        Router::new().nest(PATH, routes)
    }

    /// Signs with a new key from now on; the one before stays published, so that tokens under way still hold.
    pub fn change_key(&self) -> Result<(), KeyError> {
        let key = SigningKey::generate(&self.0.random)?;
        self.state().change_key(key);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while it was held leaves nothing half done that matters in a demo.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn secret(&self) -> String {
        use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.0.random.bytes::<32>())
    }
}
