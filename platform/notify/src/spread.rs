//! From an event to those who may know of it: notices in the portal at once, and letters for the outbox.

use access::{Actor, Deed, GateError, JobKind, PersonTx, PersonalSql, Policy, args};
use db::{Db, DbError, Row};
use jiff::{SignedDuration, Timestamp};
use people::PersonId;
use uuid::Uuid;

use crate::{
    ChannelKind, Class, Kin, Notices, NotifyError,
    audience::About,
    ladder::{Ladder, Rung},
};

/// Events taken at once.
const BATCH: i64 = 100;
/// An event whose facts cannot be read waits this long.
const POSTPONED: SignedDuration = SignedDuration::from_secs(60);

/// An event as it waits.
#[derive(Clone, Debug)]
struct Waiting {
    person: PersonId,
    id: Uuid,
    at: Timestamp,
    service: String,
    kind: String,
    class: Class,
    item: Uuid,
    organisation: Option<String>,
    sender: Option<Vec<u8>>,
    unnamed: bool,
    by: Option<PersonId>,
    kin: Kin,
    named: bool,
}

impl Notices {
    /// Tells those who may know of waiting events, and says how many events there were.
    ///
    /// An event that meets a fault waits a minute; the others go on.
    pub(crate) async fn spread(
        &self,
        policy: fn(&str) -> Option<&'static Policy>,
        open: &[ChannelKind],
    ) -> Result<usize, NotifyError> {
        let now = self.gate().clock().now();
        let waiting = waiting(self.db(), now).await?;
        for event in &waiting {
            let told = match policy(&event.service) {
                Some(policy) => self.tell(event, policy, open).await,
                None => self.forget(event).await,
            };
            match told {
                Ok(()) | Err(NotifyError::Taken) => {}
                Err(fault) => {
                    tracing::error!(%fault, "an event waits: nobody can be told of it now");
                    self.postpone(event, now + POSTPONED).await?;
                }
            }
        }
        Ok(waiting.len())
    }

    async fn tell(&self, event: &Waiting, policy: &'static Policy, open: &[ChannelKind]) -> Result<(), NotifyError> {
        let (item, class) = (event.item, event.class);
        let about = About { subject: event.person, policy, item, class, kind: &event.kind, kin: event.kin };
        let (now, mut told) = (self.gate().clock().now(), Vec::new());
        for hearer in self.audience(&about).await? {
            told.push((hearer.person, self.ladder(&hearer, open, now).await?));
        }
        if told.is_empty() {
            return self.forget(event).await;
        }
        let (job, deed) = (Actor::Job(JobKind::Notices), Deed::on("notify", event.item));
        let allowed = self.gate().deliver(&job, event.person, policy, deed).await?;
        let event = event.clone();
        allowed.commit(move |tx| Box::pin(async move { write(tx, &event, told).await })).await
    }

    /// Nobody may know of it, or its service is gone.
    async fn forget(&self, event: &Waiting) -> Result<(), NotifyError> {
        let (person, id) = (event.person, event.id);
        let sql = "DELETE FROM notice_events WHERE person = $1 AND id = $2";
        let job = self.db().write(move |tx| Box::pin(async move { tx.execute(sql, args![person, id]).await }));
        Ok(job.await.map(drop)?)
    }

    async fn postpone(&self, event: &Waiting, until: Timestamp) -> Result<(), DbError> {
        let (person, id) = (event.person, event.id);
        let sql = "UPDATE notice_events SET try_at = $3 WHERE person = $1 AND id = $2";
        let job = self.db().write(move |tx| Box::pin(async move { tx.execute(sql, args![person, id, until]).await }));
        job.await.map(drop)
    }
}

