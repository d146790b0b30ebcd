//! No national number stands in an address: addresses end up in logs that nobody watches.

use std::borrow::Cow;

use people::NationalNumber;

/// An address inside an address is encoded twice, and so on; nobody means more than this.
const DECODED: usize = 5;
/// Signs between two parts of one number.
const MOST_BETWEEN: usize = 3;
/// Where one number may be parted: as a date and the rest, in threes, or after each digit.
const PARTINGS: [&[usize]; 8] =
    [&[6], &[2, 4, 6], &[6, 9], &[2, 4, 6, 9], &[3, 6], &[3, 6, 9], &[2, 6], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]];

/// Whether a path or query holds a valid national number: percent-encoded or not, whole or parted by other signs, or
/// with the year of its date in four digits.
pub fn holds_number(address: &str) -> bool {
    let mut text = Cow::Borrowed(address);
    for _ in 0..DECODED {
        if has_number(&text) {
            return true;
        }
        match decoded(&text) {
            Some(inner) => text = Cow::Owned(inner),
            None => return false,
        }
    }
    has_number(&text)
}

/// `None` where nothing is encoded.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let mut changed = false;
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                changed = true;
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    changed.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

fn has_number(text: &str) -> bool {
    // A number is not parted by what parts the values of a query.
    text.split(['&', '=', '?', '#', '|', ',']).any(|value| in_a_word(value) || in_parts(value))
}

/// Eleven digits that belong together. Beside letters of a hexadecimal number they are part of an id of ours.
fn in_a_word(value: &str) -> bool {
    let words = value.split(|it: char| !it.is_ascii_alphanumeric());
    let of_ours =
        |word: &str| word.bytes().all(|it| it.is_ascii_hexdigit()) && !word.bytes().all(|it| it.is_ascii_digit());
    let runs = words.filter(|word| !of_ours(word)).flat_map(|word| word.split(|it: char| !it.is_ascii_digit()));
    runs.into_iter().any(is_number)
}

fn is_number(digits: &str) -> bool {
    digits.len() == 11 && NationalNumber::parse(digits).is_ok()
}

/// Groups of digits with other signs between that are one number together.
fn in_parts(value: &str) -> bool {
    let mut chain: Vec<&str> = Vec::new();
    let mut between = 0;
    for word in words_and_gaps(value) {
        if !word.starts_with(|it: char| it.is_ascii_alphanumeric()) {
            between = word.chars().count();
            continue;
        }
        if !word.bytes().all(|it| it.is_ascii_digit()) || between > MOST_BETWEEN {
            chain.clear();
        }
        if word.bytes().all(|it| it.is_ascii_digit()) {
            chain.push(word);
            if (0..chain.len()).any(|from| is_parted_number(&chain[from..])) {
                return true;
            }
        }
        // More groups than a number has digits are not looked back at.
        if chain.len() > 13 {
            chain.remove(0);
        }
    }
    false
}

