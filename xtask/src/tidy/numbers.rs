//! No number in the repository may be somebody's: only synthetic national numbers, and those the tax administration publishes.

use super::Finding;
use crate::tree::{File, Tree};

/// Published by Skatteetaten as examples: not synthetic by form, and nobody's.
const PUBLISHED: [&str; 8] = [
    "30108299939",
    "30108299920",
    "02013299997",
    "20036914700",
    "29020073150",
    "55102499947",
    "20036914712",
    "29020105729",
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let skip = |file: &&File| !file.path.ends_with(".lock") && !file.path.ends_with("package-lock.json");
    tree.files.iter().filter(skip).flat_map(numbers_of).collect()
}

fn numbers_of(file: &File) -> Vec<Finding> {
    file.lines()
        .flat_map(|(at, line)| line.split(|c: char| !c.is_ascii_digit()).map(move |number| (at, number)))
        .filter(|(_, number)| may_be_somebodys(number) && !PUBLISHED.contains(number))
        .map(|(at, _)| Finding::at(file, at, "may be a real person's number: use a synthetic one (month + 80)"))
        .collect()
}

/// A fødselsnummer or D-number by date and both check digits, with a month as real people have.
fn may_be_somebodys(number: &str) -> bool {
    if number.len() != 11 {
        return false;
    }
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let day = (digits[0] % 4) * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    digits[0] < 8
        && (1..=31).contains(&day)
        && (1..=12).contains(&month)
        // The rule of 2032 lets the first remainder be 0 to 3; the old rule is the case 0.
        && sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) <= 3
        && sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_numbers_are_known_from_synthetic_and_invalid_ones() {
        assert!(may_be_somebodys("30108299939"));
        assert!(may_be_somebodys("55102499947"));
        assert!(!may_be_somebodys("30908299902"));
        assert!(!may_be_somebodys("20036914712"));
        assert!(!may_be_somebodys("12345"));
    }
}
