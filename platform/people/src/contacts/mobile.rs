//! A mobile number as people write it, and as networks do.

/// Digits of a number with its country code (E.164).
const FEWEST: usize = 8;
const MOST: usize = 15;

/// The number in E.164, `+4791234567`; `None` for what is none. Eight digits that begin with 4 or 9 are Norwegian; every
/// other number is written with its country code.
pub fn mobile_number(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|it| !it.is_whitespace() && !"-.()/".contains(*it)).collect();
    let (abroad, digits) = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
        Some(digits) => (true, digits),
        None => (false, bare.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    match (abroad, digits.strip_prefix("47").filter(|_| abroad)) {
        (true, Some(national)) => norwegian(national),
        (true, None) => {
            (!digits.starts_with('0') && (FEWEST..=MOST).contains(&digits.len())).then(|| format!("+{digits}"))
        }
        (false, _) => norwegian(digits),
    }
}

fn norwegian(digits: &str) -> Option<String> {
    let mobile = digits.starts_with('4') || digits.starts_with('9');
    (mobile && digits.len() == 8).then(|| format!("+47{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_one_number_however_it_is_written() {
        for typed in ["91234567", "912 34 567", "+47 912 34 567", "0047-91234567", "(+47) 91.23.45.67"] {
            assert_eq!(mobile_number(typed).as_deref(), Some("+4791234567"), "{typed}");
        }
        assert_eq!(mobile_number("+46 70 123 45 67").as_deref(), Some("+46701234567"));
        assert_eq!(mobile_number("48000000").as_deref(), Some("+4748000000"));
    }

    #[test]
    fn what_is_no_mobile_number_is_none() {
        for typed in
            ["", "+", "22334455", "9123456", "912345678", "+47 22 33 44 55", "+47 9123456", "91234567x", "١٢٣٤٥٦٧٨"]
        {
            assert_eq!(mobile_number(typed), None, "{typed}");
        }
        assert_eq!(mobile_number("+0123456789"), None);
        assert_eq!(mobile_number("+1234567890123456"), None, "sixteen digits");
    }
}
