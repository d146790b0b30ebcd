//! No national number stands in an address: addresses end up in logs that nobody watches.

use std::borrow::Cow;

use people::NationalNumber;

/// Whether a path or query holds a valid national number, percent-encoded or not, whole or as six and five digits.
pub fn holds_number(address: &str) -> bool {
    // Twice: an address inside an address is encoded twice.
    let once = decoded(address);
    let twice = decoded(&once);
    [address, &once, &twice].into_iter().any(has_number)
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Runs of digits between other signs. Letters beside digits make an id of ours: those are no numbers of people.
fn has_number(text: &str) -> bool {
    let is_valid = |digits: &str| NationalNumber::parse(digits).is_ok();
    let words: Vec<&str> = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let whole = words.iter().any(|it| it.len() == 11 && is_valid(it));
    let in_two = |pair: &[&str]| pair[0].len() == 6 && pair[1].len() == 5 && is_valid(&pair.concat());
    whole || words.windows(2).any(in_two)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "03851598730";

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for address in [
            format!("/Patient/{NUMBER}"),
            format!("/Patient?identifier=urn:oid:2.16.578.1.12.4.1.4.1|{NUMBER}"),
            format!("/Patient?identifier=urn%3Aoid%3A1%7C{NUMBER}"),
            format!("/Patient?identifier=%30{}", &NUMBER[1..]),
            format!("/x?next=%2Fy%253Fz%253D{NUMBER}"),
            format!("/Patient?identifier={}+{}", &NUMBER[..6], &NUMBER[6..]),
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
        ] {
            assert!(!holds_number(address), "{address}");
        }
    }
}
