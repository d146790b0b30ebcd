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
            assert!(text.len() < 6 || !told.contains(text), "a fault does not repeat what was written");
        }
    }
}
