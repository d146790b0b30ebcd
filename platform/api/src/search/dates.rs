//! Dates in a search: `ge2026-11-21`, `lt2026-11-21T12:00:00+01:00`.

use fhir::IssueKind;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp, ToSpan};
use records::search::Span;

use crate::fault::Fault;

/// Narrows `span` by one value of a date parameter.
///
/// A date without a time is that day in Norway. A moment is taken as exact, whatever digits it leaves out: one that asks
/// for what comes after it gets more rather than less.
///
/// # Errors
/// 400 for what is no date of FHIR, or a prefix that is not known here.
pub fn narrow(span: &mut Span, name: &str, value: &str) -> Result<(), Fault> {
    let element = format!("http.{name}");
    let (prefix, moment) = match value.find(|it: char| it.is_ascii_digit()) {
        Some(at @ 0..=2) => value.split_at(at),
        _ => return Err(not_a_date(&element)),
    };
    let period = period(moment).ok_or_else(|| not_a_date(&element))?;
    let (from, until) = match prefix {
        "" | "eq" => (Some(period.first), Some(period.end)),
        "gt" | "sa" => (Some(period.after), None),
        "ge" => (Some(period.first), None),
        "lt" | "eb" => (None, Some(period.first)),
        "le" => (None, Some(period.after)),
        _ => {
            let mend = "use eq, gt, ge, lt, le, sa or eb";
            return Err(Fault::bad(IssueKind::NotSupported, &element, "has a prefix that is not taken here", mend));
        }
    };
    span.from = span.from.max(from);
    span.until = [span.until, until].into_iter().flatten().min();
    Ok(())
}

/// The time that a value covers.
struct Period {
    first: Timestamp,
    /// Behind its last moment.
    end: Timestamp,
    /// The first moment that is later than it.
    after: Timestamp,
}

fn period(text: &str) -> Option<Period> {
    match text.len() {
        4 => years(&format!("{text}-01-01"), |day| day.checked_add(1.year()).ok()),
        7 => years(&format!("{text}-01"), |day| day.checked_add(1.month()).ok()),
        10 => years(text, |day| day.tomorrow().ok()),
        _ => moment(text),
    }
}

fn years(first: &str, next: impl Fn(Date) -> Option<Date>) -> Option<Period> {
    let first: Date = first.parse().ok()?;
    let (first, end) = (db_midnight(first)?, db_midnight(next(first)?)?);
    Some(Period { first, end, after: end })
}

/// The first moment of a day in Norway.
fn db_midnight(day: Date) -> Option<Timestamp> {
    (day.year() > 0).then(|| db::start_of_day(day))
}

/// `2026-11-21T12:00Z`, with seconds and parts of them where they are given. A plus sign was read as a space.
fn moment(text: &str) -> Option<Period> {
    let text = text.replace(' ', "+");
    let zone = text.rfind(['Z', '+']).or_else(|| text.rfind('-').filter(|at| *at > 10));
    let local = &text[..zone.unwrap_or(text.len())];
    let first: Timestamp = match zone {
        Some(_) => text.parse().ok()?,
        None => db::oslo(Timestamp::UNIX_EPOCH).time_zone().to_timestamp(local.parse::<DateTime>().ok()?).ok()?,
    };
    let micro = SignedDuration::from_micros(1);
    let length = match local.len() {
        16 => SignedDuration::from_mins(1),
        19 => SignedDuration::from_secs(1),
        20.. => micro,
        _ => return None,
    };
    let end = first.checked_add(length).ok()?;
    let after = if local.len() == 16 { end } else { first.checked_add(micro).ok()? };
    Some(Period { first, end, after })
}

fn not_a_date(element: &str) -> Fault {
    let mend = "write it as FHIR does: 2026-11-21 or 2026-11-21T12:00:00+01:00";
    Fault::bad(IssueKind::Value, element, "is not a date or a moment", mend)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(values: &[&str]) -> (String, String) {
        let mut span = Span::default();
        values.iter().for_each(|value| narrow(&mut span, "date", value).unwrap());
        let text = |at: Option<Timestamp>| at.map_or(String::new(), |at| at.to_string());
        (text(span.from), text(span.until))
    }

    #[test]
    fn a_day_is_a_day_in_norway_also_when_the_clock_is_moved() {
        assert_eq!(span(&["2026-03-29"]), ("2026-03-28T23:00:00Z".into(), "2026-03-29T22:00:00Z".into()));
        assert_eq!(span(&["ge2026-10-25", "lt2026-10-26"]).1, "2026-10-25T23:00:00Z");
        assert_eq!(span(&["gt2026-11"]).0, "2026-11-30T23:00:00Z");
        assert_eq!(span(&["sa2026"]).0, "2026-12-31T23:00:00Z");
    }

    #[test]
    fn after_a_moment_is_after_that_moment_and_not_after_its_second() {
        assert_eq!(span(&["gt2026-11-21T11:00:00Z"]).0, "2026-11-21T11:00:00.000001Z");
        assert_eq!(span(&["ge2026-11-21T12:00:00 01:00"]).0, "2026-11-21T11:00:00Z");
        assert_eq!(span(&["le2026-11-21T11:00:00.5Z"]).1, "2026-11-21T11:00:00.500001Z");
        assert_eq!(span(&["gt2026-11-21T11:00Z"]).0, "2026-11-21T11:01:00Z");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for value in ["", "soon", "ap2026-01-01", "ne2026", "2026-13-01", "geee2026", "2026-11-21T25:00:00Z", "0000"] {
            assert!(narrow(&mut Span::default(), "date", value).is_err(), "{value}");
        }
    }
}
