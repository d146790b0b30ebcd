//! Ages as the law counts them: by calendar date in Norway.

use jiff::civil::Date;

/// Whole years lived on `today`, a date in Europe/Oslo; negative before birth.
///
/// Who is born on 29 February grows older on 1 March in years without that day.
pub fn years(born: Date, today: Date) -> i16 {
    let birthday_passed = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i16::from(!birthday_passed)
}
