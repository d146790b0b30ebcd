//! Synthetic numbers (month + 80) for people who do not exist.

use jiff::civil::Date;

use super::{
    NationalNumber,
    date_part::{D_NUMBER_DAYS, write},
    kind::NumberSource,
};

/// All synthetic numbers of one birth date in a fixed order, those by the rule of 1964 first.
///
/// There is no way to make a number without the offset: nearly every such number belongs to somebody.
#[derive(Clone, Debug)]
pub struct SyntheticNumbers {
    date_part: [u8; 6],
    individual: std::ops::Range<u16>,
    next: u16,
    remainder: u8,
}

impl SyntheticNumbers {
    /// Numbers for residents born on `born`; none outside 1854–2039, for which no series is published.
    pub fn birth_numbers(born: Date) -> Self {
        Self::new(born, 0, birth_series(born.year()))
    }

    /// D-numbers for holders born on `born`; none outside 1900–2039.
    pub fn d_numbers(born: Date) -> Self {
        Self::new(born, D_NUMBER_DAYS, d_series(born.year()))
    }

    fn new(born: Date, day_offset: u8, individual: std::ops::Range<u16>) -> Self {
        let month_offset = NumberSource::TaxAdministrationTest.month_offset();
        let day = born.day().unsigned_abs() + day_offset;
        let month = born.month().unsigned_abs() + month_offset;
        let year = born.year().rem_euclid(100) as u8;
        Self { date_part: write(day, month, year), next: individual.start, individual, remainder: 0 }
    }

    /// The individual numbers of each century have ranges of their own, so people born 100 years apart never collide.
    fn advance(&mut self) -> Option<(u16, u8)> {
        if self.next >= self.individual.end {
            self.remainder += 1;
            self.next = self.individual.start;
        }
        let found = (self.next, self.remainder);
        self.next += 1;
        (found.1 <= 3 && !self.individual.is_empty()).then_some(found)
    }
}

impl Iterator for SyntheticNumbers {
    type Item = NationalNumber;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some((individual, remainder)) = self.advance() {
            if let Some(number) = NationalNumber::compose(self.date_part, individual, remainder) {
                return Some(number);
            }
        }
        None
    }
}

/// Individual numbers of fødselsnummer by year of birth (docs/norway.md, Numbers).
fn birth_series(year: i16) -> std::ops::Range<u16> {
    match year {
        1854..=1899 => 500..750,
        1900..=1999 => 0..500,
        2000..=2039 => 500..1000,
        _ => 0..0,
    }
}

/// Individual numbers of D-numbers by year of birth, as changed in 2021 (docs/norway.md, Numbers).
fn d_series(year: i16) -> std::ops::Range<u16> {
    match year {
        1900..=1939 => 0..200,
        1940..=1999 => 0..500,
        2000..=2039 => 200..1000,
        _ => 0..0,
    }
}
