//! What a value must be, and what is said where it is not.

use jiff::civil::Date;
use url::Url;

use super::{
    Fault,
    column::{Cell, Column, Row},
};
use crate::{Field, Region, Stage, Treatment};

/// The longest text, in characters.
const LONGEST: usize = 200;
/// Ten years: more is a mistake.
const MOST_WEEKS: u16 = 520;
/// Mainland Norway, Svalbard and Jan Mayen; no two of these ranges meet, so that values which have changed places are seen.
const LATITUDES: std::ops::RangeInclusive<f64> = 57.0..=81.5;
const LONGITUDES: std::ops::RangeInclusive<f64> = -10.0..=34.0;
/// Weights of the first eight digits of an organisation number; with the ninth the sum is divisible by eleven.
const WEIGHTS: [u32; 9] = [3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Reads the values of one row, and notes what is wrong with them.
pub struct Values<'r> {
    row: &'r Row,
    faults: Vec<Fault>,
}

impl<'r> Values<'r> {
    pub fn of(row: &'r Row) -> Self {
        Self { row, faults: Vec::new() }
    }

    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    pub fn cell(&self, column: Column) -> &'r Cell {
        static NONE: Cell = Cell { value: String::new(), at: String::new() };
        self.row.get(&column).unwrap_or(&NONE)
    }

    /// A text that must be there.
    pub fn text(&mut self, column: Column) -> Option<String> {
        self.fitting(column, "write it, in at most 200 characters", |value| {
            (value.chars().count() <= LONGEST).then(|| value.to_owned())
        })
    }

    pub fn code(&mut self) -> Option<String> {
        let mend = "use small letters a to z, digits and hyphens, at most 64";
        self.fitting(Column::Treatment, mend, |value| Treatment::is_code(value).then(|| value.to_owned()))
    }

    pub fn field(&mut self) -> Option<Field> {
        self.listed(Column::Field, Field::ALL.iter().map(|it| it.as_str()), Field::parse)
    }

    pub fn region(&mut self) -> Option<Region> {
        self.listed(Column::Region, Region::ALL.iter().map(|it| it.as_str()), Region::parse)
    }

    pub fn stage(&mut self) -> Option<Stage> {
        self.listed(Column::Stage, Stage::ALL.iter().map(|it| it.as_str()), Stage::parse)
    }

    /// Lay words, with a bar between them; none is right too.
    pub fn words(&mut self) -> Vec<String> {
        let is_short = |value: &str| value.split('|').all(|word| word.chars().count() <= LONGEST);
        let words = self.optional(Column::Words, "write words of at most 200 characters, with | between", is_short);
        let words = words.as_deref().unwrap_or_default().split('|').map(str::trim);
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    pub fn organisation(&mut self) -> Option<String> {
        let mend = "write the nine digits of the place's organisation number";
        self.fitting(Column::Organisation, mend, |value| is_organisation(value).then(|| value.to_owned()))
    }

    pub fn yes(&mut self, column: Column) -> Option<bool> {
        let read = |word: &str| ["no", "yes"].iter().position(|it| *it == word).map(|at| at == 1);
        self.listed(column, ["yes", "no"].into_iter(), read)
    }

    pub fn four_digits(&mut self, column: Column) -> Option<String> {
        let is_four = |value: &str| value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
        self.fitting(column, "write four digits, also a zero at the front", |value| {
            is_four(value).then(|| value.to_owned())
        })
    }

    /// Both degrees, or none.
    pub fn degrees(&mut self) -> Option<(f64, f64)> {
        let cells = [Column::Latitude, Column::Longitude].map(|column| self.cell(column));
        match cells.map(|cell| cell.value.is_empty()) {
            [true, true] => None,
            [false, false] => {
                let latitude = self.degree(Column::Latitude, &LATITUDES);
                latitude.zip(self.degree(Column::Longitude, &LONGITUDES))
            }
            [is_first, _] => {
                let at = &cells[usize::from(!is_first)].at;
                self.faults.push(Fault::new(at, "is missing beside the other", "write both degrees, or none"));
                None
            }
        }
    }

    fn degree(&mut self, column: Column, of_norway: &std::ops::RangeInclusive<f64>) -> Option<f64> {
        let (low, high) = (of_norway.start(), of_norway.end());
        let mend = format!("write degrees in WGS 84 from {low} to {high}, as 59.91");
        // Spreadsheets in Norway write a comma.
        let read = |value: &str| value.replace(',', ".").parse().ok().filter(|it| of_norway.contains(it));
        self.fitting(column, &mend, read)
    }

    pub fn telephone(&mut self) -> Option<String> {
        self.optional(
            Column::Telephone,
            "write 3 to 15 digits, with blanks between and perhaps a plus before",
            |value| {
                let digits = value.strip_prefix('+').unwrap_or(value);
                let count = digits.bytes().filter(u8::is_ascii_digit).count();
                (3..=15).contains(&count) && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
            },
        )
    }

    pub fn web(&mut self) -> Option<String> {
        self.optional(Column::Web, "write an address that begins with https:// and holds no user name", |value| {
            let plain = |it: &Url| it.username().is_empty() && it.password().is_none() && it.has_host();
            value.chars().count() <= LONGEST
                && Url::parse(value).is_ok_and(|it| matches!(it.scheme(), "https" | "http") && plain(&it))
        })
    }

    pub fn weeks(&mut self) -> Option<u16> {
        let mend = format!("write a whole number of weeks from 0 to {MOST_WEEKS}");
        self.fitting(Column::Weeks, &mend, |value| value.parse().ok().filter(|it| *it <= MOST_WEEKS))
    }

    pub fn updated(&mut self, today: Date) -> Option<Date> {
        let mend = "write a day that has been, as 2026-11-03";
        let is_day = |value: &str| value.len() == 10;
        self.fitting(Column::Updated, mend, |value| value.parse().ok().filter(|it| is_day(value) && *it <= today))
    }

    fn optional(&mut self, column: Column, mend: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        if self.cell(column).value.is_empty() {
            return None;
        }
        self.fitting(column, mend, |value| fits(value).then(|| value.to_owned()))
    }

    fn listed<T>(
        &mut self,
        column: Column,
        words: impl Iterator<Item = &'static str>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let mend = format!("write one of {}", words.collect::<Vec<_>>().join(", "));
        self.fitting(column, &mend, read)
    }

    fn fitting<T>(&mut self, column: Column, mend: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(column);
        let is_plain = !cell.value.chars().any(char::is_control);
        let value = Some(cell.value.as_str()).filter(|value| !value.is_empty() && is_plain).and_then(read);
        if value.is_none() {
            let fault = if cell.value.is_empty() { "is missing".to_owned() } else { wrong(&cell.value) };
            self.faults.push(Fault::new(&cell.at, fault, mend));
        }
        value
    }
}

fn wrong(value: &str) -> String {
    let short: String = value.chars().take(40).collect();
    let rest = if short.len() < value.len() { "…" } else { "" };
    format!("cannot be \"{}{rest}\"", short.escape_debug())
}

/// Nine digits whose weighted sum is divisible by eleven (Brønnøysundregistrene).
fn is_organisation(value: &str) -> bool {
    let digits: Vec<u32> = value.chars().filter_map(|it| it.to_digit(10)).collect();
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    value.len() == 9 && digits.len() == 9 && sum.is_multiple_of(11)
}
