//! Visits to a person's home, planned and made, as far as a permission lets one see them (C14).

use access::{Allowed, GateError, PersonalSql, See, args};
use uuid::Uuid;

use crate::{Appointment, Made};

/// More than anyone has ahead of them.
const MOST_PLANNED: i64 = 200;

/// Planned visits that are not over, the earliest first, cancelled ones among them.
pub async fn planned(allowed: &Allowed<See>) -> Result<Vec<Appointment>, GateError> {
    let ahead = records::upcoming(allowed, "Appointment", allowed.now(), MOST_PLANNED).await?;
    Ok(ahead.into_iter().filter_map(Appointment::read).filter(Appointment::is_home_visit).collect())
}

/// A planned visit, also one that is over; `None` for what is hidden, no home visit, or never was.
pub async fn find_planned(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Appointment>, GateError> {
    let record = records::find(allowed, "Appointment", id).await?;
    Ok(record.and_then(Appointment::read).filter(Appointment::is_home_visit))
}

/// A visit that was made.
pub async fn find_made(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Made>, GateError> {
    Ok(records::find(allowed, "Encounter", id).await?.and_then(Made::read))
}

/// Visits that were made, the latest first: at most `size` after the first `skip`.
pub async fn made(allowed: &Allowed<See>, size: i64, skip: i64) -> Result<Vec<Made>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT h.encounter FROM home_visits h JOIN items i ON i.person = h.person AND i.item = h.encounter
         WHERE h.person = :person AND :visible(i) AND h.finished
         ORDER BY h.began_at DESC, h.encounter LIMIT :1 OFFSET :2",
    );
    let mut found = Vec::new();
    for row in allowed.fetch_all(&SQL, args![size, skip]).await? {
        found.extend(find_made(allowed, row.uuid(0)?).await?);
    }
    Ok(found)
}

/// The Encounter that has kept a planned visit, begun or finished.
pub async fn was_registered(allowed: &Allowed<See>, visit: Uuid) -> Result<Option<Uuid>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT h.encounter FROM home_visits h
         JOIN records r ON r.person = h.person AND r.resource_type = 'Encounter' AND r.id = h.encounter
         WHERE h.person = :person AND :visible(r) AND h.visit = :1 ORDER BY h.finished DESC, h.began_at LIMIT 1",
    );
    let row = allowed.fetch_optional(&SQL, args![visit]).await?;
    Ok(row.map(|row| row.uuid(0)).transpose()?)
}
