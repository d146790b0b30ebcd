//! Age in whole years, counted the same way everywhere.

use jiff::civil::Date;

/// Age in whole years on `day`; negative before birth.
///
/// It grows at the start of the birth date, in Norwegian calendar days. One born on 29 February grows a year older on
/// 1 March in a common year: the year is full when all of 28 February has passed. No Norwegian act settles it, and this
/// reading never gives a right a day too early.
pub fn age_on(born: Date, day: Date) -> i16 {
    let passed = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i16::from(!passed)
}

/// The birth dates of those who reach `age` on `day`: one, or two on 1 March of a common year, or none on 29 February.
pub fn birth_dates_reaching(age: i16, day: Date) -> Vec<Date> {
    let year = day.year() - age;
    let mut dates: Vec<Date> = Date::new(year, day.month(), day.day()).into_iter().collect();
    if (day.month(), day.day()) == (3, 1) && !day.in_leap_year() {
        dates.extend(Date::new(year, 2, 29));
    }
    dates
}