async fn waiting(db: &Db, now: Timestamp) -> Result<Vec<Waiting>, DbError> {
    let sql = "SELECT person, id, at, service, kind, class, item, organisation, sender, unnamed, by_person, kin, named
               FROM notice_events WHERE try_at <= $1 ORDER BY try_at, id LIMIT $2";
    db.fetch_all(sql, args![now, BATCH]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Waiting, DbError> {
    Ok(Waiting {
        person: row.person(0)?,
        id: row.uuid(1)?,
        at: row.time(2)?,
        service: row.text(3)?,
        kind: row.text(4)?,
        class: Class::of_column(row.int(5)?),
        item: row.uuid(6)?,
        organisation: row.opt_text(7)?,
        sender: row.opt_bytes(8)?,
        unnamed: row.bool(9)?,
        by: row.opt_text(10)?.and_then(|id| id.parse().ok()),
        kin: Kin::of_column(row.opt_text(11)?.as_deref()),
        named: row.opt_bool(12)?.unwrap_or(false),
    })
}

/// All that follows from an event, or nothing of it.
async fn write(tx: &mut PersonTx<'_>, event: &Waiting, told: Vec<(PersonId, Ladder)>) -> Result<(), NotifyError> {
    static DONE: PersonalSql = PersonalSql::new("DELETE FROM notice_events WHERE person = :person AND id = :1");
    if tx.execute(&DONE, args![event.id]).await? == 0 {
        return Err(NotifyError::Taken);
    }
    for (person, ladder) in told {
        let quiet = ladder.quiet.map(|why| why.as_str());
        let (notice, has_letters) = match unsent(tx, event, person).await? {
            Some((notice, has_letters)) => {
                renew(tx, event, notice, quiet.filter(|_| !has_letters)).await?;
                (notice, has_letters)
            }
            None => (insert(tx, event, person, quiet).await?, false),
        };
        for rung in ladder.rungs.iter().filter(|_| !has_letters) {
            post(tx, event, person, notice, rung).await?;
        }
    }
    Ok(())
}

/// The notice of the same item that the recipient has neither read nor been sent anything of, and whether letters of it
/// wait: what changes several times before it goes out is one notice.
async fn unsent(tx: &mut PersonTx<'_>, event: &Waiting, to: PersonId) -> Result<Option<(Uuid, bool)>, GateError> {
    static FIND: PersonalSql = PersonalSql::new(
        "SELECT n.id, (SELECT MIN(l.id) FROM letters l WHERE l.person = n.person AND l.notice = n.id) FROM notices n
         WHERE n.person = :person AND n.recipient = :1 AND n.item = :2 AND n.read_at IS NULL
           AND NOT EXISTS (SELECT l.id FROM letters l WHERE l.person = n.person AND l.notice = n.id
             AND (l.state <> 'waiting' OR l.claimed_until > :3))
         ORDER BY n.at DESC, n.id DESC LIMIT 1",
    );
    let row = tx.fetch_optional(&FIND, args![to, event.item, tx.now()]).await?;
    Ok(row.map(|row| Ok::<_, DbError>((row.uuid(0)?, row.opt_text(1)?.is_some()))).transpose()?)
}

/// What came first decides how weighty it is: a receipt does not take a cancellation's letter away.
async fn renew(
    tx: &mut PersonTx<'_>,
    event: &Waiting,
    notice: Uuid,
    quiet: Option<&'static str>,
) -> Result<(), GateError> {
    static RENEW: PersonalSql = PersonalSql::new(
        "UPDATE notices SET at = :1, kind = :2, class = CASE WHEN class < :3 THEN class ELSE :3 END,
           organisation = :4, sender = :5, unnamed = :6, quiet = :7, kin = :9, named = :10
         WHERE person = :person AND id = :8",
    );
    let (organisation, sender) = (event.organisation.as_deref(), event.sender.clone());
    let row = args![event.at, &event.kind, event.class as i64, organisation, sender, event.unnamed, quiet, notice];
    tx.execute(&RENEW, [row, args![event.kin.as_str(), event.named]].concat()).await.map(drop)
}

async fn insert(
    tx: &mut PersonTx<'_>,
    event: &Waiting,
    to: PersonId,
    quiet: Option<&'static str>,
) -> Result<Uuid, GateError> {
    static INSERT: PersonalSql = PersonalSql::new(
        "INSERT INTO notices
           (person, id, recipient, at, service, kind, class, item, organisation, sender, unnamed, read_at, quiet,
            kin, named)
         VALUES (:person, :1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14)",
    );
    let id = tx.new_id();
    // Who did it knows of it.
    let read_at = (event.by == Some(to)).then_some(event.at);
    let what = args![id, to, event.at, &event.service, &event.kind, event.class as i64, event.item];
    let who = args![event.organisation.as_deref(), event.sender.clone(), event.unnamed, read_at, quiet];
    tx.execute(&INSERT, [what, who, args![event.kin.as_str(), event.named]].concat()).await?;
    Ok(id)
}

/// Writes the letter of one rung. It takes the place of those by the same channel that still wait for an earlier change
/// of the same item, at the earliest of their times: a change now and then does not put the telling off.
async fn post(
    tx: &mut PersonTx<'_>,
    event: &Waiting,
    to: PersonId,
    notice: Uuid,
    rung: &Rung,
) -> Result<(), GateError> {
    static REPLACE: PersonalSql = PersonalSql::new(
        "UPDATE letters SET state = 'dropped', reason = 'replaced', ended_at = :4
         WHERE person = :person AND recipient = :1 AND channel = :2 AND state = 'waiting' AND claimed_until <= :4
           AND COALESCE(device, '') = COALESCE(:5, '') AND notice <> :6
           AND notice IN (SELECT id FROM notices WHERE person = :person AND item = :3)
         RETURNING due_at",
    );
    static POST: PersonalSql = PersonalSql::new(
        "INSERT INTO letters
           (person, id, notice, recipient, event, channel, device, state, made_at, due_at, attempts, claimed_until)
         VALUES (:person, :1, :2, :3, :4, :5, :6, 'waiting', :7, :8, 0, 0)",
    );
    let (now, channel) = (tx.now(), rung.channel.as_str());
    let replaced = tx.fetch_all(&REPLACE, args![to, channel, event.item, now, rung.device, notice]).await?;
    let mut due_at = rung.due_at;
    for row in replaced {
        due_at = due_at.min(row.time(0)?);
    }
    let row = args![tx.new_id(), notice, to, event.id, channel, rung.device, now, due_at];
    tx.execute(&POST, row).await.map(drop)
}
