//! Version and time put into a stored text, without reading the whole of it.

use crate::json::{members, quote};

/// The text of a resource with `meta.versionId` and `meta.lastUpdated` (an instant) set. Every other byte stays.
///
/// `text` was read as JSON when it came in. What is no object is given back as it is.
pub fn stamped(text: &str, version: i64, last_updated: &str) -> String {
    let (version, last_updated) = (quote(&version.to_string()), quote(last_updated));
    let Some(open) = text.find('{') else { return text.to_owned() };
    let outer = members(text, open);
    let Some((_, meta)) = outer.iter().find(|(name, _)| *name == "meta") else {
        let comma = if outer.is_empty() { "" } else { "," };
        let meta = format!("\"meta\":{{\"versionId\":{version},\"lastUpdated\":{last_updated}}}{comma}");
        return [&text[..=open], &meta, &text[open + 1..]].concat();
    };
    if !text[meta.start..].starts_with('{') {
        return text.to_owned();
    }
    let inner = members(text, meta.start);
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut new = String::new();
    for (name, literal) in [("versionId", &version), ("lastUpdated", &last_updated)] {
        match inner.iter().find(|(own, _)| *own == name) {
            Some((_, place)) => edits.push((place.clone(), literal.clone())),
            None => new.push_str(&format!("\"{name}\":{literal},")),
        }
    }
    if inner.is_empty() {
        new.pop();
    }
    edits.push((meta.start + 1..meta.start + 1, new));
    edits.sort_by_key(|(place, _)| place.start);
    let mut out = String::with_capacity(text.len() + 80);
    let mut at = 0;
    for (place, literal) in edits {
        out.push_str(&text[at..place.start]);
        out.push_str(&literal);
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_and_time_are_set_and_nothing_else_moves() {
        let stamp = |text: &str| stamped(text, 2, "T");
        assert_eq!(stamp(r#"{"id":"1"}"#), r#"{"meta":{"versionId":"2","lastUpdated":"T"},"id":"1"}"#);
        assert_eq!(stamp(r#"{"meta":{}}"#), r#"{"meta":{"versionId":"2","lastUpdated":"T"}}"#);
        let kept = r#"{ "a":{"meta":1}, "meta": {"lastUpdated":"old", "tag":[{"code":"}"}] ,"versionId":"9"} }"#;
        let wanted = r#"{ "a":{"meta":1}, "meta": {"lastUpdated":"T", "tag":[{"code":"}"}] ,"versionId":"2"} }"#;
        assert_eq!(stamp(kept), wanted);
        let new = r#"{"meta":{"versionId":"2","lastUpdated":"T","tag":[]}}"#;
        assert_eq!(stamp(r#"{"meta":{"tag":[]}}"#), new);
    }
}
