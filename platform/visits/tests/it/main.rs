//! Appointments and home visits by themselves: until when they may be cancelled, and what a cancellation changes.

use access::rules::Flags;
use db::oslo;
use jiff::{SignedDuration, Timestamp, civil::date};
use proptest::prelude::*;
use records::Record;
use uuid::Uuid;
use visits::{Appointment, NotNow, cancelled, deadline, may_cancel};

const HOME: &str = r#"{"resourceType":"Location","id":"home","type":[{"coding":[{"code":"PTRES"}]}]}"#;
const CARE: &str = r#""serviceCategory":[{"coding":[{"system":"urn:oid:2.16.578.1.12.4.1.1.7619","code":"7"}]}]"#;
/// A GP's visit is at home, and no municipal one.
const GP: &str = r#""serviceCategory":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/service-category","code":"17"}]}]"#;

fn appointment(start: &str, category: &str, flag_period: &str) -> Appointment {
    let flag = format!(
        r#"{{"resourceType":"Flag","status":"active",{flag_period}"code":{{"coding":[{{"code":"cancel"}}]}}}}"#
    );
    let body = format!(
        r#"{{"resourceType":"Appointment","status":"booked","start":"{start}",{category},"contained":[{HOME},{flag}]}}"#
    );
    let record = Record {
        id: Uuid::nil(),
        resource_type: "Appointment".into(),
        version: 1,
        organisation: String::new(),
        flags: Flags::default(),
        updated_at: Timestamp::UNIX_EPOCH,
        body,
    };
    Appointment::read(record).expect("an appointment")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

#[test]
fn a_home_visit_may_be_cancelled_until_the_same_hour_one_working_day_before() {
    // A Monday: Friday is the last working day.
    let monday = appointment("2026-11-23T08:00:00+01:00", CARE, "");
    assert_eq!(may_cancel(&monday, at("2026-11-20T08:00:00+01:00")), Ok(()));
    assert_eq!(may_cancel(&monday, at("2026-11-20T08:00:00.000001+01:00")), Err(NotNow::TooLate));
    // The Tuesday after Easter: Wednesday before it.
    let after_easter = appointment("2027-03-30T09:30:00+02:00", CARE, "");
    assert_eq!(deadline(&after_easter), Some(at("2027-03-24T09:30:00+01:00")));
    // The GP who comes home is no home care: a day is enough.
    assert_eq!(deadline(&appointment("2026-11-23T08:00:00+01:00", GP, "")), Some(at("2026-11-22T08:00:00+01:00")));
}

#[test]
fn what_the_service_has_set_goes_before_and_never_past_the_start() {
    let hours = appointment("2026-11-23T08:00:00+01:00", CARE, r#""period":{"end":"2026-11-23T04:00:00+01:00"},"#);
    assert_eq!(deadline(&hours), Some(at("2026-11-23T04:00:00+01:00")));
    let late = appointment("2026-11-23T08:00:00+01:00", CARE, r#""period":{"end":"2026-11-30"},"#);
    assert_eq!(deadline(&late), Some(at("2026-11-23T08:00:00+01:00")));
}

#[test]
fn a_cancellation_says_who_cancelled_and_changes_nothing_else() {
    let visit = appointment("2026-11-23T08:00:00+01:00", CARE, "");
    for (for_another, code) in [(false, "AAI"), (true, "APVAI")] {
        let text = cancelled(&visit, "Jeg \"reiser\" bort", for_another).expect("a text");
        let reason = format!(r#""coding":[{{"system":"urn:oid:2.16.578.1.12.4.1.1.7621","code":"{code}"}}]"#);
        assert!(text.contains(r#""status":"cancelled""#) && text.contains(&reason), "{text}");
        assert!(text.contains(r#"Jeg \"reiser\" bort"#) && text.contains(HOME) && text.contains(CARE), "{text}");
    }
}

proptest! {
    /// Whenever the visit is: the last moment lies on a working day before it, at the hour of the visit or, where the
    /// clock is moved over that hour, the next.
    #[test]
    fn the_deadline_is_on_a_working_day_at_the_visits_hour(days in 0..4000_i64, minutes in 0..1440_i64) {
        let start = date(2024, 1, 2).in_tz("Europe/Oslo").expect("a day").timestamp();
        let begins = start + SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(minutes);
        let visit = appointment(&begins.to_string(), CARE, "");
        let last = oslo(deadline(&visit).expect("a deadline"));
        prop_assert!(offices::is_working_day(last.date()));
        prop_assert!(last.date() < oslo(begins).date());
        let hours = i32::from(oslo(begins).hour()) - i32::from(last.hour());
        prop_assert!(hours == 0 || (hours == -1 && last.hour() == 3), "{last} for {begins}");
    }
}
