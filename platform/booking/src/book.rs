//! Booking: the time becomes busy and the appointment is made in one transaction, or neither.

use access::{GateError, PersonTx};
use db::{DbError, Keyring};
use fhir::{Issue, Resource, json::Node};
use records::{Delivery, Expected, Kind, ReceiveError, Source, find_shared_in, receive_expecting, replace_shared};
use thiserror::Error;
use uuid::Uuid;

use crate::{
    Slot, State,
    slot::with_status,
    store::{self, Booked},
};

/// Appointments that citizens may have booked ahead at one time, for one person: times are for everybody.
pub const MOST_OPEN: i64 = 5;
const SLOT: &str = "Slot";

/// An appointment that is ready to be booked in an offered time.
#[derive(Clone, Debug)]
pub struct Booking {
    slot: Slot,
    office: Uuid,
    delivery: Delivery,
    by_staff: bool,
    /// One that is booked ahead goes in the same transaction.
    instead: bool,
}

/// Why it is not booked.
#[derive(Debug, Error)]
pub enum BookingError {
    /// Somebody else was first, or it is not offered any more.
    #[error("the time is taken")]
    Taken,
    /// This click's twin was first: the appointment that stands.
    #[error("the time is booked already")]
    Already(Uuid),
    /// [`MOST_OPEN`] are booked ahead.
    #[error("too many are booked ahead")]
    TooMany,
    /// The portal would make what it would not take from a source.
    #[error("the appointment is not valid: {0:?}")]
    Invalid(Vec<Issue>),
    #[error(transparent)]
    Gate(#[from] GateError),
}

impl From<DbError> for BookingError {
    fn from(fault: DbError) -> Self {
        Self::Gate(fault.into())
    }
}

impl From<ReceiveError> for BookingError {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Gate(fault) => Self::Gate(fault),
            ReceiveError::Unfit(issue) => Self::Invalid(vec![issue]),
            ReceiveError::Exists | ReceiveError::Missing | ReceiveError::Changed => Self::Taken,
        }
    }
}

impl Booking {
    /// The appointment `text` ([`crate::compose`]) of the source, in a slot of the office.
    ///
    /// # Errors
    /// [`BookingError::Invalid`] for what the source itself could not send.
    pub fn new(
        keyring: &Keyring,
        source: &Source,
        (office, slot): (Uuid, Slot),
        (id, text): (Uuid, String),
    ) -> Result<Self, BookingError> {
        let delivery = delivery(keyring, source, id, text)?;
        Ok(Self { slot, office, delivery, by_staff: false, instead: false })
    }

    /// Booked by staff: it does not count among what citizens may book.
    pub fn by_staff(self) -> Self {
        Self { by_staff: true, ..self }
    }

    /// Another of the person's bookings is given up in the same transaction.
    pub fn instead_of_another(self) -> Self {
        Self { instead: true, ..self }
    }

    /// The appointment's id.
    pub fn id(&self) -> Uuid {
        self.delivery.id
    }
}

/// What the portal makes in a source's name, held to what the source is held to.
///
/// # Errors
/// [`BookingError::Invalid`] with everything that is wrong.
pub fn delivery(keyring: &Keyring, source: &Source, id: Uuid, text: String) -> Result<Delivery, BookingError> {
    let unreadable = |_| BookingError::Gate(DbError::Sealed.into());
    let node = Node::parse(&text).map_err(unreadable)?;
    let resource = Resource::new(&text, &node);
    let issues = records::intake::check(source, &resource);
    if !issues.is_empty() {
        return Err(BookingError::Invalid(issues));
    }
    Ok(Delivery::new(source, id, &resource, text.clone()).identified(keyring, &resource))
}

/// Books. Of any number at the same time for the same slot, one is booked and all others are told that it is taken; one
/// who has it already is told which appointment it is.
pub async fn book(tx: &mut PersonTx<'_>, kind: &Kind, booking: &Booking) -> Result<(), BookingError> {
    let (slot, now) = (&booking.slot, tx.now());
    let busy = slot.in_state(State::Busy).filter(|_| slot.state == State::Free && slot.starts_at > now);
    let Some(busy) = busy else { return Err(missed(tx, slot).await?) };
    if !replace_shared(&mut tx.shared(), SLOT, &slot.resource, busy, now).await? {
        return Err(missed(tx, slot).await?);
    }
    if !booking.by_staff {
        store::hold(tx).await?;
        if store::ahead(tx).await? >= MOST_OPEN + i64::from(booking.instead) {
            return Err(BookingError::TooMany);
        }
    }
    receive_expecting(tx, kind, &booking.delivery, Expected::Nothing).await?;
    let booked = Booked { slot: slot.id(), office: booking.office };
    Ok(store::insert(tx, booking.id(), booked, booking.by_staff).await?)
}

/// Moves an appointment that stands to another time of the office, in one transaction: `delivery` is its next version,
/// over the one that was read.
pub async fn rebook(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    (office, slot): (Uuid, &Slot),
    (delivery, version): (&Delivery, i64),
) -> Result<(), BookingError> {
    let now = tx.now();
    let busy = slot.in_state(State::Busy).filter(|_| slot.state == State::Free && slot.starts_at > now);
    let Some(busy) = busy else { return Err(missed(tx, slot).await?) };
    if !replace_shared(&mut tx.shared(), SLOT, &slot.resource, busy, now).await? {
        return Err(missed(tx, slot).await?);
    }
    release(tx, delivery.id).await?;
    receive_expecting(tx, kind, delivery, Expected::Version(version)).await?;
    Ok(store::insert(tx, delivery.id, Booked { slot: slot.id(), office }, true).await?)
}

async fn missed(tx: &mut PersonTx<'_>, slot: &Slot) -> Result<BookingError, GateError> {
    let standing = store::standing_in(tx, slot.id()).await?;
    Ok(standing.map_or(BookingError::Taken, BookingError::Already))
}

/// Frees the time that an appointment was booked in, with the change that cancels it. A time that is over, or that its
/// office has since changed, stays as it is. Says whether one was freed.
pub async fn release(tx: &mut PersonTx<'_>, appointment: Uuid) -> Result<bool, GateError> {
    let Some(booked) = store::find_in(tx, appointment).await? else { return Ok(false) };
    store::delete(tx, appointment).await?;
    let now = tx.now();
    let shared = &mut tx.shared();
    let Some(slot) = find_shared_in(shared, SLOT, booked.slot).await? else { return Ok(false) };
    let Some(free) = freed(&slot.body, now) else { return Ok(false) };
    if replace_shared(shared, SLOT, &slot, free, now).await? { Ok(true) } else { Err(DbError::Conflict.into()) }
}

fn freed(slot: &str, now: jiff::Timestamp) -> Option<String> {
    let node = Node::parse(slot).ok()?;
    let starts_at: jiff::Timestamp = node.text_of("start")?.parse().ok()?;
    let is_busy = node.text_of("status") == Some("busy");
    with_status(slot, State::Free).filter(|_| is_busy && starts_at > now)
}

/// Removes what is known of the person's bookings and frees their times: for erasure (L4).
pub async fn erase(tx: &mut PersonTx<'_>) -> Result<(), GateError> {
    for appointment in store::appointments(tx).await? {
        release(tx, appointment).await?;
    }
    Ok(())
}
