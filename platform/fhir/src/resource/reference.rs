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
