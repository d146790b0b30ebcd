//! Tells chosen next of kin that nobody has registered a planned visit (B5).

use std::collections::HashMap;

use access::rules::{ItemSource, table};
use access::{Actor, Deed, Gate, GateError, JobKind, PersonTx, PersonalSql, Policy, args};
use db::{Db, DbError, ToValue};
use jiff::{SignedDuration, Timestamp};
use notify::{Class, Event, Kin};
use people::PersonId;
use records::Ended;
use thiserror::Error;

use crate::{Appointment, MISSED, MISSED_AFTER, settings_in};

/// A portal that stood still tells of no older ones: what is over by hours has been found out by other means.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(3);
/// Persons in one statement.
const AT_ONCE: usize = 100;

const HOME_CARE: Policy = crate::HOME_CARE;

/// Why nobody could be told.
#[derive(Debug, Error)]
pub enum MissedError {
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
    /// It is not missed, or told of already: nothing of the look remains.
    #[error("the visit is not missed")]
    NotMissed,
}

/// Tells of the visits that have become missed, and says how many there were. Running it again tells of none twice, in
/// any number of processes.
pub async fn tell_of_missed(gate: &Gate, db: &Db) -> Result<usize, MissedError> {
    let now = gate.clock().now();
    let mut told = 0;
    for visit in due(db, now).await? {
        let job = Actor::Job(JobKind::MissedVisits);
        let deed = Deed::on("missed_visit", visit.id);
        let allowed = gate.deliver(&job, visit.person, &HOME_CARE, deed).await?;
        let tell = allowed.commit(move |tx| Box::pin(async move { tell(tx, visit).await }));
        match tell.await {
            Ok(()) => told += 1,
            Err(MissedError::NotMissed) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(told)
}

/// Planned visits whose time for being registered is out, of those who have chosen that it is told.
async fn due(db: &Db, now: Timestamp) -> Result<Vec<Ended>, DbError> {
    let minutes = |count: u16| SignedDuration::from_mins(i64::from(count));
    let [shortest, .., longest] = MISSED_AFTER.map(minutes);
    let ended = records::appointments_ended(db, ItemSource::Municipal, now - longest - LOOK_BACK, now - shortest);
    let ended = ended.await?;
    let waits = chosen(db, &ended).await?;
    let is_due = |visit: &Ended| {
        let due_at = waits.get(&visit.person).map(|wait| visit.at + *wait);
        due_at.is_some_and(|due_at| due_at <= now && now < due_at + LOOK_BACK)
    };
    Ok(ended.into_iter().filter(is_due).collect())
}

/// How long those who have chosen it wait, of the persons whose visits these are.
async fn chosen(db: &Db, ended: &[Ended]) -> Result<HashMap<PersonId, SignedDuration>, DbError> {
    let mut persons: Vec<PersonId> = ended.iter().map(|visit| visit.person).collect();
    persons.sort_unstable();
    persons.dedup();
    let mut found = HashMap::new();
    for some in persons.chunks(AT_ONCE) {
        let marks = db::marks(1, some.len());
        let sql = format!(
            "SELECT person, missed_after FROM home_care_settings WHERE missed_after IS NOT NULL AND person IN ({marks})"
        );
        for row in db.fetch_all(sql, some.iter().map(ToValue::to_value).collect()).await? {
            found.insert(row.person(0)?, SignedDuration::from_mins(row.int(1)?));
        }
    }
    Ok(found)
}

/// Asks everything once more where it cannot change any longer, and raises the event (I9).
async fn tell(tx: &mut PersonTx<'_>, due: Ended) -> Result<(), MissedError> {
    let record = records::find_in(tx, "Appointment", due.id).await?;
    let visit = record.and_then(Appointment::read).filter(|it| it.is_home_visit() && it.stands());
    let still_so = visit.is_some_and(|it| it.ends() == Some(due.at));
    let settings = settings_in(tx).await?;
    if !still_so || settings.missed_after.is_none() || is_registered(tx, due).await? || !mark_told(tx, due).await? {
        return Err(MissedError::NotMissed);
    }
    let event = Event::new(MISSED, table::HOME_CARE.service, Class::AboutTreatment, due.id).to_kin(Kin::Chosen);
    let event = if settings.named { event.named() } else { event.unnamed() };
    Ok(notify::raise(tx, &event).await?)
}

async fn is_registered(tx: &mut PersonTx<'_>, due: Ended) -> Result<bool, GateError> {
    static FIND: PersonalSql =
        PersonalSql::new("SELECT encounter FROM home_visits WHERE person = :person AND visit = :1 LIMIT 1");
    Ok(tx.fetch_optional(&FIND, args![due.id]).await?.is_some())
}

/// Whether it was this run that marked it.
async fn mark_told(tx: &mut PersonTx<'_>, due: Ended) -> Result<bool, GateError> {
    static MARK: PersonalSql = PersonalSql::new(
        "INSERT INTO missed_visits (person, visit, planned_end, told_at) VALUES (:person, :1, :2, :3)
         ON CONFLICT (person, visit, planned_end) DO NOTHING",
    );
    Ok(tx.execute(&MARK, args![due.id, due.at, tx.now()]).await? == 1)
}
