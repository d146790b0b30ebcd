//! Which of a municipality's services a child or young person has, by age alone (C10).

use access::rules::age::years;
use jiff::civil::{Date, date};

use crate::OfficeKind;

/// School health follows from the start of school to the last day of being 23.
const LAST_YEAR_OF_SCHOOL_HEALTH: i16 = 23;
/// The youth centre is for those of 16 to 30.
const YEARS_OF_YOUTH_CENTRE: std::ops::RangeInclusive<i16> = 16..=30;
/// The year of life in which a child begins at school.
const SCHOOL_YEAR: i16 = 6;

/// The kinds of offices that one born on `born` has on `today`, a date in Norway, where the municipality has connected
/// them: the health centre until 1 August of the year of the sixth birthday, school health from that day to 23 years,
/// the youth centre from 16 to 30 (`docs/decisions/contacts-by-age.md`).
pub fn by_age(born: Date, today: Date) -> Vec<OfficeKind> {
    if today < born {
        return Vec::new();
    }
    let (age, begins_school) = (years(born, today), date(born.year() + SCHOOL_YEAR, 8, 1));
    let has = |kind: &OfficeKind| match kind {
        OfficeKind::HealthCentre => today < begins_school,
        OfficeKind::SchoolHealth => today >= begins_school && age <= LAST_YEAR_OF_SCHOOL_HEALTH,
        OfficeKind::YouthCentre => YEARS_OF_YOUTH_CENTRE.contains(&age),
        _ => false,
    };
    OfficeKind::ALL.into_iter().filter(has).collect()
}
