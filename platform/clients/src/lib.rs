//! Health services' systems: who they are, their keys, their tokens.

mod access_token;
mod assertion;
mod authenticate;
mod caller;
pub mod dpop;
mod endpoint;
pub mod jws;
mod public_key;
mod registry;
mod scope;
mod token_keys;

use std::sync::Arc;

use db::{Clock, Db, DbError, Keyring, Limit, Limiter, Random};

pub use caller::{Caller, Denied};
pub use public_key::{ALGORITHMS, PublicKey, PublicKeyError};
pub use registry::{Client, ClientChange, ClientKey, NewClient, Registry, RegistryError};
pub use scope::{Right, ScopeError, Scopes};
pub use token_keys::TokenKeys;

use dpop::Nonces;

/// Where tokens are got.
pub const TOKEN_PATH: &str = "/oauth/token";
/// Under which the API lies; tokens are for it.
pub const API_PATH: &str = "/fhir";

/// The tables of systems, keys and changes.
pub const SCHEMA: db::Schema = db::Schema {
    name: "clients",
    migrations: &[
        db::Migration {
            name: "20261122T0210_create_api_clients",
            sql: include_str!("../migrations/20261122T0210_create_api_clients.sql"),
        },
        db::Migration {
            name: "20261122T0946_add_last_use",
            sql: include_str!("../migrations/20261122T0946_add_last_use.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};

/// The systems that may call, and the tokens they call with. Cheap to clone.
#[derive(Clone)]
pub struct Clients(Arc<Parts>);

struct Parts {
    db: Db,
    clock: Clock,
    random: Random,
    registry: Registry,
    token_keys: TokenKeys,
    nonces: Nonces,
    limiter: Limiter,
    rates: Rates,
    /// Scheme and host under which the portal is reached; the issuer.
    origin: String,
    audience: String,
    token_url: String,
}

/// How often systems may ask; `None` is no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// Calls of one system, unless it has a limit of its own.
    pub calls: Option<Limit>,
    /// Token requests from one address, good or not.
    pub tokens: Option<Limit>,
    /// Calls from one address without a good token. One who has one is not held up by them.
    pub strangers: Option<Limit>,
}

/// What it is put together from.
pub struct Setting {
    pub db: Db,
    pub keyring: Keyring,
    pub clock: Clock,
    pub random: Random,
    pub limiter: Limiter,
    pub rates: Rates,
    /// Where the portal is reached, for instance `https://helse.example.no`.
    pub origin: String,
}

impl Clients {
    /// The clients of an installation.
    pub async fn open(setting: Setting) -> Result<Self, DbError> {
        let Setting { db, keyring, clock, random, limiter, rates, origin } = setting;
        let nonces = Nonces::new(&keyring.secret("dpop-nonces").await?);
        let origin = origin.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Parts {
            registry: Registry::new(db.clone(), clock.clone(), random.clone()),
            token_keys: TokenKeys::new(db.clone(), keyring, clock.clone(), random.clone()),
            nonces,
            limiter,
            rates,
            audience: format!("{origin}{API_PATH}"),
            token_url: format!("{origin}{TOKEN_PATH}"),
            db,
            clock,
            random,
            origin,
        })))
    }

    /// The register of systems.
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// Scheme and host under which the portal is reached, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The base address of the API.
    pub fn api_url(&self) -> &str {
        &self.0.audience
    }

    /// Where tokens are got.
    pub fn token_url(&self) -> &str {
        &self.0.token_url
    }
}
