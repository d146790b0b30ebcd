//! The first six digits: a day, a month and a two-digit year, each with the offset of its series.

use super::kind::NumberSource;

/// What a D-number adds to the day.
pub(super) const D_NUMBER_DAYS: u8 = 40;

/// Is there such a day in such a month? The year `00` counts as 2000, a leap year, as the register's own check does.
pub(super) fn is_date(digits: &[u8; 11]) -> bool {
    let [day, month, year] = [0, 2, 4].map(|at| two_digits(digits, at));
    let day = if day > D_NUMBER_DAYS { day - D_NUMBER_DAYS } else { day };
    let month = NumberSource::of_month(month).map(|source| month - source.month_offset());
    month.is_some_and(|month| (1..=days_in(month, year)).contains(&day))
}

/// The six digits of a date part.
pub(super) fn write(day: u8, month: u8, year: u8) -> [u8; 6] {
    let mut out = [b'0'; 6];
    for (pair, value) in out.chunks_exact_mut(2).zip([day, month, year]) {
        pair.copy_from_slice(&[b'0' + value / 10, b'0' + value % 10]);
    }
    out
}

pub(super) fn two_digits(digits: &[u8; 11], at: usize) -> u8 {
    (digits[at] - b'0') * 10 + (digits[at + 1] - b'0')
}

fn days_in(month: u8, year: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
