//! What pages and commands ask of notices: how many are unread, and what the contact register knows.

use std::sync::Arc;

use access::{
    Gate, GateError, Policy, Standing, args,
    rules::{Action, Flags, ItemSource},
};
use db::{Db, DbError, Keyring, Random, Row};
use jiff::{Span, tz::TimeZone};
use people::{ContactRegister, PersonId};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{NotifyError, Setup, push::Vapid};

/// Name of the secret that devices' push services know us by.
pub(crate) const PUSH_KEY: &str = "web-push";

/// How long what was told is kept.
const KEPT_DAYS: i64 = 365;

/// The notices of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Notices {
    db: Db,
    gate: Gate,
    keyring: Keyring,
    contacts: Arc<dyn ContactRegister>,
    random: Random,
    setup: Arc<Setup>,
    vapid: Arc<OnceCell<Arc<Vapid>>>,
}

/// Unread notices of one kind of item.
struct Unread {
    subject: PersonId,
    service: String,
    flags: Flags,
    source: ItemSource,
    count: i64,
}

impl Notices {
    pub fn new(db: Db, gate: Gate, keyring: Keyring, contacts: Arc<dyn ContactRegister>, random: Random) -> Self {
        Self { db, gate, keyring, contacts, random, setup: Arc::default(), vapid: Arc::default() }
    }

    /// The same with what the operator has decided.
    pub fn with(self, setup: Setup) -> Self {
        Self { setup: Arc::new(setup), ..self }
    }

    /// What the operator has decided.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The key that devices know us by, made at the first start and kept sealed among the secrets of the installation.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn vapid(&self) -> Result<&Arc<Vapid>, DbError> {
        let made = async || {
            let secret = self.keyring.secret(PUSH_KEY).await?;
            Ok(Arc::new(Vapid::of_secret(&secret).map_err(|_| DbError::NoKey)?))
        };
        self.vapid.get_or_try_init(made).await
    }

    /// The register that says where people can be reached.
    pub fn contacts(&self) -> &Arc<dyn ContactRegister> {
        &self.contacts
    }

    pub(crate) fn db(&self) -> &Db {
        &self.db
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(crate) fn random(&self) -> &Random {
        &self.random
    }

    /// How many notices the reader has not read, of those that they may open now (N5). `standings`: how the reader stands
    /// to themself and to those they represent. What is no longer theirs to see is not counted.
    pub async fn unread(
        &self,
        reader: PersonId,
        standings: &[Standing],
        policy: impl Fn(&str) -> Option<&'static Policy>,
    ) -> Result<i64, GateError> {
        let mut total = 0;
        for group in unread(&self.db, reader).await? {
            let standing = standings.iter().find(|standing| standing.subject.person == group.subject);
            let Some((standing, policy)) = standing.zip(policy(&group.service)) else { continue };
            match self.gate.decide(standing, policy, Action::See).await {
                Ok(granted) if granted.item(group.flags, group.source).is_ok() => total += group.count,
                Ok(_) | Err(GateError::Refused(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(total)
    }

    /// The reader has these before them now.
    pub async fn mark_read(&self, reader: PersonId, notices: Vec<(PersonId, Uuid)>) -> Result<(), DbError> {
        if notices.is_empty() {
            return Ok(());
        }
        let now = self.gate.clock().now();
        let sql =
            "UPDATE notices SET read_at = $1 WHERE person = $2 AND id = $3 AND recipient = $4 AND read_at IS NULL";
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                for (person, id) in notices {
                    tx.execute(sql, args![now, person, id, reader]).await?;
                }
                Ok(())
            })
        });
        job.await
    }

    /// Removes what is older than a year, and says how many notices that were.
    pub async fn purge(&self) -> Result<u64, NotifyError> {
        let before = self.gate.clock().now().to_zoned(TimeZone::UTC).saturating_sub(Span::new().days(KEPT_DAYS));
        let before = before.timestamp();
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                tx.execute("DELETE FROM letters WHERE made_at < $1", args![before]).await?;
                tx.execute("DELETE FROM notices WHERE at < $1", args![before]).await
            })
        });
        job.await.map_err(NotifyError::Database)
    }
}

async fn unread(db: &Db, reader: PersonId) -> Result<Vec<Unread>, DbError> {
    let sql = "SELECT n.person, n.service, i.hidden_from_parents, i.hidden_from_youth, i.item_source,
                      CAST(COUNT(*) AS BIGINT)
               FROM notices n JOIN items i ON i.person = n.person AND i.item = n.item
               WHERE n.recipient = $1 AND n.read_at IS NULL
               GROUP BY n.person, n.service, i.hidden_from_parents, i.hidden_from_youth, i.item_source";
    let rows = db.fetch_all(sql, args![reader]).await?;
    rows.iter().filter_map(|row| group(row).transpose()).collect()
}

/// `None` for an item from a source that no rule knows: nobody sees it.
fn group(row: &Row) -> Result<Option<Unread>, DbError> {
    let Some(source) = ItemSource::of_bit(row.int(4)?) else { return Ok(None) };
    Ok(Some(Unread {
        subject: row.person(0)?,
        service: row.text(1)?,
        flags: Flags { hidden_from_parents: row.bool(2)?, hidden_from_youth: row.bool(3)? },
        source,
        count: row.int(5)?,
    }))
}

/// An address as it is shown: `k***@e***.no`, `***67` of a number. Whoever looks over the shoulder learns none.
pub fn masked(address: &str) -> String {
    if address.strip_prefix('+').is_some_and(|digits| digits.len() > 4 && digits.bytes().all(|it| it.is_ascii_digit()))
    {
        return format!("***{}", &address[address.len() - 2..]);
    }
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let Some((name, domain)) = address.rsplit_once('@') else { return "***".to_owned() };
    let (host, top) = domain.rsplit_once('.').unwrap_or((domain, ""));
    let dot = if top.is_empty() { "" } else { "." };
    format!("{}***@{}***{dot}{top}", first(name), first(host))
}