/// The words of a value and what stands between them, in turn.
fn words_and_gaps(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = first.is_ascii_alphanumeric();
        let end = rest.find(|it: char| it.is_ascii_alphanumeric() != is_word).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// `031285 98730`, `03.12.85-98730`, `1985-12-03 98730`.
fn is_parted_number(groups: &[&str]) -> bool {
    let digits = groups.concat();
    if digits.len() == 11 {
        let parted: Vec<usize> = groups
            .iter()
            .scan(0, |at, group| {
                *at += group.len();
                Some(*at)
            })
            .take_while(|at| *at < 11)
            .collect();
        return PARTINGS.contains(&parted.as_slice()) && is_number(&digits);
    }
    let lengths: Vec<usize> = groups.iter().map(|it| it.len()).collect();
    let short = match lengths[..] {
        [4, 2, 2, 5] | [8, 5] if digits.len() == 13 => {
            let year_last = [&digits[..4], &digits[6..8], &digits[8..]].concat();
            let year_first = [&digits[6..8], &digits[4..6], &digits[2..4], &digits[8..]].concat();
            return is_number(&year_last) || is_number(&year_first);
        }
        [2, 2, 4, 5] => [&digits[..4], &digits[6..]].concat(),
        _ => return false,
    };
    is_number(&short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NUMBER: &str = "03851598730";

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let (day, month, year, rest) = (&NUMBER[..2], &NUMBER[2..4], &NUMBER[4..6], &NUMBER[6..]);
        for address in [
            format!("/Patient/{NUMBER}"),
            format!("/Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|{NUMBER}"),
            format!("/Patient?identifier=urn%3Aoid%3A1%7C{NUMBER}"),
            format!("/Patient?identifier=%30{}", &NUMBER[1..]),
            format!("/x?next=%2Fy%253Fz%253D{NUMBER}"),
            format!("/Patient?identifier={}+{}", &NUMBER[..6], &NUMBER[6..]),
            format!("/Patient?name=fnr{NUMBER}"),
            format!("/Patient?q={day}.{month}.{year}-{rest}"),
            format!("/Patient?q=19{year}-{month}-{day}%20{rest}"),
            format!("/Patient?q={day}.{month}.20{year}+{rest}"),
            format!("/Patient?q=20{year}{month}{day}-{rest}"),
            format!("/Patient/{day}{month}{year}/{rest}"),
        ] {
            assert!(holds_number(&address), "{address}");
        }
    }

    #[test]
    fn ids_times_and_other_numbers_are_none() {
        for address in [
            "/Appointment/0198c3a4-0385-7159-8730-a03851598730",
            "/Appointment?_lastUpdated=gt2026-11-21T11:00:00.123456Z&_count=20",
            "/Appointment?identifier=urn:x|03851598731",
            "/Appointment?_cursor=0003851598730f03851598730a",
            "/Appointment?identifier=urn:oid:2.16.578.1.12.4.1.4.1|038515-98731",
            "/Appointment?a=038515&b=98730",
            "/Appointment?q=100%25",
        ] {
            assert!(!holds_number(address), "{address}");
        }
    }

    /// Nine digits with the check digits that fit, where there are any.
    fn numbers() -> impl Strategy<Value = String> {
        let first = (1_u32..=31, 1_u32..=12, 0_u32..=99, 0_u32..=999, 0_u32..121);
        first.prop_filter_map("no such number", |(day, month, year, own, from)| {
            let with = |check: u32| format!("{day:02}{month:02}{year:02}{own:03}{:02}", check % 100);
            (from..from + 100).map(with).find(|it| NationalNumber::parse(it).is_ok())
        })
    }

    fn parted(digits: &str, at: &[usize], between: &str) -> String {
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if at.contains(&place) {
                text.push_str(between);
            }
            text.push(digit);
        }
        text
    }

    fn encoded(text: &str, times: usize) -> String {
        (0..times).fold(text.to_owned(), |text, _| text.bytes().map(|it| format!("%{it:02X}")).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_number_is_found_in_any_parting_and_encoding(
            number in numbers(), parting in 0..PARTINGS.len(), between in "[-. /_:+]{1,3}", times in 0_usize..4,
        ) {
            let text = parted(&number, PARTINGS[parting], &between);
            let address = format!("/Patient?identifier={}", encoded(&text, times));
            prop_assert!(holds_number(&address), "{}", address);
        }

        #[test]
        fn ids_and_times_are_never_taken_for_one(
            bits in any::<u128>(), micros in 0_i64..4_000_000_000_000_000, offset in -12_i8..=13,
        ) {
            let id = uuid::Uuid::from_u128(bits);
            let at = jiff::Timestamp::from_microsecond(micros).unwrap();
            let offset = jiff::tz::Offset::constant(offset);
            let local = at.display_with_offset(offset);
            let day = at.strftime("%Y-%m-%d");
            for address in [
                format!("/Appointment/{id}/_history/12"),
                format!("/Appointment?_lastUpdated=gt{at}&_count=200"),
                format!("/Appointment?_lastUpdated=gt{local}&date=ge{day}&date=lt{day}&date={day}"),
                format!("/Appointment?date={day},{day}&patient=Patient/{id}&_cursor=00{}{}", id.simple(), id.simple()),
            ] {
                prop_assert!(!holds_number(&address), "{}", address);
            }
        }

        #[test]
        fn what_fails_its_check_digits_is_another_kind_of_number(
            number in numbers(), parting in 0..PARTINGS.len(), between in "[-. /]{1,2}",
        ) {
            let last = number.as_bytes()[10] - b'0';
            let wrong = format!("{}{}", &number[..10], (last + 1) % 10);
            prop_assume!(NationalNumber::parse(&wrong).is_err());
            let text = parted(&wrong, PARTINGS[parting], &between);
            prop_assert!(!holds_number(&format!("/Appointment?identifier=urn:x|{text}")), "{}", text);
        }
    }
}
