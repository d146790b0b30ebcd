//! Norway's working days, against the calendars of several years.

use jiff::civil::{Date, date};
use offices::{is_working_day, notice_before, public_holidays, working_days_after, working_days_before};
use proptest::prelude::*;

/// Easter Sundays as the almanacs have them, the earliest and the latest of two centuries among them.
const EASTERS: [(i16, i8, i8); 12] = [
    (1943, 4, 25),
    (2008, 3, 23),
    (2011, 4, 24),
    (2016, 3, 27),
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2035, 3, 25),
    (2038, 4, 25),
];

#[test]
fn the_days_that_move_follow_easter() {
    for (year, month, day) in EASTERS {
        assert_eq!(public_holidays(year)[3], date(year, month, day), "{year}");
    }
    let days = |year| public_holidays(year).map(|day| day.to_string()[5..].to_owned());
    assert_eq!(
        days(2026),
        ["01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-17", "05-14", "05-24", "05-25", "12-25", "12-26"]
    );
    // In 2008 Ascension Day was the first of May.
    let of_2008 = public_holidays(2008);
    assert_eq!((of_2008[5], of_2008[7]), (date(2008, 5, 1), date(2008, 5, 1)));
}

#[test]
fn christmas_eve_is_a_working_day_and_christmas_day_is_none() {
    assert!(is_working_day(date(2026, 12, 24)));
    assert!(!is_working_day(date(2026, 12, 25)));
    assert!(is_working_day(date(2026, 12, 31)) && !is_working_day(date(2027, 1, 1)));
}

#[test]
fn a_years_working_days_are_those_of_the_calendar() {
    // Weekdays of the year, less the holidays that fall on one.
    for (year, count) in [(2023, 251), (2024, 252), (2025, 252), (2026, 253), (2027, 255)] {
        let mut day = date(year, 1, 1);
        let mut working = 0;
        while day.year() == year {
            working += i32::from(is_working_day(day));
            day = day.tomorrow().unwrap();
        }
        assert_eq!(working, count, "{year}");
    }
}

#[test]
fn one_working_days_notice_passes_over_easter_weekends_and_the_change_of_the_clock() {
    let at = |text: &str| -> jiff::Timestamp { text.parse().unwrap() };
    for (visit, last) in [
        ("2026-11-24T08:00:00+01:00", "2026-11-23T08:00:00+01:00"),
        ("2026-11-23T08:00:00+01:00", "2026-11-20T08:00:00+01:00"),
        ("2026-11-22T19:00:00+01:00", "2026-11-20T19:00:00+01:00"),
        // The Tuesday after Easter: Thursday, Friday and Monday are holidays.
        ("2026-04-07T08:00:00+02:00", "2026-04-01T08:00:00+02:00"),
        // Over the change to summer time on 29 March, and back on 25 October.
        ("2026-03-30T08:00:00+02:00", "2026-03-27T08:00:00+01:00"),
        ("2026-10-26T08:00:00+01:00", "2026-10-23T08:00:00+02:00"),
        ("2027-01-04T08:00:00+01:00", "2026-12-31T08:00:00+01:00"),
    ] {
        assert_eq!(notice_before(at(visit), 1), at(last), "{visit}");
    }
    assert_eq!(notice_before(at("2026-11-24T08:00:00+01:00"), 3), at("2026-11-19T08:00:00+01:00"));
    assert_eq!(working_days_after(date(2026, 4, 1), 1), date(2026, 4, 7));
    assert_eq!(working_days_before(Date::MIN, 2), Date::MIN);
}

proptest! {
    #[test]
    fn there_and_back_again_is_the_same_working_day(year in 1900_i16..2200, day in 1_i16..=365, count in 1_u8..20) {
        let day = date(year, 1, 1).saturating_add(jiff::Span::new().days(i64::from(day - 1)));
        let start = working_days_after(day, 1);
        let later = working_days_after(start, count);
        prop_assert!(is_working_day(later));
        prop_assert_eq!(working_days_before(later, count), start);
    }
}
