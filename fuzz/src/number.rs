//! National numbers as people and systems write them.

use people::NationalNumber;

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match NationalNumber::parse(text) {
        Ok(number) => {
            let digits = number.digits();
            assert!(digits.len() == 11 && digits.bytes().all(|byte| byte.is_ascii_digit()), "eleven digits");
            assert_eq!(NationalNumber::parse(digits), Ok(number), "its own digits are the same number");
            assert!(!format!("{number:?}").contains(digits), "a number is not told by accident");
        }
        Err(fault) => {
            let told = fault.to_string();
            let written: String = text.chars().filter(char::is_ascii_digit).collect();
            assert!(written.len() < 4 || !told.contains(&written), "a fault does not repeat the number");
        }
    }
}
