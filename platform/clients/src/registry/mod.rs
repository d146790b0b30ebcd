//! The register of systems: who may call, for which health service, with which keys. Changed by an operator alone.

mod store;

use db::{Clock, Db, DbError, Random};
use jiff::{SignedDuration, Timestamp};
use records::Source;
use thiserror::Error;

use crate::{PublicKey, PublicKeyError, Scopes};

pub(crate) use store::Standing;

/// Most keys of one system that hold at the same time.
const MOST_KEYS: usize = 8;
const LONGEST_ID: usize = 128;
/// How exactly a system's last use is known.
const USE_NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A health service's system.
#[derive(Clone, Debug)]
pub struct Client {
    pub id: String,
    /// Organisation number of the health service it works for, one of [`records::Source`].
    pub organisation: String,
    /// What the operator calls it.
    pub name: String,
    /// The most its tokens can be good for.
    pub scopes: Scopes,
    /// Only tokens bound to a key (DPoP) are good.
    pub dpop_required: bool,
    /// Requests a minute, where it differs from the installation's limit.
    pub per_minute: Option<u32>,
    pub added_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// When it last got a token, to the minute.
    pub used_at: Option<Timestamp>,
    pub keys: Vec<ClientKey>,
}

/// One of a system's keys.
#[derive(Clone, Debug)]
pub struct ClientKey {
    pub key: PublicKey,
    pub added_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

/// A line of the register's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientChange {
    /// The id of the system.
    pub client: String,
    pub at: Timestamp,
    /// Who made it, as they were known then.
    pub by: String,
    /// `add`, `add_key`, `end_key`, `scopes` or `end`.
    pub change: String,
    /// A kid, or the scopes from then on.
    pub detail: String,
}

/// A system to add.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// An id of its own, or else one is made.
    pub id: Option<String>,
    pub organisation: String,
    pub name: String,
    pub scopes: Scopes,
    pub dpop_required: bool,
    pub per_minute: Option<u32>,
    pub keys: Vec<PublicKey>,
}

