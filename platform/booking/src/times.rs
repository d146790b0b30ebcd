//! The times of an office, read and published.

use std::{collections::HashMap, sync::Arc};

use access::{Gate, GateError, SharedTx};
use db::{Db, DbError, Keyring, PersonId, ToValue, args};
use jiff::{SignedDuration, Timestamp, civil::Date};
use offices::Office;
use records::{
    Delivery, Expected, Offered, ReceiveError, Source, put_shared, put_shared_expecting, replace_shared, shared_id,
};
use uuid::Uuid;

use crate::{Slot, State, slot};

/// How far ahead times are looked for.
const HORIZON: SignedDuration = SignedDuration::from_hours(24 * 400);
/// Times of one office that are read at once.
const MOST: i64 = 4_000;
/// No published time is longer: so far back one that overlaps can begin.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Times that offices offer. Read afresh each time; cheap to clone.
#[derive(Clone)]
pub struct Times {
    db: Db,
    keyring: Keyring,
}

/// What times are published for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What it is for, as citizens read it; empty for the office's ordinary appointments.
    pub title: String,
    /// Whom one meets: times of different people may overlap. Empty for the office.
    pub with: String,
    /// What is booked here is hidden from parents (R4).
    pub hidden_from_parents: bool,
}

/// A time that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    pub slot: Uuid,
    pub person: PersonId,
    pub appointment: Uuid,
}

/// Slots in one statement.
const AT_ONCE: usize = 100;

/// What came of publishing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub new: usize,
    /// Stood there already, free or booked.
    pub there: usize,
    /// Left out: another time of the same Schedule lies across.
    pub crossing: usize,
}

impl Times {
    /// Those in this database.
    pub fn new(db: Db, keyring: Keyring) -> Self {
        Self { db, keyring }
    }

    /// The keys that ids and look-ups of what is booked are made with.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// The source in whose name an office books; `None` for an organisation that nobody has made known.
    pub async fn source(&self, office: &Office) -> Result<Option<Source>, DbError> {
        Source::find(&self.db, &office.organisation).await
    }

    /// The first free times that begin after `from`, at most `limit`.
    pub async fn free(&self, office: &Office, from: Timestamp, limit: i64) -> Result<Vec<Slot>, DbError> {
        let until = from.saturating_add(HORIZON).unwrap_or(Timestamp::MAX);
        Ok(slots(records::free_in(&self.db, key(office), (after(from), until), limit.min(MOST)).await?))
    }

    /// The free times of a day in Norway that begin after `now`.
    pub async fn free_on(&self, office: &Office, day: Date, now: Timestamp) -> Result<Vec<Slot>, DbError> {
        let (from, until) = whole(day);
        Ok(slots(records::free_in(&self.db, key(office), (from.max(after(now)), until), MOST).await?))
    }

    /// All times of the days from `first` to `last`, free, busy and withdrawn.
    pub async fn all_on(&self, office: &Office, first: Date, last: Date) -> Result<Vec<Slot>, DbError> {
        Ok(slots(records::in_office(&self.db, key(office), (whole(first).0, whole(last).1)).await?))
    }

    /// One time of the office by its id.
    pub async fn find(&self, office: &Office, id: Uuid) -> Result<Option<Slot>, DbError> {
        Ok(records::one_of_office(&self.db, key(office), id).await?.and_then(Slot::read))
    }

