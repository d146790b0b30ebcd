//! What a child and a young person have by age alone, at every boundary (C10).

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use offices::OfficeKind::{self, HealthCentre, SchoolHealth, YouthCentre};
use offices::by_age;
use people::age_on;
use proptest::prelude::*;

/// The birthday in the year, on 1 March for one born on 29 February in a common year.
fn birthday(born: Date, age: i16) -> Date {
    let year = born.year() + age;
    Date::new(year, born.month(), born.day()).unwrap_or_else(|_| date(year, 3, 1))
}

#[test]
fn the_first_of_august_in_the_year_of_six_is_the_day_of_school() {
    let july: &[OfficeKind] = &[HealthCentre];
    for born in [date(2020, 1, 1), date(2020, 7, 31), date(2020, 8, 1), date(2020, 12, 31), date(2020, 2, 29)] {
        assert_eq!(by_age(born, date(2026, 7, 31)), july, "{born}");
        assert_eq!(by_age(born, date(2026, 8, 1)), [SchoolHealth], "{born}");
    }
    assert_eq!(by_age(date(2026, 3, 3), date(2026, 3, 3)), july, "on the day of birth");
    assert_eq!(by_age(date(2026, 3, 4), date(2026, 3, 3)), [], "before it");
}

#[test]
fn the_young_have_both_until_24_and_the_youth_centre_until_31() {
    let born = date(2000, 5, 17);
    for (day, has) in [
        (date(2016, 5, 16), &[SchoolHealth][..]),
        (date(2016, 5, 17), &[SchoolHealth, YouthCentre]),
        (date(2024, 5, 16), &[SchoolHealth, YouthCentre]),
        (date(2024, 5, 17), &[YouthCentre]),
        (date(2031, 5, 16), &[YouthCentre]),
        (date(2031, 5, 17), &[]),
    ] {
        assert_eq!(by_age(born, day), has, "{day}");
    }
}

#[test]
fn one_born_on_leap_day_has_it_from_the_first_of_march() {
    let born = date(2008, 2, 29);
    assert_eq!(by_age(born, date(2032, 2, 28)), [SchoolHealth, YouthCentre]);
    assert_eq!(by_age(date(2010, 3, 1), date(2026, 2, 28)), [SchoolHealth]);
    assert_eq!(by_age(date(2008, 2, 29), date(2039, 2, 28)), [YouthCentre]);
    assert_eq!(by_age(date(2008, 2, 29), date(2039, 3, 1)), []);
}

proptest! {
    #[test]
    fn what_one_has_changes_on_its_days_and_on_no_other(year in 1940_i16..2040, day in 1_i16..=366, age in 0..12_500_i64) {
        let born = date(year, 1, 1).saturating_add(i64::from(day - 1).days());
        let today = born.saturating_add(age.days());
        let yesterday = today.saturating_sub(1.day());
        let changes = [date(born.year() + 6, 8, 1), birthday(born, 16), birthday(born, 24), birthday(born, 31), born];
        prop_assert_eq!(by_age(born, today) != by_age(born, yesterday), changes.contains(&today));
    }

    #[test]
    fn from_birth_to_30_one_always_has_one_and_never_both_centre_and_school(year in 1940_i16..2040, age in 0..12_500_i64) {
        let born = date(year, 6, 15);
        let today = born.saturating_add(age.days());
        let has = by_age(born, today);
        prop_assert_eq!(has.is_empty(), age_on(born, today) > 30);
        prop_assert!(!(has.contains(&HealthCentre) && has.contains(&SchoolHealth)));
    }
}
