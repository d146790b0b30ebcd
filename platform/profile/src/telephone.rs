//! Telephone numbers as people type them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number that can be called: eight digits in Norway, or `+` and a country code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telephone(String);

impl Telephone {
    /// Reads a number with spaces, hyphens and brackets in it. `None` for what cannot be called from abroad as it stands:
    /// too few digits, too many, or Norwegian ones that do not begin as subscribers' numbers do.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace() && !"-()".contains(*c)).collect();
        let plain = plain.strip_prefix("00").map_or_else(|| plain.clone(), |rest| format!("+{rest}"));
        let national = plain.strip_prefix("+47").unwrap_or(&plain);
        if national.starts_with('+') {
            return abroad(&plain).then_some(Self(plain));
        }
        let digits = national.len() == 8 && national.bytes().all(|byte| byte.is_ascii_digit());
        (digits && !national.starts_with(['0', '1'])).then(|| Self(format!("+47{national}")))
    }
}

/// `+` and 7 to 15 digits (ITU-T E.164), of which the first is no nought.
fn abroad(number: &str) -> bool {
    let digits = number.trim_start_matches('+');
    (7..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0')
}

/// Norwegian ones in pairs, without the country code.
impl fmt::Display for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(national) = self.0.strip_prefix("+47").filter(|it| it.len() == 8) else { return f.write_str(&self.0) };
        let pairs: Vec<&str> = (0..4).filter_map(|pair| national.get(pair * 2..pair * 2 + 2)).collect();
        f.write_str(&pairs.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, shown) in [
            ("22 22 55 55", Some("22 22 55 55")),
            ("+47 99999999", Some("99 99 99 99")),
            ("0047 999 99 999", Some("99 99 99 99")),
            ("+46 8 123 456 78", Some("+46812345678")),
            ("(22) 22-55-55", Some("22 22 55 55")),
            ("2222555", None),
            ("112", None),
            ("02222555", None),
            ("+47 123", None),
            ("+0812345678", None),
            ("22 22 55 5x", None),
            ("", None),
        ] {
            assert_eq!(Telephone::parse(typed).map(|it| it.to_string()).as_deref(), shown, "{typed}");
        }
    }
}
