//! A calendar file (iCalendar, RFC 5545) of one appointment.

use access::Deed;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use web::{Acting, PageError, Portal};

use super::Address;
use crate::appointments::{
    SERVICE,
    model::{Appointment, When},
    store,
};

/// Where the source says neither end nor minutes.
const HALF_AN_HOUR: SignedDuration = SignedDuration::from_mins(30);

/// The file. It names time and place alone: calendars are shared and synchronised, what it is about is not for them.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Path(address): Path<Address>,
) -> Result<Response, PageError> {
    let id = address.id()?;
    let allowed = acting.see(&portal, &SERVICE, Deed::on("calendar", id)).await?;
    let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let title = acting.words().t("appointments-calendar-title");
    let file = file(&appointment, title, allowed.now()).ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"time.ics\""),
    ];
    Ok((headers, file).into_response())
}

/// `None` where there is no hour to write down.
fn file(appointment: &Appointment, title: &str, now: Timestamp) -> Option<String> {
    let (start, end) = match appointment.when() {
        When::At(start) => (start, appointment.view.end.unwrap_or_else(|| start + length(appointment))),
        When::Between(from, until) => (from, until),
        When::On(_) | When::Unknown => return None,
    };
    let address = appointment.place().and_then(|place| place.address.clone());
    let place = appointment.place_name().into_iter().chain(address).collect::<Vec<_>>().join(", ");
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Helsevei//nb".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@helsevei", appointment.id()),
        format!("SEQUENCE:{}", appointment.record.version - 1),
        format!("DTSTAMP:{}", utc(now)),
        format!("DTSTART:{}", utc(start)),
        format!("DTEND:{}", utc(end)),
        format!("SUMMARY:{}", escape(title)),
        format!("LOCATION:{}", escape(&place)),
        "CLASS:PRIVATE".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    Some(lines.iter().filter(|line| *line != "LOCATION:").map(|line| fold(line)).collect())
}

fn length(appointment: &Appointment) -> SignedDuration {
    appointment.view.minutes.map_or(HALF_AN_HOUR, SignedDuration::from_mins)
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// RFC 5545 §3.3.11.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n").replace('\r', "")
}

/// RFC 5545 §3.1: at most 75 bytes a line; what follows begins with a space.
fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(c);
        width += c.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::{escape, fold};

    #[test]
    fn text_is_escaped_and_long_lines_are_folded_between_characters() {
        assert_eq!(escape("Storgata 1, 0155; Oslo\nB\\C"), "Storgata 1\\, 0155\\; Oslo\\nB\\\\C");
        let folded = fold(&"ø".repeat(60));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), "ø".repeat(60));
    }
}
