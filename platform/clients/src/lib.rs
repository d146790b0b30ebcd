//! Health services' systems: who they are, their keys, their tokens.

mod caller;
mod scope;

use axum::http::request;
use db::{Clock, Db, DbError, Keyring, Random};

pub use caller::{Caller, Denied};
pub use scope::{Right, ScopeError, Scopes};

/// Signatures we accept: never `none`, never one made with a shared secret.
const ALGORITHM_NAMES: &str = "ES256 ES384 PS256 PS384 PS512 RS256 RS384 RS512 EdDSA";

/// The systems that may call, and the tokens they call with. Cheap to clone.
#[derive(Clone)]
pub struct Clients {
    _origin: String,
}

impl Clients {
    /// The clients of an installation that is reached at `origin`, for instance `https://helse.example.no`.
    pub async fn open(
        _db: Db,
        _keyring: &Keyring,
        _clock: Clock,
        _random: Random,
        origin: &str,
    ) -> Result<Self, DbError> {
        Ok(Self { _origin: origin.trim_end_matches('/').to_owned() })
    }

    /// Who calls, by the token in `Authorization: Bearer` or `DPoP`. The facts of the client are read afresh.
    ///
    /// # Errors
    /// [`Denied`], ready to be given as an answer.
    pub async fn authenticate(&self, _request: &request::Parts) -> Result<Caller, Denied> {
        Err(Denied::no_token())
    }
}
