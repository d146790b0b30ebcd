//! A calendar file (iCalendar, RFC 5545) of one appointment.

use access::Deed;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use web::{Acting, ItemId, PageError, Portal};

use crate::appointments::{
    SERVICE,
    model::{Appointment, When},
    store,
};

/// Where the source says neither end nor minutes.
const HALF_AN_HOUR: SignedDuration = SignedDuration::from_mins(30);

/// The file. It names time and place alone: calendars are shared and synchronised, what it is about is not for them.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
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

/// `None` where there is no hour to write down, or its end is beyond the calendar.
fn file(appointment: &Appointment, title: &str, now: Timestamp) -> Option<String> {
    let (start, end) = match appointment.when() {
        When::At(start) => (start, appointment.view.end.or_else(|| start.checked_add(length(appointment)).ok())?),
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
    use access::rules::Flags;
    use jiff::Timestamp;
    use records::Record;
    use uuid::Uuid;

    use super::{escape, file, fold};
    use crate::appointments::model::Appointment;

    /// The file of an appointment that begins at `start` and has `rest` in its JSON.
    fn file_of(start: &str, rest: &str) -> Option<String> {
        let body = format!(r#"{{"resourceType":"Appointment","status":"booked","start":"{start}",{rest}}}"#);
        let record = Record {
            id: Uuid::nil(),
            resource_type: "Appointment".into(),
            version: 1,
            organisation: String::new(),
            flags: Flags::default(),
            updated_at: Timestamp::UNIX_EPOCH,
            body,
        };
        file(&Appointment::read(record).unwrap(), "Time", Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_home_visit_does_not_say_where_somebody_lives() {
        let place = r#""name":"Hos Unni","address":[{"line":["Storgata 1"],"city":"Oslo"}]"#;
        let with = |kind| {
            format!(
                r#""contained":[{{"resourceType":"Location",{place},"type":[{{"coding":[{{"code":"{kind}"}}]}}]}}]"#
            )
        };
        let at = "2026-03-29T10:00:00+02:00";
        assert!(file_of(at, &with("HOSP")).unwrap().contains("LOCATION:Hos Unni\\, Storgata 1\\, Oslo"));
        let actor = r#","participant":[{"actor":{"type":"Location","display":"Storgata 1"},"status":"accepted"}]"#;
        let home = file_of(at, &(with("PTRES") + actor)).unwrap();
        assert!(!home.contains("LOCATION") && !home.contains("Storgata"), "{home}");
    }

    #[test]
    fn an_end_beyond_the_calendar_is_no_file_and_no_fault() {
        assert!(file_of("9990-01-01T00:00:00Z", r#""minutesDuration":2147483647"#).is_none());
    }

    #[test]
    fn text_is_escaped_and_long_lines_are_folded_between_characters() {
        assert_eq!(escape("Storgata 1, 0155; Oslo\nB\\C"), "Storgata 1\\, 0155\\; Oslo\\nB\\\\C");
        let folded = fold(&"ø".repeat(60));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), "ø".repeat(60));
    }
}
