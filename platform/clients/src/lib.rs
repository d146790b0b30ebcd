//! Health services' systems: who they are, their keys, their tokens.

mod access_token;
mod assertion;
mod authenticate;
mod caller;
mod dpop;
mod endpoint;
mod jws;
mod public_key;
mod registry;
mod scope;
mod token_keys;

use std::sync::Arc;

use db::{Clock, Db, DbError, Keyring, Limit, Limiter, Random};

pub use caller::{Caller, Denied};
pub use public_key::{ALGORITHMS, PublicKey, PublicKeyError};
pub use registry::{Client, ClientKey, NewClient, Registry, RegistryError};
pub use scope::{Right, ScopeError, Scopes};

use dpop::Nonces;
use token_keys::TokenKeys;

/// Where tokens are got.
pub const TOKEN_PATH: &str = "/oauth/token";
/// Under which the API lies; tokens are for it.
pub const API_PATH: &str = "/fhir";

/// The tables of systems, keys and changes.
pub const SCHEMA: db::Schema = db::Schema {
    name: "clients",
    migrations: &[db::Migration {
        name: "20261122T0210_create_api_clients",
        sql: include_str!("../migrations/20261122T0210_create_api_clients.sql"),
    }],
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
    /// How often one system may ask, unless it has a limit of its own.
    limit: Limit,
    /// Scheme and host under which the portal is reached; the issuer.
    origin: String,
    audience: String,
    token_url: String,
}

/// What it is put together from.
pub struct Setting {
    pub db: Db,
    pub keyring: Keyring,
    pub clock: Clock,
    pub random: Random,
    pub limiter: Limiter,
    /// How often one system may ask, unless it has a limit of its own.
    pub limit: Limit,
    /// Where the portal is reached, for instance `https://helse.example.no`.
    pub origin: String,
}

impl Clients {
    /// The clients of an installation.
    pub async fn open(setting: Setting) -> Result<Self, DbError> {
        let Setting { db, keyring, clock, random, limiter, limit, origin } = setting;
        let nonces = Nonces::new(&keyring.secret("dpop-nonces").await?);
        let origin = origin.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Parts {
            registry: Registry::new(db.clone(), clock.clone(), random.clone()),
            token_keys: TokenKeys::new(db.clone(), keyring, clock.clone(), random.clone()),
            nonces,
            limiter,
            limit,
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

    /// The base address of the API.
    pub fn api_url(&self) -> &str {
        &self.0.audience
    }

    /// Where tokens are got.
    pub fn token_url(&self) -> &str {
        &self.0.token_url
    }

    /// Changes the key that tokens are signed with when it is a month old; for a job. Says whether it did.
    pub async fn keep_fresh(&self) -> Result<bool, DbError> {
        self.0.token_keys.keep_fresh().await
    }
}

/// Changes the key that tokens are signed with, at once: for the operator. Tokens that are out stay good until they end.
pub async fn change_token_key(db: Db, keyring: Keyring, clock: Clock, random: Random) -> Result<(), DbError> {
    TokenKeys::new(db, keyring, clock, random).change().await
}
