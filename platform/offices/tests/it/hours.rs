//! When an office is open: at the minute, on public holidays, and on the days when the clock is moved.

use jiff::Timestamp;
use offices::{AvailableTime, Hours, OpenState, spans};

/// The hours of each weekday, Monday first, as they are typed.
fn hours(week: [&str; 7]) -> Hours {
    let days = (1_u8..).zip(week).map(|(day, typed)| spans(day, typed).expect("hours"));
    Hours { available_time: days.flatten().collect(), on_holidays: false, note: None }
}

fn office_hours() -> Hours {
    hours(["8-15.30", "8-15.30", "8-11.30,12-15.30", "8-15.30", "8-15", "", ""])
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn open(until: &str) -> Option<OpenState> {
    Some(OpenState::Open { until: Some(at(until)) })
}

fn closed(opens: &str) -> Option<OpenState> {
    Some(OpenState::Closed { opens: Some(at(opens)) })
}

#[test]
fn it_opens_at_its_first_minute_and_is_closed_at_its_last() {
    let hours = office_hours();
    for (now, says) in [
        // Monday 23 November 2026, winter time.
        ("2026-11-23T07:59:59+01:00", closed("2026-11-23T08:00:00+01:00")),
        ("2026-11-23T08:00:00+01:00", open("2026-11-23T15:30:00+01:00")),
        ("2026-11-23T15:29:59+01:00", open("2026-11-23T15:30:00+01:00")),
        ("2026-11-23T15:30:00+01:00", closed("2026-11-24T08:00:00+01:00")),
        // A lunch.
        ("2026-11-25T11:30:00+01:00", closed("2026-11-25T12:00:00+01:00")),
        ("2026-11-25T12:00:00+01:00", open("2026-11-25T15:30:00+01:00")),
        // Friday after it has closed: Monday.
        ("2026-11-27T15:00:00+01:00", closed("2026-11-30T08:00:00+01:00")),
        ("2026-11-29T12:00:00+01:00", closed("2026-11-30T08:00:00+01:00")),
    ] {
        assert_eq!(hours.at(at(now)), says, "{now}");
    }
}

#[test]
fn on_public_holidays_it_is_closed_unless_it_says_otherwise() {
    let hours = office_hours();
    // From Wednesday before Easter to Tuesday after it.
    assert_eq!(hours.at(at("2026-04-01T16:00:00+02:00")), closed("2026-04-07T08:00:00+02:00"));
    assert_eq!(hours.at(at("2026-04-02T10:00:00+02:00")), closed("2026-04-07T08:00:00+02:00"));
    let always = Hours { on_holidays: true, ..hours.clone() };
    assert_eq!(always.at(at("2026-04-02T10:00:00+02:00")), open("2026-04-02T15:30:00+02:00"));
    // Christmas Eve is a Thursday and no holiday; New Year's Day is one.
    assert_eq!(hours.at(at("2026-12-24T10:00:00+01:00")), open("2026-12-24T15:30:00+01:00"));
    assert_eq!(hours.at(at("2026-12-31T16:00:00+01:00")), closed("2027-01-04T08:00:00+01:00"));
    // An office of Thursdays alone, before Ascension Day: the Thursday after.
    let thursdays = self::hours(["", "", "", "8-15", "", "", ""]);
    assert_eq!(thursdays.at(at("2026-05-08T10:00:00+02:00")), closed("2026-05-21T08:00:00+02:00"));
}

#[test]
fn the_wall_clock_counts_on_the_days_when_it_is_moved() {
    let sundays = hours(["", "", "", "", "", "", "1-4"]);
    // 29 March 2026: from 02 to 03 at one in UTC, so that three hours are two.
    assert_eq!(sundays.at(at("2026-03-29T00:00:00Z")), open("2026-03-29T02:00:00Z"));
    assert_eq!(sundays.at(at("2026-03-29T02:00:00Z")), closed("2026-04-11T23:00:00Z"));
    // 25 October 2026: from 03 back to 02, so that three hours are four.
    assert_eq!(sundays.at(at("2026-10-24T23:00:00Z")), open("2026-10-25T03:00:00Z"));
    assert_eq!(sundays.at(at("2026-10-25T02:59:59Z")), open("2026-10-25T03:00:00Z"));
    // An hour that is left out is the one after it.
    let gap = hours(["", "", "", "", "", "", "2.30-4"]);
    assert_eq!(gap.at(at("2026-03-29T00:59:59Z")), closed("2026-03-29T01:30:00Z"));
    // Summer time holds from the Monday on.
    let hours = office_hours();
    assert_eq!(hours.at(at("2026-03-30T06:00:00Z")), open("2026-03-30T13:30:00Z"));
    assert_eq!(hours.at(at("2026-03-30T05:59:59Z")), closed("2026-03-30T06:00:00Z"));
}

#[test]
fn midnight_is_no_closing_time_where_the_next_day_begins_open() {
    let weekend = hours(["0-8", "", "", "", "16-24", "0-24", "0-24"]);
    assert_eq!(weekend.at(at("2026-11-21T12:00:00+01:00")), open("2026-11-23T08:00:00+01:00"));
    let late = hours(["", "", "", "", "16-24", "", ""]);
    assert_eq!(late.at(at("2026-11-20T23:59:59+01:00")), open("2026-11-21T00:00:00+01:00"));
    let always = Hours { on_holidays: true, ..hours(["0-24"; 7]) };
    assert_eq!(always.at(at("2026-12-25T03:00:00+01:00")), Some(OpenState::Open { until: None }));
}

#[test]
fn without_hours_nothing_is_said_and_the_week_takes_as_few_lines_as_it_can() {
    assert_eq!(Hours::default().at(at("2026-11-23T10:00:00+01:00")), None);
    let spans = |week: &[(u8, u8, Vec<AvailableTime>)]| -> Vec<(u8, u8, usize)> {
        week.iter().map(|(first, last, spans)| (*first, *last, spans.len())).collect()
    };
    assert_eq!(spans(&office_hours().week()), [(1, 2, 1), (3, 3, 2), (4, 4, 1), (5, 5, 1), (6, 7, 0)]);
}
