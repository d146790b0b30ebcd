//! The keys access tokens are signed with: made here, changed every month, the same in all processes.

use std::sync::{Arc, PoisonError, RwLock};

use db::{Clock, Db, DbError, Keyring, Random, args};
use eid::oidc::SigningKey;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{PublicKey, access_token::LIFE};

/// How often there is a new one.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a process goes by what it has read before it asks whether there is a newer one.
const READ_AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// How long an ended key's tokens are still good: those made in the last moment by a process that had not heard.
const GRACE: SignedDuration = SignedDuration::from_secs(2 * LIFE);

/// A key in use.
pub(crate) struct TokenKey {
    pub private: SigningKey,
    pub public: PublicKey,
}

#[derive(Default)]
struct Known {
    read_at: Option<Timestamp>,
    /// The newest first.
    keys: Vec<Arc<TokenKey>>,
}

/// All keys whose tokens are good. Cheap to clone; each process and job may have its own.
#[derive(Clone)]
pub struct TokenKeys {
    db: Db,
    keyring: Keyring,
    clock: Clock,
    random: Random,
    known: Arc<RwLock<Known>>,
}

impl TokenKeys {
    pub fn new(db: Db, keyring: Keyring, clock: Clock, random: Random) -> Self {
        Self { db, keyring, clock, random, known: Arc::default() }
    }

    /// The key to sign with now, made if there is none.
    pub(crate) async fn current(&self) -> Result<Arc<TokenKey>, DbError> {
        self.refresh().await?;
        if let Some(newest) = self.newest() {
            return Ok(newest);
        }
        self.change().await?;
        self.newest().ok_or(DbError::NoKey)
    }

    /// The key with this id, if its tokens are still good.
    pub(crate) async fn find(&self, kid: &str) -> Result<Option<Arc<TokenKey>>, DbError> {
        self.refresh().await?;
        if let Some(key) = self.with_id(kid) {
            return Ok(Some(key));
        }
        // Another process may have made it a moment ago.
        self.read().await?;
        Ok(self.with_id(kid))
    }

    /// Signs claims as a token of another kind (`typ`) than access tokens are, by the key that is current.
    pub async fn sign(&self, kind: &str, claims: &impl Serialize) -> Result<String, DbError> {
        self.current().await?.private.sign_as(kind, claims).map_err(|_| DbError::NoKey)
    }

    /// The public halves as a key set (RFC 7517 §5).
    pub(crate) async fn published(&self) -> Result<Value, DbError> {
        self.current().await?;
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let keys = known.keys.iter().filter_map(|key| serde_json::from_str::<Value>(&key.public.to_json()).ok());
        Ok(json!({ "keys": keys.collect::<Vec<_>>() }))
    }

    /// Makes a new key and ends the others, at once; their tokens run out by themselves.
    pub async fn change(&self) -> Result<(), DbError> {
        let now = self.clock.now();
        let id = self.usable_id(now).await?;
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    tx.execute("UPDATE api_token_keys SET ended_at = $1 WHERE ended_at IS NULL", args![now]).await?;
                    tx.execute("INSERT INTO api_token_keys (id, made_at) VALUES ($1, $2)", args![id, now]).await?;
                    Ok::<_, DbError>(())
                })
            })
            .await?;
        self.read().await
    }

    /// The id of a new secret that is a private key: of 32 random bytes one in 2^32 is none.
    async fn usable_id(&self, now: Timestamp) -> Result<String, DbError> {
        for _ in 0..8 {
            let id = self.random.uuid(now).to_string();
            if token_key(&id, &self.keyring.secret(&secret_name(&id)).await?).is_ok() {
                return Ok(id);
            }
        }
        Err(DbError::NoKey)
    }

    /// Changes the key when it is a month old, for a job, and says whether it did. Keys whose tokens have all ended are forgotten.
    pub async fn keep_fresh(&self) -> Result<bool, DbError> {
        let now = self.clock.now();
        let ended = "SELECT id FROM api_token_keys WHERE ended_at < $1";
        for row in self.db.fetch_all(ended, args![now - GRACE]).await? {
            self.forget(row.text(0)?).await?;
        }
        let newest = "SELECT MAX(made_at) FROM api_token_keys WHERE ended_at IS NULL";
        let made = self.db.fetch_optional(newest, args![]).await?.map(|row| row.opt_time(0)).transpose()?.flatten();
        let due = made.is_some_and(|made| made + MONTH < now);
        if due {
            self.change().await?;
        }
        Ok(due)
    }

    async fn forget(&self, id: String) -> Result<(), DbError> {
        let secret = secret_name(&id);
        let sql = "DELETE FROM api_token_keys WHERE id = $1";
        self.db.write(move |tx| Box::pin(async move { tx.execute(sql, args![id]).await })).await?;
        self.keyring.forget_secret(secret).await
    }

    async fn refresh(&self) -> Result<(), DbError> {
        let read_at = self.known.read().unwrap_or_else(PoisonError::into_inner).read_at;
        let now = self.clock.now();
        if read_at.is_some_and(|read_at| read_at <= now && now < read_at + READ_AGAIN) {
            return Ok(());
        }
        self.read().await
    }

    async fn read(&self) -> Result<(), DbError> {
        let now = self.clock.now();
        let sql = "SELECT id FROM api_token_keys WHERE ended_at IS NULL OR ended_at >= $1
                   ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, made_at DESC, id DESC";
        let rows = self.db.fetch_all(sql, args![now - GRACE]).await?;
        let mut keys = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.text(0)?;
            keys.push(match self.with_id(&id) {
                Some(known) => known,
                None => Arc::new(token_key(&id, &self.keyring.secret(&secret_name(&id)).await?)?),
            });
        }
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known { read_at: Some(now), keys };
        Ok(())
    }

    fn newest(&self) -> Option<Arc<TokenKey>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).keys.first().cloned()
    }

    fn with_id(&self, kid: &str) -> Option<Arc<TokenKey>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.keys.iter().find(|key| key.public.kid() == kid).cloned()
    }
}

fn secret_name(id: &str) -> String {
    format!("api-token-key-{id}")
}

/// The P-256 key whose private number is `secret`.
fn token_key(id: &str, secret: &[u8; 32]) -> Result<TokenKey, DbError> {
    let private = SigningKey::from_p256(secret).map_err(|_| DbError::Sealed)?.with_id(id);
    let public = private.public().ok().and_then(|jwk| serde_json::to_value(jwk).ok());
    let public: Option<Map<String, Value>> = public.and_then(|jwk| jwk.as_object().cloned());
    let public = public.and_then(|jwk| PublicKey::read(&jwk).ok()).ok_or(DbError::Sealed)?;
    Ok(TokenKey { private, public })
}
