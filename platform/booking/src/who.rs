//! Whom an office is for (C10), and whose bookings are hidden from parents (R4).

use std::ops::RangeInclusive;

use jiff::civil::{Date, date};
use offices::OfficeKind;
use people::age_on;

/// The last year of age at the school nurse's.
const SCHOOL_UNTIL: i16 = 23;
/// Years of age at the youth centre.
const YOUTH: RangeInclusive<i16> = 16..=30;

/// Whether an office of this kind is for somebody of this age on a day in Norway (C10): the health centre until 1 August
/// of the year in which one turns six, school health from then to 23, the youth centre from 16 to 30. `None` where age
/// does not decide.
pub fn is_for_age(kind: OfficeKind, born: Date, today: Date) -> Option<bool> {
    let starts_school = date(born.year() + 6, 8, 1);
    match kind {
        OfficeKind::HealthCentre => Some(today < starts_school),
        OfficeKind::SchoolHealth => Some(today >= starts_school && age_on(born, today) <= SCHOOL_UNTIL),
        OfficeKind::YouthCentre => Some(YOUTH.contains(&age_on(born, today))),
        OfficeKind::Gp | OfficeKind::Hospital | OfficeKind::HomeCare | OfficeKind::Midwife => None,
    }
}

/// Whether what a youth of 13 to 15 books for themself in such an office is hidden from parents (R4).
pub fn hides_from_parents(kind: OfficeKind) -> bool {
    matches!(kind, OfficeKind::SchoolHealth | OfficeKind::YouthCentre)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moves_from_the_health_centre_to_the_school_nurse_on_1_august() {
        let born = date(2020, 12, 31);
        for (day, centre) in [(date(2026, 7, 31), true), (date(2026, 8, 1), false)] {
            assert_eq!(is_for_age(OfficeKind::HealthCentre, born, day), Some(centre));
            assert_eq!(is_for_age(OfficeKind::SchoolHealth, born, day), Some(!centre));
        }
    }

    #[test]
    fn the_school_nurse_is_there_to_23_and_the_youth_centre_from_16_to_30() {
        let (born, school) = (date(2002, 5, 10), OfficeKind::SchoolHealth);
        assert_eq!(is_for_age(school, born, date(2026, 5, 9)), Some(true));
        assert_eq!(is_for_age(school, born, date(2026, 5, 10)), Some(false));
        let youth = |day| is_for_age(OfficeKind::YouthCentre, date(2000, 5, 10), day);
        assert_eq!((youth(date(2016, 5, 9)), youth(date(2016, 5, 10))), (Some(false), Some(true)));
        assert_eq!((youth(date(2031, 5, 9)), youth(date(2031, 5, 10))), (Some(true), Some(false)));
        assert_eq!(is_for_age(OfficeKind::Gp, born, date(2026, 1, 1)), None);
    }
}
