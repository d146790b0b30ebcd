//! National identity numbers: what may be read from one, and that is no more than its kind.

mod check_digits;
mod date_part;
mod error;
mod kind;
mod synthetic;

use std::{fmt, str::FromStr};

pub use check_digits::CheckRule;
pub use error::NumberError;
pub use kind::{Environment, NumberKind, NumberSource};
pub use synthetic::SyntheticNumbers;

/// A valid national identity number: eleven digits whose form, date part and check digits hold.
///
/// A valid number need not be in use. Birth date, age, century and sex are never read from it: since 2032 numbers no
/// longer carry them, and the register keeps them as fields of their own (docs/norway.md, Numbers).
/// `Debug` and `Display` mask it, so that it cannot reach a log by accident; [`NationalNumber::digits`] gives it whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalNumber([u8; 11]);

impl NationalNumber {
    /// Reads exactly eleven ASCII digits.
    ///
    /// # Errors
    /// Says which check failed, and never repeats the number.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let digits = eleven_digits(text)?;
        let number = Self(digits);
        let kind = number.kind();
        if kind != NumberKind::CommonHelpNumber && !date_part::is_date(&digits) {
            return Err(NumberError::Date);
        }
        let rule = check_digits::verify(&digits)?;
        if kind == NumberKind::CommonHelpNumber && rule == CheckRule::Of2032 {
            // The rule of 2032 is for numbers of the population register; the common help number keeps the old one.
            return Err(NumberError::FirstCheckDigit);
        }
        Ok(number)
    }

    /// What kind of number it is. What the number alone cannot tell, [`NumberKind`] asks the [`Environment`].
    pub fn kind(&self) -> NumberKind {
        NumberKind::of(&self.0)
    }

    /// The check-digit rule it satisfies. A number issued by the rule of 2032 may satisfy that of 1964 too.
    pub fn check_rule(&self) -> CheckRule {
        check_digits::verify(&self.0).unwrap_or(CheckRule::Of1964)
    }

    /// The eleven digits. For look-up, sealing and the wire; never for logs or addresses.
    pub fn digits(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The number of a date part (day and month with their offsets, two-digit year) and an individual number, when
    /// check digits exist for it. `remainder` is 0 by the rule of 1964; the rule of 2032 also allows 1, 2 and 3.
    fn compose(date_part: [u8; 6], individual: u16, remainder: u8) -> Option<Self> {
        let mut digits = [b'0'; 11];
        digits[..6].copy_from_slice(&date_part);
        for (digit, divisor) in digits[6..9].iter_mut().zip([100, 10, 1]) {
            *digit = b'0' + (individual / divisor % 10) as u8;
        }
        check_digits::complete(&mut digits, remainder).then_some(Self(digits))
    }
}

fn eleven_digits(text: &str) -> Result<[u8; 11], NumberError> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::NotDigits);
    }
    text.as_bytes().try_into().map_err(|_| NumberError::Length)
}

impl FromStr for NationalNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Debug for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NationalNumber(***********)")
    }
}

impl fmt::Display for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***********")
    }
}
