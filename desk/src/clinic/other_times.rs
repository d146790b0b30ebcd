//! The office's appointments that its own system has sent, beside the times that are published here.

use std::collections::HashMap;

use access::Reason;
use jiff::civil::Date;
use offices::OfficeKind;
use uuid::Uuid;
use visits::{Appointment, Status};
use web::{AtWork, PageError, Portal};

use super::{APPOINTMENTS, day};

/// Appointments of one day that are shown.
const MOST: i64 = 100;

/// One of them. It is changed where it came from.
pub struct Other {
    pub clock: String,
    pub who: String,
    pub what: String,
    pub cancelled: bool,
}

/// Those of the day that are not booked in a time of the office. `None` where the organisation has several offices of this
/// kind: an appointment does not say at which of them it is. Home care has a page of its own.
pub async fn list(
    portal: &Portal,
    at_work: &AtWork,
    on: Date,
    booked: &[Uuid],
) -> Result<Option<Vec<Other>>, PageError> {
    let office = at_work.office();
    if office.kind == OfficeKind::HomeCare {
        return Ok(Some(Vec::new()));
    }
    let offices = portal.offices().of_organisation(&office.organisation).await.map_err(PageError::unavailable)?;
    if offices.iter().filter(|it| it.kind == office.kind).count() != 1 {
        return Ok(None);
    }
    let span = (db::start_of_day(on), on.tomorrow().map_or(jiff::Timestamp::MAX, db::start_of_day));
    let found = portal.office_records().appointments(office.unit(), span, (MOST, 0)).await;
    let mut found = found.map_err(PageError::unavailable)?;
    found.retain(|it| !booked.contains(&it.id));
    let items: Vec<_> = found.iter().map(|it| (it.person, it.id)).collect();
    let allowed = at_work.see_items(portal, &items, &APPOINTMENTS, "list", Reason::Appointment).await?;
    let seen: HashMap<_, _> = allowed.iter().map(|it| (it.subject(), it)).collect();
    let mut others = Vec::new();
    for it in &found {
        let Some(allowed) = seen.get(&it.person) else { continue };
        // What was booked here and given up since has no time any more.
        let record = records::find(allowed, "Appointment", it.id).await?.filter(|it| !crate::is_made_here(it));
        let Some(appointment) = record.and_then(Appointment::read) else { continue };
        let who = allowed.seen().map_or_else(String::new, |seen| seen.name.full());
        others.push(other(at_work, &appointment, who));
    }
    Ok(Some(others))
}

fn other(at_work: &AtWork, appointment: &Appointment, who: String) -> Other {
    let words = at_work.words();
    let clock = match (appointment.begins(), appointment.ends()) {
        (Some(begins), Some(ends)) if begins < ends => format!("{}–{}", words.clock(begins), words.clock(ends)),
        (Some(begins), _) => words.clock(begins),
        (None, _) => String::new(),
    };
    let what = appointment.title().map(day::capital).unwrap_or_default();
    Other { clock, who, what, cancelled: appointment.status() == Status::Cancelled }
}
