//! Changes to a text at known places.

use std::ops::Range;

use crate::json::{Node, Value};

/// Replacements of parts of a text; parts do not overlap.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub fn replace(&mut self, node: &Node<'_>, literal: String) {
        self.0.push((node.span.clone(), literal));
    }

    /// Sets members of an object to JSON literals: replaced where they stand, else put first. Anything but an object is
    /// left.
    pub fn members(&mut self, object: &Node<'_>, members: &[(&str, &str)]) {
        let Value::Object(present) = &object.value else { return };
        let mut new = Vec::new();
        for (name, literal) in members {
            match object.get(name) {
                Some(old) => self.replace(old, (*literal).to_owned()),
                None => new.push(format!("\"{name}\":{literal}")),
            }
        }
        if !new.is_empty() {
            let comma = if present.is_empty() { "" } else { "," };
            let start = object.span.start + 1;
            self.0.push((start..start, new.join(",") + comma));
        }
    }

    /// The text of the node with all changes made.
    pub fn apply(mut self, source: &str, node: &Node<'_>) -> String {
        self.0.sort_by_key(|(place, _)| place.start);
        let mut text = String::with_capacity(node.span.len() + 64);
        let mut at = node.span.start;
        for (place, literal) in &self.0 {
            text.push_str(&source[at..place.start]);
            text.push_str(literal);
            at = place.end;
        }
        text.push_str(&source[at..node.span.end]);
        text
    }
}
