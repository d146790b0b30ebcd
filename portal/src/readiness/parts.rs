//! How each part of the portal finds itself, for the status page: by what readiness asks, and by letters that are late.

use std::sync::Arc;

use db::Clock;
use incidents::{Component, Probe, State};
use jiff::SignedDuration;
use notify::Notices;

use super::{NotReadyError, Readiness};

/// Letters that wait longer than this are late; the alert fires at the same age.
const LATE: SignedDuration = SignedDuration::from_mins(15);

/// Asks them all.
pub fn probe(readiness: Readiness, notices: Notices, clock: Clock) -> Probe {
    Arc::new(move || {
        let (readiness, notices, clock) = (readiness.clone(), notices.clone(), clock.clone());
        Box::pin(async move {
            let serves = serves(readiness.check().await);
            let messages = if serves == State::Down { serves } else { serves.max(letters(&notices, &clock).await) };
            // What needs no log-in is made and searched in memory.
            let found = |part| match part {
                Component::Open => State::Works,
                Component::Messages => messages,
                Component::LogIn | Component::Pages | Component::Api => serves,
            };
            Component::ALL.into_iter().map(|part| (part, found(part))).collect()
        })
    })
}

/// Without the database nothing of anybody's is shown; a log that waits for its seal may end so.
fn serves(ready: Result<(), NotReadyError>) -> State {
    match ready {
        Ok(()) | Err(NotReadyError::Draining) => State::Works,
        Err(NotReadyError::Heads | NotReadyError::Unsealed) => State::Degraded,
        Err(NotReadyError::Database | NotReadyError::Migrations | NotReadyError::Writes) => State::Down,
    }
}

async fn letters(notices: &Notices, clock: &Clock) -> State {
    let Ok(outbox) = notices.outbox().await else { return State::Down };
    let now = clock.now();
    // In the night nothing is late that may not go.
    let late = outbox.iter().filter(|(kind, _)| kind.opens(now) == now).filter_map(|(_, it)| it.due_since);
    let is_late = late.into_iter().any(|due| now.duration_since(due) > LATE);
    if is_late { State::Degraded } else { State::Works }
}
