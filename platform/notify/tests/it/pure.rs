//! What needs no database: the hours, the levels, the waits, the mask.

use db::{Random, oslo};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use notify::{Class, Level, Patience, masked, opens, pause};
use proptest::prelude::*;

fn norway(wall: &str) -> Timestamp {
    let wall: DateTime = wall.parse().unwrap();
    wall.to_zoned(TimeZone::get("Europe/Oslo").unwrap()).unwrap().timestamp()
}

#[test]
fn letters_go_from_seven_until_eleven_at_night_and_wait_for_the_morning() {
    let cases = [
        ("2026-11-21T06:59:59", "2026-11-21T07:00:00"),
        ("2026-11-21T07:00:00", "2026-11-21T07:00:00"),
        ("2026-11-21T22:59:59", "2026-11-21T22:59:59"),
        ("2026-11-21T23:00:00", "2026-11-22T07:00:00"),
        ("2026-11-21T23:59:59", "2026-11-22T07:00:00"),
        ("2026-12-31T23:30:00", "2027-01-01T07:00:00"),
        // To summer time, the night is seven hours; to winter time, nine.
        ("2026-03-28T23:00:00", "2026-03-29T07:00:00"),
        ("2026-03-29T06:59:59", "2026-03-29T07:00:00"),
        ("2026-03-29T22:59:59", "2026-03-29T22:59:59"),
        ("2026-03-29T23:00:00", "2026-03-30T07:00:00"),
        ("2026-10-24T23:00:00", "2026-10-25T07:00:00"),
        ("2026-10-25T06:59:59", "2026-10-25T07:00:00"),
        ("2026-10-25T22:59:59", "2026-10-25T22:59:59"),
        ("2026-10-25T23:00:00", "2026-10-26T07:00:00"),
    ];
    for (asked, expected) in cases {
        assert_eq!(opens(norway(asked)), norway(expected), "{asked}");
    }
    let night = |evening| opens(norway(evening)).duration_since(norway(evening)).as_hours();
    assert_eq!([night("2026-03-28T23:00:00"), night("2026-10-24T23:00:00")], [7, 9]);
    // The hour that comes twice: half past two, before and after the clock is moved.
    for twice in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        assert_eq!(opens(twice.parse().unwrap()), norway("2026-10-25T07:00:00"));
    }
}

proptest! {
    #[test]
    fn a_letter_always_goes_inside_the_hours_never_earlier_and_within_a_night(second in 1_500_000_000_i64..2_500_000_000) {
        let at = Timestamp::from_second(second).unwrap();
        let due = opens(at);
        prop_assert!((7..23).contains(&oslo(due).hour()));
        prop_assert!(due >= at && due.duration_since(at) <= SignedDuration::from_hours(9));
        prop_assert_eq!(opens(due), due);
    }

    #[test]
    fn waits_grow_never_vanish_and_are_bounded(failures in 1_i64..1_000, seed: u64) {
        let wait = pause(failures, &Random::seeded(seed));
        prop_assert!(wait >= SignedDuration::from_secs(30) && wait <= SignedDuration::from_hours(2));
        if failures > 8 {
            prop_assert!(wait >= SignedDuration::from_hours(1));
        }
    }
}

#[test]
fn each_level_includes_what_the_one_before_includes() {
    let told = |level: Level| [Class::AboutTreatment, Class::Answer, Class::Confirmation].map(|it| level.includes(it));
    assert_eq!(told(Level::Few), [true, false, false]);
    assert_eq!(told(Level::Standard), [true, true, false]);
    assert_eq!(told(Level::Many), [true, true, true]);
    assert_eq!(Level::default(), Level::Standard);
    assert!(Level::ALL.iter().all(|level| Level::parse(level.as_str()) == Some(*level)));
}

#[test]
fn patience_ends_at_the_last_attempt_or_at_the_age() {
    let (patience, made) =
        (Patience { attempts: 3, age: SignedDuration::from_hours(2) }, norway("2026-11-21T12:00:00"));
    let after = |minutes| made + SignedDuration::from_mins(minutes);
    assert!(!patience.is_out(2, made, after(119)));
    assert!(patience.is_out(3, made, after(1)));
    assert!(patience.is_out(1, made, after(120)));
}

#[test]
fn an_address_is_masked_whatever_it_looks_like() {
    assert_eq!(masked("kari@eksempel.no"), "k***@e***.no");
    assert_eq!(masked("ø@æ.example"), "ø***@æ***.example");
    assert_eq!(masked("a@b"), "a***@b***");
    assert_eq!(masked("nothing"), "***");
    assert_eq!((masked("+4791234567"), masked("+47")), ("***67".into(), "***".into()));
    assert_eq!(masked(""), "***");
}