/// Why a change was not made; nothing of it remains.
#[derive(Debug, Error)]
pub enum RegistryError {
    #[error("no health service has this organisation number: import from it first, or name it in `helsevei import`")]
    NoOrganisation,
    #[error("a system with this id exists already")]
    Exists,
    #[error("no system has this id")]
    NoClient,
    #[error("the system has ended")]
    Ended,
    #[error("the id must be 1 to 128 letters, digits, `-`, `_`, `.` or `:`")]
    Id,
    #[error("a system needs at least one scope, for instance system/Appointment.crus")]
    NoScope,
    #[error("a system needs 1 to 8 keys that hold")]
    Keys,
    #[error("a key with this kid has been there: give the new one a kid of its own")]
    KeyExists,
    #[error("the system has no key with this kid that holds")]
    NoKey,
    #[error(transparent)]
    Key(#[from] PublicKeyError),
    #[error(transparent)]
    Database(#[from] DbError),
}

/// The register. Cheap to clone.
#[derive(Clone)]
pub struct Registry {
    db: Db,
    clock: Clock,
    random: Random,
}

impl Registry {
    pub fn new(db: Db, clock: Clock, random: Random) -> Self {
        Self { db, clock, random }
    }

    /// Adds a system, in the name of `by`.
    ///
    /// # Errors
    /// [`RegistryError`] that says what is wanting.
    pub async fn add(&self, new: NewClient, by: &str) -> Result<Client, RegistryError> {
        let now = self.clock.now();
        let id = new.id.unwrap_or_else(|| self.random.uuid(now).to_string());
        if !is_id(&id) {
            return Err(RegistryError::Id);
        }
        if new.scopes.is_empty() {
            return Err(RegistryError::NoScope);
        }
        if new.keys.is_empty() || new.keys.len() > MOST_KEYS {
            return Err(RegistryError::Keys);
        }
        if Source::find(&self.db, &new.organisation).await?.is_none() {
            return Err(RegistryError::NoOrganisation);
        }
        let keys = new.keys.into_iter().map(|key| ClientKey { key, added_at: now, ended_at: None }).collect();
        let client = Client {
            id,
            organisation: new.organisation,
            name: new.name,
            scopes: new.scopes,
            dpop_required: new.dpop_required,
            per_minute: new.per_minute,
            added_at: now,
            ended_at: None,
            used_at: None,
            keys,
        };
        store::insert(&self.db, client.clone(), self.change(&client.id, by, "add", &client.scopes.to_string())).await?;
        Ok(client)
    }

    /// All systems with their keys, those that have ended too.
    pub async fn list(&self) -> Result<Vec<Client>, RegistryError> {
        store::list(&self.db).await
    }

    /// The system with this id and all its keys.
    pub async fn find(&self, id: &str) -> Result<Option<Client>, RegistryError> {
        store::find(&self.db, id).await
    }

    /// Adds a key beside those there are.
    ///
    /// # Errors
    /// [`RegistryError::KeyExists`] for a kid that has been used, [`RegistryError::Keys`] when eight hold already.
    pub async fn add_key(&self, id: &str, key: PublicKey, by: &str) -> Result<(), RegistryError> {
        let client = self.holding(id).await?;
        if client.keys.iter().filter(|key| key.ended_at.is_none()).count() >= MOST_KEYS {
            return Err(RegistryError::Keys);
        }
        let change = self.change(id, by, "add_key", key.kid());
        store::insert_key(&self.db, key, change).await
    }

    /// Ends a key at once: tokens that were got with it are refused from now on.
    pub async fn end_key(&self, id: &str, kid: &str, by: &str) -> Result<(), RegistryError> {
        self.holding(id).await?;
        store::end_key(&self.db, self.change(id, by, "end_key", kid)).await
    }

    /// Ends a system at once: its tokens are refused from now on.
    pub async fn end(&self, id: &str, by: &str) -> Result<(), RegistryError> {
        self.holding(id).await?;
        store::end(&self.db, self.change(id, by, "end", "")).await
    }

    /// Changes the most that a system may do: for tokens that are out, too, from the next request on.
    ///
    /// # Errors
    /// [`RegistryError::NoScope`] where nothing would be left.
    pub async fn change_scopes(&self, id: &str, scopes: &Scopes, by: &str) -> Result<(), RegistryError> {
        self.holding(id).await?;
        if scopes.is_empty() {
            return Err(RegistryError::NoScope);
        }
        store::change_scopes(&self.db, self.change(id, by, "scopes", &scopes.to_string())).await
    }

    /// Every change of one system, or of all, the latest last.
    ///
    /// # Errors
    /// [`RegistryError::NoClient`] for an id that no system has.
    pub async fn history(&self, id: Option<&str>) -> Result<Vec<ClientChange>, RegistryError> {
        if let Some(id) = id {
            self.find(id).await?.ok_or(RegistryError::NoClient)?;
        }
        Ok(store::history(&self.db, id).await?)
    }

    /// Notes that the system got a token now: one write a minute, however many it gets.
    pub(crate) async fn note_use(&self, client: &Client) -> Result<(), DbError> {
        let now = self.clock.now();
        match client.used_at {
            Some(used_at) if now.duration_since(used_at) < USE_NOTED_EVERY => Ok(()),
            _ => store::note_use(&self.db, &client.id, now).await,
        }
    }

    /// What the system with this id and key may do just now: one query a request.
    pub(crate) async fn standing(&self, id: &str, kid: &str) -> Result<Option<Standing>, DbError> {
        store::standing(&self.db, id, kid).await
    }

    async fn holding(&self, id: &str) -> Result<Client, RegistryError> {
        let client = self.find(id).await?.ok_or(RegistryError::NoClient)?;
        if client.ended_at.is_some() { Err(RegistryError::Ended) } else { Ok(client) }
    }

    fn change(&self, client: &str, by: &str, change: &'static str, detail: &str) -> store::Change {
        let at = self.clock.now();
        let (client, by, detail) = (client.to_owned(), by.to_owned(), detail.to_owned());
        store::Change { id: self.random.uuid(at), client, at, by, change, detail }
    }
}

fn is_id(text: &str) -> bool {
    let sign = |char: char| char.is_ascii_alphanumeric() || "-_.:".contains(char);
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(sign)
}
