//! The two check digits, by the rule of 1964 and by the rule in use from 2032.

use super::NumberError;

/// Weights of the first nine digits and the first check digit itself (docs/norway.md, Numbers).
const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
/// Weights of the first ten digits and the second check digit itself.
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Which rule the first check digit follows. Both are read side by side: nobody changes number in 2032.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckRule {
    /// The weighted sum is divisible by 11.
    Of1964,
    /// The remainder is 1, 2 or 3: numbers issued from 2032-01-01.
    Of2032,
}

/// Which rule the eleven ASCII digits follow.
///
/// # Errors
/// The check digit that is wrong.
pub(super) fn verify(digits: &[u8; 11]) -> Result<CheckRule, NumberError> {
    let rule = match remainder(digits, &FIRST) {
        0 => CheckRule::Of1964,
        1..=3 => CheckRule::Of2032,
        _ => return Err(NumberError::FirstCheckDigit),
    };
    match remainder(digits, &SECOND) {
        0 => Ok(rule),
        _ => Err(NumberError::SecondCheckDigit),
    }
}

/// Writes the check digits of the first nine digits so that the first leaves `wanted` as remainder.
/// False when there is no such pair: such numbers are never issued.
pub(super) fn complete(digits: &mut [u8; 11], wanted: u8) -> bool {
    fill(digits, 9, &FIRST, u32::from(wanted)) && fill(digits, 10, &SECOND, 0)
}

fn fill(digits: &mut [u8; 11], at: usize, weights: &[u32], wanted: u32) -> bool {
    digits[at] = b'0';
    let missing = (11 + wanted - remainder(digits, weights)) % 11;
    if missing < 10 {
        digits[at] = b'0' + missing as u8;
    }
    missing < 10
}

fn remainder(digits: &[u8; 11], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum::<u32>() % 11
}
