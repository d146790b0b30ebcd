//! The formats of R4's primitive types.

use jiff::civil::Date;

use crate::json::Value;

/// What is wrong with a primitive value.
pub(super) enum Misfit {
    /// The JSON value is of another kind; which it should be.
    Kind(&'static str),
    /// The text has another format; how it should look.
    Format(&'static str),
}

/// Whether a type of this name is primitive: its value is a text, a number or a truth value.
pub(super) fn is_primitive(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
}

/// Checks a value against a primitive type of R4.
pub(super) fn check(kind: &str, value: &Value<'_>) -> Result<(), Misfit> {
    match (kind, value) {
        ("boolean", Value::Bool(_)) | ("decimal", Value::Number(_)) => Ok(()),
        ("integer" | "positiveInt" | "unsignedInt", Value::Number(digits)) => integer(kind, digits),
        ("boolean", _) => Err(Misfit::Kind("true or false")),
        ("decimal" | "integer" | "positiveInt" | "unsignedInt", _) => Err(Misfit::Kind("a number, without quotes")),
        (_, Value::Text(text)) => match shape(kind, text) {
            (true, _) => Ok(()),
            (false, expected) => Err(Misfit::Format(expected)),
        },
        _ => Err(Misfit::Kind("a text, in quotes")),
    }
}

fn integer(kind: &str, digits: &str) -> Result<(), Misfit> {
    let (least, expected) = match kind {
        "positiveInt" => (1, "a whole number of at least 1"),
        "unsignedInt" => (0, "a whole number of at least 0"),
        _ => (i32::MIN, "a whole number of at most 32 bits"),
    };
    if digits.parse::<i32>().is_ok_and(|number| number >= least) { Ok(()) } else { Err(Misfit::Format(expected)) }
}

fn shape(kind: &str, text: &str) -> (bool, &'static str) {
    match kind {
        "id" => (is_id(text), "1 to 64 letters, digits, hyphens and full stops"),
        "code" => (is_code(text), "words with single spaces between"),
        "uri" | "url" | "canonical" => (is_uri(text), "an address without spaces"),
        "oid" => (is_oid(text), "`urn:oid:` and numbers with full stops between"),
        "uuid" => (text.strip_prefix("urn:uuid:").is_some_and(is_uuid), "`urn:uuid:` and a UUID"),
        "date" => (is_date(text), "YYYY, YYYY-MM or YYYY-MM-DD"),
        "dateTime" => (is_date_time(text), "a date, or date and time with zone like 2026-11-21T09:00:00+01:00"),
        "instant" => (is_instant(text), "date and time with zone like 2026-11-21T09:00:00+01:00"),
        "time" => (is_time(text), "hh:mm:ss"),
        "base64Binary" => (is_base64(text), "base64"),
        "xhtml" => (text.trim_start().starts_with("<div"), "a `<div>` of XHTML"),
        _ => (is_string(text), "not empty and without control characters"),
    }
}

/// Whether a text is a FHIR id.
pub fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'.'))
}

fn is_string(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it >= ' ' || matches!(it, '\t' | '\r' | '\n'))
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace))
}

fn is_uri(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

fn is_oid(text: &str) -> bool {
    let number = |part: &str| {
        !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    text.strip_prefix("urn:oid:")
        .is_some_and(|rest| rest.starts_with(['0', '1', '2']) && rest.contains('.') && rest.split('.').all(number))
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(at, it)| match at {
            8 | 13 | 18 | 23 => it == '-',
            _ => it.is_ascii_hexdigit(),
        })
}

fn is_base64(text: &str) -> bool {
    let digits = text.bytes().filter(|it| !it.is_ascii_whitespace());
    let count = digits.clone().count();
    let body = digits.clone().take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/')).count();
    count > 0 && count % 4 == 0 && count - body <= 2 && digits.skip(body).all(|it| it == b'=')
}

/// `text` is digits and separators exactly as in `pattern`, where `0` stands for a digit.
fn like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(it, as_in)| match as_in {
            b'0' => it.is_ascii_digit(),
            _ => it == as_in,
        })
}

fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    like(&whole, "0000-00-00") && whole.parse::<Date>().is_ok()
}

fn is_date_time(text: &str) -> bool {
    is_date(text) || is_instant(text)
}

fn is_instant(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let Some(zone) = rest.find(['Z', '+', '-']) else { return false };
    date.len() == 10 && is_date(date) && is_time(&rest[..zone]) && is_zone(&rest[zone..])
}

fn is_time(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    like(clock, "00:00:00")
        && clock[..2] <= *"23"
        && clock[3..5] <= *"59"
        && clock[6..] <= *"60"
        && !fraction.is_empty()
        && fraction.bytes().all(|it| it.is_ascii_digit())
}

fn is_zone(text: &str) -> bool {
    text == "Z" || (text.len() == 6 && like(&text[1..], "00:00") && text[1..] <= *"14:00" && text[4..] <= *"59")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_hold_at_their_edges() {
        for (kind, text, holds) in [
            ("date", "2024-02-29", true),
            ("date", "2023-02-29", false),
            ("date", "2023-2", false),
            ("date", "24-02-29", false),
            ("dateTime", "2023", true),
            ("dateTime", "2023-02-28T10:00", false),
            ("instant", "2026-11-21T09:00:00+01:00", true),
            ("instant", "2026-11-21T09:00:00.123Z", true),
            ("instant", "2026-11-21T09:00:00", false),
            ("instant", "2026-11-21T24:00:00Z", false),
            ("instant", "2026-11-21", false),
            ("instant", "2026-11-21T09:00:00+1å:00", false),
            ("time", "23:59:60", true),
            ("code", "a b", true),
            ("code", "a  b", false),
            ("code", " a", false),
            ("id", "æ", false),
            ("oid", "urn:oid:2.16.578", true),
            ("oid", "urn:oid:2.016", false),
            ("base64Binary", "YWI=", true),
            ("base64Binary", "YWI", false),
            ("string", "", false),
            ("markdown", "a\nb", true),
        ] {
            assert_eq!(shape(kind, text).0, holds, "{kind} {text}");
        }
    }
}
