//! Norwegian bank account numbers: eleven digits, of which the last checks the others (modulus 11).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number whose check digit holds. `Debug` shows its last four digits alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNumber(String);

const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

impl AccountNumber {
    /// Reads eleven digits, with spaces and full stops as people write them; `None` where the check digit does not hold.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let values: Vec<u32> = digits.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
        let (last, first) = values.split_last().filter(|(_, first)| first.len() == WEIGHTS.len())?;
        let sum: u32 = first.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        ((11 - sum % 11) % 11 == *last).then_some(Self(digits))
    }

    /// The digits alone.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// As banks write it: four, two and five digits with full stops between.
impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.get(..4), self.0.get(4..6), self.0.get(6..)) {
            (Some(bank), Some(kind), Some(rest)) => write!(f, "{bank}.{kind}.{rest}"),
            _ => f.write_str(&self.0),
        }
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNumber(*******{})", self.0.get(7..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_decides() {
        for (typed, holds) in [
            ("1234.56.78903", true),
            ("1234 56 78903", true),
            ("12345678903", true),
            ("1234.56.78904", false),
            ("1243.56.78903", false),
            ("1234567890", false),
            ("123456789033", false),
            ("1234.56.7890x", false),
            ("", false),
        ] {
            assert_eq!(AccountNumber::parse(typed).is_some(), holds, "{typed}");
        }
        let number = AccountNumber::parse("12345678903").expect("an account number");
        assert_eq!(number.to_string(), "1234.56.78903");
        assert_eq!(format!("{number:?}"), "AccountNumber(*******8903)");
    }

    #[test]
    fn a_check_digit_of_ten_does_not_exist_and_nought_does() {
        let valid =
            |first: &str| (0..10).filter(|last| AccountNumber::parse(&format!("{first}{last}")).is_some()).count();
        let counts: Vec<usize> = (0..200).map(|n| valid(&format!("86011{n:05}"))).collect();
        assert!(counts.contains(&0) && counts.contains(&1) && counts.iter().all(|count| *count < 2));
    }
}
