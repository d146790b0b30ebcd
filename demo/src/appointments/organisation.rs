//! Organisation numbers of no organisation.

/// Weights of the first eight digits; the ninth makes the weighted sum divisible by eleven.
const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];
/// Synthetic organisations begin with 2 or 3, real ones with 8 or 9 (Skatteetaten, Test-Norge).
const FIRST: u32 = 31_900_000;

/// Synthetic organisation number of serial `n`: nine digits with a valid check digit, another for each `n` below 1000.
pub(super) fn number(n: u32) -> String {
    // Every eleventh number or so has no check digit: ten in a row always have some that do.
    let first = FIRST + n * 10;
    (first..first + 10)
        .find_map(|eight| check_digit(eight).map(|check| format!("{eight}{check}")))
        .unwrap_or_else(|| format!("{first}0"))
}

/// `None` where the remainder would need two digits.
fn check_digit(eight: u32) -> Option<u32> {
    let digits = (0..8).rev().map(|place| eight / 10_u32.pow(place) % 10);
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    Some((11 - sum % 11) % 11).filter(|check| *check < 10)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn published_numbers_have_their_check_digit() {
        // Brønnøysund's own, and one whose ninth digit would be ten.
        assert_eq!((check_digit(97_476_067), check_digit(31_900_000 + 4)), (Some(3), check_digit(31_900_004)));
        assert_eq!((0..60).map(number).collect::<HashSet<_>>().len(), 60);
        assert!((0..60).map(number).all(|it| it.len() == 9 && it.starts_with("319")));
    }
}