    /// Who comes in which of the office's times: for the gate to be asked about, never an answer in itself. One to whom a
    /// time was given that has been cancelled since is not among them.
    pub async fn taken(&self, office: &Office, slots: &[Slot]) -> Result<Vec<Taken>, DbError> {
        let mut taken = Vec::new();
        for some in slots.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT slot, person, appointment FROM bookings WHERE office = $1 AND slot IN ({})",
                db::marks(2, some.len())
            );
            let values = std::iter::once(office.id.to_value()).chain(some.iter().map(|slot| slot.id().to_value()));
            for row in self.db.fetch_all(sql, values.collect()).await? {
                taken.push(Taken { slot: row.uuid(0)?, person: row.person(1)?, appointment: row.uuid(2)? });
            }
        }
        Ok(taken)
    }

    /// The person of an appointment that was booked in a time of the office: for the gate to be asked about.
    pub async fn booked_by(&self, office: &Office, appointment: Uuid) -> Result<Option<PersonId>, DbError> {
        let sql = "SELECT b.person FROM resource_routes r
                   JOIN bookings b ON b.person = r.person AND b.appointment = r.id WHERE r.id = $1 AND b.office = $2";
        let row = self.db.fetch_optional(sql, args![appointment, office.id]).await?;
        row.map(|row| row.person(0)).transpose()
    }

    /// Whether the office has ever offered times.
    pub async fn offers(&self, office: &Office) -> Result<bool, DbError> {
        records::has_schedule(&self.db, key(office)).await
    }

    /// Publishes times, all or none. The same again publishes nothing; one that was withdrawn is offered again.
    pub async fn publish(
        &self,
        gate: &Gate,
        (office, source): (&Office, &Source),
        offer: &Offer,
        times: &[(Timestamp, Timestamp)],
    ) -> Result<Published, GateError> {
        let (Some(first), Some(last)) = (times.first(), times.last()) else { return Ok(Published::default()) };
        let schedule = self.schedule(office, offer, source);
        let span = (first.0 - LONGEST, last.1);
        let there = records::in_office(&self.db, key(office), span).await?;
        let there: Vec<Slot> = slots(there).into_iter().filter(|it| it.schedule == Some(schedule.id)).collect();
        let mut published = Published::default();
        let mut steps = Vec::new();
        let standing: HashMap<Uuid, &Slot> = there.iter().map(|slot| (slot.id(), slot)).collect();
        for at in times {
            let id = shared_id(&self.keyring, &office.organisation, "Slot", &format!("{} {}", schedule.id, at.0));
            let text = slot::free(id, schedule.id, *at, &offer.title, offer.hidden_from_parents);
            match standing.get(&id) {
                Some(slot) if slot.state != State::Withdrawn => published.there += 1,
                _ if there.iter().any(|slot| crosses(slot, *at)) => published.crossing += 1,
                Some(slot) => steps.push(Step::Again((*slot).clone(), text)),
                None => steps.push(Step::New(Delivery::about_nobody(source, "Slot", id, text))),
            }
        }
        published.new = steps.len();
        let now = gate.clock().now();
        let steps = Arc::new((schedule, steps));
        gate.share::<_, GateError, _>(move |tx| Box::pin(async move { write(tx, &steps.0, &steps.1, now).await }))
            .await?;
        Ok(published)
    }

    /// Takes free times back; those that are booked meanwhile stay. Says how many were taken back.
    pub async fn withdraw(&self, gate: &Gate, office: &Office, ids: &[Uuid]) -> Result<usize, GateError> {
        let mut free = Vec::new();
        for id in ids {
            free.extend(self.find(office, *id).await?.filter(|slot| slot.state == State::Free));
        }
        let now = gate.clock().now();
        let taken = gate.share::<_, GateError, _>(move |tx| {
            Box::pin(async move {
                let mut taken = 0;
                for slot in free {
                    let Some(text) = slot.in_state(State::Withdrawn) else { continue };
                    taken += usize::from(replace_shared(tx, "Slot", &slot.resource, text, now).await?);
                }
                Ok(taken)
            })
        });
        taken.await
    }

    fn schedule(&self, office: &Office, offer: &Offer, source: &Source) -> Delivery {
        let with = Some(offer.with.as_str()).filter(|name| !name.is_empty());
        let name = format!("{} {}", office.id, offer.with);
        let id = shared_id(&self.keyring, &office.organisation, "Schedule", &name);
        let text = slot::schedule(id, (office.id, &office.name), with);
        Delivery::about_nobody(source, "Schedule", id, text)
    }
}

/// What is done with one time.
enum Step {
    New(Delivery),
    /// Offered again, over what stood.
    Again(Slot, String),
}

async fn write(tx: &mut SharedTx<'_>, schedule: &Delivery, steps: &[Step], now: Timestamp) -> Result<(), GateError> {
    put_shared(tx, schedule, now).await?;
    for step in steps {
        match step {
            Step::New(delivery) => match put_shared_expecting(tx, delivery, Expected::Nothing, now).await {
                // Published by another at the same moment, and perhaps booked already.
                Ok(_) | Err(ReceiveError::Exists) => {}
                Err(ReceiveError::Gate(fault)) => return Err(fault),
                Err(_) => return Err(DbError::Conflict.into()),
            },
            Step::Again(slot, text) => {
                replace_shared(tx, "Slot", &slot.resource, text.clone(), now).await?;
            }
        }
    }
    Ok(())
}

fn crosses(slot: &Slot, (starts, ends): (Timestamp, Timestamp)) -> bool {
    slot.state != State::Withdrawn && slot.starts_at < ends && slot.ends_at > starts
}

fn key(office: &Office) -> (Uuid, &str) {
    (office.id, &office.organisation)
}

fn slots(offered: Vec<Offered>) -> Vec<Slot> {
    offered.into_iter().filter_map(Slot::read).collect()
}

fn after(moment: Timestamp) -> Timestamp {
    moment + SignedDuration::from_micros(1)
}

/// From the first moment of a day in Norway to the first of the next.
fn whole(day: Date) -> (Timestamp, Timestamp) {
    (db::start_of_day(day), day.tomorrow().map_or(Timestamp::MAX, db::start_of_day))
}
