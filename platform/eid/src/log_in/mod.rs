//! One log-in from beginning to end: sent to the electronic ID, back again, checked, used up.

mod pending;

use std::sync::Arc;

use db::{Clock, Db, DbError, Migration, Random, Schema};
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::{
    oidc::{Identity, Language, OidcError, Provider, Secrets},
    random_text,
};

/// The tables of this crate.
pub const SCHEMA: Schema = Schema {
    name: "eid",
    migrations: &[
        Migration {
            name: "20261121T1040_create_log_ins_and_sessions",
            sql: include_str!("../../migrations/20261121T1040_create_log_ins_and_sessions.sql"),
        },
        Migration {
            name: "20261122T0646_add_sessions_at_work",
            sql: include_str!("../../migrations/20261122T0646_add_sessions_at_work.sql"),
        },
    ],
    columns: include_str!("../../migrations/columns.toml"),
};

/// Log-ins that wait for the electronic ID at the same time. Anybody may begin one: more are turned away at once.
const MOST_AT_ONCE: usize = 256;

/// Log-ins through one electronic ID. Cheap to clone.
#[derive(Clone)]
pub struct LogIn {
    provider: Arc<Provider>,
    places: Arc<Semaphore>,
    db: Db,
    clock: Clock,
    random: Random,
}

/// A log-in that has begun.
pub struct Begun {
    /// Where to send the person.
    pub address: String,
    /// A secret for a cookie of the browser that began: the answer must come with it.
    pub browser: String,
}

/// What came back in the address (OAuth 2.0 §4.1.2, RFC 9207).
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Answer {
    pub state: Option<String>,
    pub code: Option<String>,
    pub iss: Option<String>,
    pub error: Option<String>,
}

/// A log-in that succeeded.
#[derive(Debug)]
pub struct Done {
    pub identity: Identity,
    /// The local path the person wanted.
    pub return_to: String,
}

/// A log-in that did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    #[error(transparent)]
    Refused(#[from] OidcError),
    #[error(transparent)]
    Db(#[from] DbError),
}

impl LogIn {
    pub fn new(provider: Provider, db: Db, clock: Clock, random: Random) -> Self {
        Self { provider: Arc::new(provider), places: Arc::new(Semaphore::new(MOST_AT_ONCE)), db, clock, random }
    }

    /// The provider that is asked.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Begins a log-in that leads to `return_to`, a local path; any other address becomes `/`.
    ///
    /// `browser` is the cookie of an earlier [`Begun`], if the browser has one: two tabs may log in beside each other.
    pub async fn begin(&self, language: Language, return_to: &str, browser: Option<&str>) -> Result<Begun, LogInError> {
        let secrets = Secrets::new(&self.random);
        let kept = browser.filter(|browser| browser.len() == random_text::LENGTH).map(str::to_owned);
        let browser = kept.unwrap_or_else(|| random_text::secret(&self.random));
        let _place = self.places.try_acquire().map_err(|_| OidcError::Busy)?;
        let address = self.provider.authorization_address(&secrets, language).await?;
        pending::insert(&self.db, &secrets, &browser, local_path(return_to), self.clock.now()).await?;
        Ok(Begun { address, browser })
    }

    /// Ends a log-in with what came back. However it ends, the same answer never works again.
    ///
    /// # Errors
    /// [`OidcError::UnknownLogIn`] for a replayed, forged or late answer, [`OidcError::OtherBrowser`] without the
    /// cookie of [`Begun::browser`], and what the provider or its token made wrong.
    pub async fn finish(&self, answer: Answer, browser: Option<&str>) -> Result<Done, LogInError> {
        let state = answer.state.as_deref().ok_or(OidcError::UnknownLogIn)?;
        let found = pending::take(&self.db, state, self.clock.now()).await?;
        let (secrets, expected, return_to) = found.ok_or(OidcError::UnknownLogIn)?;
        if browser.map(random_text::fingerprint).as_deref() != Some(expected.as_str()) {
            return Err(OidcError::OtherBrowser.into());
        }
        self.check_issuer(answer.iss.as_deref()).await?;
        if let Some(error) = answer.error {
            return Err(OidcError::declined(&error).into());
        }
        let code = answer.code.ok_or(OidcError::UnknownLogIn)?;
        let identity = self.provider.identify(&code, &secrets).await?;
        Ok(Done { identity, return_to })
    }

    async fn check_issuer(&self, iss: Option<&str>) -> Result<(), OidcError> {
        let always = self.provider.metadata().await?.authorization_response_iss_parameter_supported;
        match iss {
            Some(iss) if iss == self.provider.settings().issuer => Ok(()),
            None if !always => Ok(()),
            _ => Err(OidcError::OtherIssuer),
        }
    }
}

/// Removes log-ins that were never finished.
pub async fn purge_log_ins(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    pending::purge(db, now).await
}

/// A path on this site, or `/`: a log-in must not be a way to send people elsewhere.
///
/// Browsers read `//host`, `/\host` and, after dropping control characters, `/<tab>/host` as other sites.
pub fn local_path(path: &str) -> &str {
    let elsewhere = path.starts_with("//") || path.contains('\\') || path.chars().any(char::is_control);
    if path.starts_with('/') && !elsewhere && path.len() <= 500 { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_returned_to() {
        for path in ["/", "/timer", "/p/abc/timer?side=2"] {
            assert_eq!(local_path(path), path);
        }
        for elsewhere in ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "", "timer"]
        {
            assert_eq!(local_path(elsewhere), "/");
        }
    }
}
