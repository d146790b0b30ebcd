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

    /// Sets a member of an object to a JSON literal: replaced where it stands, else put first. Anything but an object is left.
    pub fn member(&mut self, object: &Node<'_>, name: &str, literal: &str) {
        let Value::Object(members) = &object.value else { return };
        match object.get(name) {
            Some(old) => self.replace(old, literal.to_owned()),
            None => {
                let comma = if members.is_empty() { "" } else { "," };
                let start = object.span.start + 1;
                self.0.push((start..start, format!("\"{name}\":{literal}{comma}")));
            }
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
