//! Literal references: `Patient/1`, `urn:uuid:…`, `#contained`, full addresses.

use crate::json::{Node, Value};

/// Where a literal reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference<'a> {
    /// Into the same resource.
    Contained(&'a str),
    /// To a resource by type and id, on the same server.
    Relative { kind: &'a str, id: &'a str },
    /// To an address: `urn:uuid:…`, `https://…`, or of a form not known here.
    Address(&'a str),
}

impl<'a> Reference<'a> {
    /// Reads the text of `Reference.reference`. A reference to a version (`Patient/1/_history/2`) counts as an address.
    pub fn parse(text: &'a str) -> Self {
        if let Some(id) = text.strip_prefix('#') {
            return Self::Contained(id);
        }
        match text.split_once('/') {
            Some((kind, id)) if crate::is_resource_type(kind) && crate::is_id(id) => Self::Relative { kind, id },
            _ => Self::Address(text),
        }
    }
}

/// Calls `found` with the node and text of every member named `reference` that is a text.
pub(super) fn visit<'n>(node: &'n Node<'n>, found: &mut impl FnMut(&'n Node<'n>, &'n str)) {
    match &node.value {
        Value::Object(members) => {
            for member in members {
                match member.node.text() {
                    Some(text) if member.name == "reference" => found(&member.node, text),
                    _ => visit(&member.node, found),
                }
            }
        }
        Value::List(items) => items.iter().for_each(|item| visit(item, found)),
        _ => {}
    }
}

/// What a Reference may hold: an object with anything else is of another type.
const OF_REFERENCE: [&str; 5] = ["id", "extension", "type", "identifier", "display"];

/// Calls `found` with every Reference that has an identifier and no literal reference, and with that identifier.
pub(super) fn visit_logical<'n>(node: &'n Node<'n>, found: &mut impl FnMut(&'n Node<'n>, &'n Node<'n>)) {
    match &node.value {
        Value::Object(members) => {
            let is_reference = members.iter().all(|it| OF_REFERENCE.contains(&it.name.trim_start_matches('_')));
            match node.get("identifier").filter(|it| is_reference && matches!(it.value, Value::Object(_))) {
                Some(identifier) => found(node, identifier),
                None => members.iter().for_each(|member| visit_logical(&member.node, found)),
            }
        }
        Value::List(items) => items.iter().for_each(|item| visit_logical(item, found)),
        _ => {}
    }
}
