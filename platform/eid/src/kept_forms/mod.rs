//! Forms sent after the session had ended: kept for the same person, who may send them again (L10).

mod store;

use db::{Clock, Db, DbError, Keyring, PersonId, Random};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sessions::{Kind, Session};

/// The largest form that is kept, in bytes of its encoded body.
pub const LARGEST: usize = 64 * 1024;
/// A person's further forms push out the oldest.
const MOST: i64 = 5;
/// How long a form waits for its person.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// Label under which a form is sealed.
const FORM: &str = "kept_forms.sealed";

/// The forms that wait. Cheap to clone.
#[derive(Clone)]
pub struct KeptForms {
    db: Db,
    keyring: Keyring,
    clock: Clock,
    random: Random,
}

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The local path it was sent to, with the handle of whom it is about.
    pub path: String,
    /// Names and values in their order.
    pub fields: Vec<(String, String)>,
}

/// A form that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    pub id: Uuid,
    pub form: Form,
    pub kept_at: Timestamp,
}

impl KeptForms {
    pub fn new(db: Db, keyring: Keyring, clock: Clock, random: Random) -> Self {
        Self { db, keyring, clock, random }
    }

    /// Keeps a form for the person whose session timed out, sealed under their key; false when it is too large to keep.
    pub async fn keep(&self, person: PersonId, form: &Form) -> Result<bool, DbError> {
        let plain = serde_json::to_vec(form).map_err(|_| DbError::Sealed)?;
        if plain.len() > LARGEST {
            return Ok(false);
        }
        let sealed = self.keyring.person(person).await?.seal(FORM, &plain);
        let now = self.clock.now();
        let at_work = Kind::of_path(&form.path).is_at_work();
        let form = store::NewForm { person, id: self.random.uuid(now), at_work, sealed, now, expires_at: now + KEPT };
        store::insert(&self.db, form, MOST).await?;
        Ok(true)
    }

    /// The forms that wait for the person who is logged in, of the session's kind alone, the oldest first.
    pub async fn list(&self, session: &Session) -> Result<Vec<KeptForm>, DbError> {
        let person = session.person;
        let rows = store::list(&self.db, person, session.kind.is_at_work(), self.clock.now()).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.keyring.person(person).await?;
        rows.into_iter()
            .map(|(id, sealed, kept_at)| {
                let form = serde_json::from_slice(&key.open(FORM, &sealed)?).map_err(|_| DbError::Sealed)?;
                Ok(KeptForm { id, form, kept_at })
            })
            .collect()
    }

    /// Takes a form away, because it is sent again or no longer wanted; `None` when it is not theirs or gone.
    pub async fn take(&self, session: &Session, id: Uuid) -> Result<Option<Form>, DbError> {
        let person = session.person;
        let Some(sealed) = store::take(&self.db, person, session.kind.is_at_work(), id, self.clock.now()).await? else {
            return Ok(None);
        };
        let plain = self.keyring.person(person).await?.open(FORM, &sealed)?;
        serde_json::from_slice(&plain).map(Some).map_err(|_| DbError::Sealed)
    }

    /// Removes forms that nobody came back for.
    pub async fn purge(&self) -> Result<u64, DbError> {
        store::purge(&self.db, self.clock.now()).await
    }
}
