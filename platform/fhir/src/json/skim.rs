//! The members of an object found without reading what is inside them: for text that was read as JSON before.

use std::ops::Range;

/// The name of each member of the object that begins at `start`, as written, and the place of its value.
/// Anything but a well-formed object ends the search early.
pub(crate) fn members(text: &str, start: usize) -> Vec<(&str, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = space(bytes, start);
    if bytes.get(at) != Some(&b'{') {
        return found;
    }
    loop {
        at = space(bytes, at + 1);
        if bytes.get(at) != Some(&b'"') {
            return found;
        }
        let name_end = string_end(bytes, at);
        let value = space(bytes, space(bytes, name_end) + 1);
        let end = value_end(bytes, value);
        let Some(name) = text.get(at + 1..name_end.saturating_sub(1)) else { return found };
        found.push((name, value..end));
        at = space(bytes, end);
        if bytes.get(at) != Some(&b',') {
            return found;
        }
    }
}

/// Behind the value that begins at `at`.
fn value_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'"') => string_end(bytes, at),
        Some(b'{' | b'[') => nested_end(bytes, at),
        _ => {
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
            bytes.iter().skip(at).position(ends).map_or(bytes.len(), |length| at + length)
        }
    }
}

fn nested_end(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Behind the closing quote of the text that begins at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_without_what_is_inside_them() {
        let text = r#" { "a" : {"b":"}\""} , "meta":{ }, "c":[1,{"d":2}],"e":-1.0 }"#;
        let found: Vec<_> = members(text, 0).into_iter().map(|(name, place)| (name, &text[place])).collect();
        assert_eq!(found, [("a", r#"{"b":"}\""}"#), ("meta", "{ }"), ("c", r#"[1,{"d":2}]"#), ("e", "-1.0")]);
        for end in 0..text.len() {
            members(&text[..end], 0);
        }
    }
}
