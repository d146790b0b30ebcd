//! Age at its boundaries.

use jiff::civil::{Date, date};
use people::{age_on, birth_dates_reaching};
use proptest::prelude::*;

#[test]
fn age_grows_on_the_birth_date() {
    let born = date(2010, 11, 22);
    assert_eq!(age_on(born, date(2026, 11, 21)), 15);
    assert_eq!(age_on(born, date(2026, 11, 22)), 16);
    assert_eq!(age_on(born, born), 0);
    assert_eq!(age_on(born, date(2010, 11, 21)), -1);
}

#[test]
fn one_born_on_leap_day_grows_older_on_the_first_of_march_in_a_common_year() {
    let born = date(2012, 2, 29);
    assert_eq!(age_on(born, date(2025, 2, 28)), 12);
    assert_eq!(age_on(born, date(2025, 3, 1)), 13);
    assert_eq!(age_on(born, date(2028, 2, 28)), 15);
    assert_eq!(age_on(born, date(2028, 2, 29)), 16);
    assert_eq!(birth_dates_reaching(13, date(2025, 3, 1)), [date(2012, 3, 1), date(2012, 2, 29)]);
    assert_eq!(birth_dates_reaching(16, date(2028, 3, 1)), [date(2012, 3, 1)]);
    assert!(birth_dates_reaching(13, date(2028, 2, 29)).is_empty());
}

fn any_date() -> impl Strategy<Value = Date> {
    (0i32..50_000).prop_map(|days| date(1920, 1, 1).saturating_add(jiff::Span::new().days(days)))
}

proptest! {
    /// The daily job finds each person on exactly one day, the one on which the rules count them a year older.
    #[test]
    fn the_job_and_the_rules_agree(born in any_date(), age in 1i16..100) {
        let reached = (-2..=2)
            .filter_map(|offset| {
                let day = Date::new(born.year() + age, born.month(), 1).ok()?;
                day.saturating_add(jiff::Span::new().days(i32::from(born.day()) - 1 + offset)).into()
            })
            .filter(|day: &Date| birth_dates_reaching(age, *day).contains(&born))
            .collect::<Vec<_>>();
        prop_assert_eq!(reached.len(), 1);
        prop_assert_eq!(age_on(born, reached[0]), age);
        prop_assert_eq!(age_on(born, reached[0].yesterday().unwrap()), age - 1);
    }
}
