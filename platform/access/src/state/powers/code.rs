//! The code of a power for the pharmacy (R6): random, read aloud and typed without mistakes, checked by its last character.

use std::fmt;

use db::{Keyring, Random};

/// Digits and letters that are not taken for each other: no 0, O, 1, I or L. A prime number of them, so that the check
/// finds every wrong character and every two that changed places.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Random characters, 54 bits; one more checks them.
const RANDOM: usize = 11;
const LENGTH: usize = RANDOM + 1;

/// A code such as `7KQM-4T2X-9FHC`. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PharmacyCode([u8; LENGTH]);

impl PharmacyCode {
    /// Label that codes are sealed under.
    pub(super) const LABEL: &'static str = "powers.code";

    /// A new one.
    pub fn new(random: &Random) -> Self {
        let mut code = [0; LENGTH];
        let mut filled = 0;
        // Bytes from 248 on would make some characters likelier than others.
        while filled < RANDOM {
            for byte in random.bytes::<16>().into_iter().filter(|byte| *byte < 248).take(RANDOM - filled) {
                code[filled] = byte % 31;
                filled += 1;
            }
        }
        code[RANDOM] = check(&code[..RANDOM]);
        Self(code)
    }

    /// Reads a code as people type it: small letters, spaces and hyphens do not matter. `None` where a character is wrong.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = [0; LENGTH];
        let mut filled = 0;
        for typed in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let place = ALPHABET.iter().position(|known| char::from(*known) == typed.to_ascii_uppercase())?;
            *code.get_mut(filled)? = u8::try_from(place).ok()?;
            filled += 1;
        }
        (filled == LENGTH && check(&code[..RANDOM]) == code[RANDOM]).then_some(Self(code))
    }

    /// What it is found by, without being readable in the database.
    pub(super) fn lookup(&self, keyring: &Keyring) -> String {
        keyring.lookup("pharmacy_code", &self.to_string())
    }
}

/// The sum of places times values, modulo the prime.
fn check(code: &[u8]) -> u8 {
    let sum: u32 = code.iter().zip(2u32..).map(|(value, weight)| u32::from(*value) * weight).sum();
    (31 - (sum % 31) as u8) % 31
}

impl fmt::Display for PharmacyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(ALPHABET[usize::from(*value)]))?;
        }
        Ok(())
    }
}

impl fmt::Debug for PharmacyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PharmacyCode(****-****-****)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_is_typed() {
        let code = PharmacyCode::new(&Random::seeded(3));
        let shown = code.to_string();
        assert_eq!(shown.len(), 14);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('-', "")] {
            assert_eq!(PharmacyCode::parse(&typed), Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn one_wrong_character_or_two_that_changed_places_are_found() {
        let shown = PharmacyCode::new(&Random::seeded(4)).to_string().replace('-', "");
        for place in 0..LENGTH {
            for other in ALPHABET.iter().map(|c| char::from(*c)).filter(|c| *c != char::from(shown.as_bytes()[place])) {
                let mut wrong: Vec<char> = shown.chars().collect();
                wrong[place] = other;
                assert_eq!(PharmacyCode::parse(&wrong.iter().collect::<String>()), None);
            }
            let mut swapped: Vec<char> = shown.chars().collect();
            swapped.swap(place, (place + 1) % LENGTH);
            let swapped: String = swapped.into_iter().collect();
            assert!(swapped == shown || place + 1 == LENGTH || PharmacyCode::parse(&swapped).is_none(), "{swapped}");
        }
        assert_eq!(PharmacyCode::parse("0000-0000-0000"), None);
        assert_eq!(PharmacyCode::parse(""), None);
    }
}
