//! JSON as it was received: every value knows where it stands in the text, and numbers keep their digits.

mod scan;
mod skim;

use std::borrow::Cow;
use std::ops::Range;

pub use scan::JsonError;
pub(crate) use skim::members;

/// A value and its place, in bytes, in the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    pub span: Range<usize>,
    pub value: Value<'a>,
}

/// A JSON value. Numbers are their text: `1.0` is not `1`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<Member<'a>>),
}

/// A name and a value in an object; names are unique within it.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'a> {
    pub name: Cow<'a, str>,
    pub node: Node<'a>,
}

impl<'a> Node<'a> {
    /// Reads one JSON document.
    ///
    /// # Errors
    /// Text that is not JSON, is nested deeper than 100 levels or names a member of an object twice.
    pub fn parse(text: &'a str) -> Result<Self, JsonError> {
        scan::document(text, scan::DEEPEST)
    }

    /// Reads one JSON document that is nested at most `deepest` levels (and never more than 100).
    ///
    /// # Errors
    /// As [`Node::parse`].
    pub fn parse_within(text: &'a str, deepest: usize) -> Result<Self, JsonError> {
        scan::document(text, deepest.min(scan::DEEPEST))
    }

    /// The members of an object, in order; none for anything else.
    pub fn members(&self) -> &[Member<'a>] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The member of an object with this name.
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.members().iter().find(|member| member.name == name).map(|member| &member.node)
    }

    /// Follows names from object to object; a list on the way stands for its first item.
    pub fn at(&self, names: &[&str]) -> Option<&Node<'a>> {
        names.iter().try_fold(self, |node, name| node.first().get(name))
    }

    /// The items of the named member: of a list, or the one value itself where a list should have been.
    pub fn items(&self, name: &str) -> &[Node<'a>] {
        match self.get(name) {
            Some(Node { value: Value::List(items), .. }) => items,
            Some(one) => std::slice::from_ref(one),
            None => &[],
        }
    }

    /// The text, when it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the named member, when it is one.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    fn first(&self) -> &Node<'a> {
        match &self.value {
            Value::List(items) => items.first().unwrap_or(self),
            _ => self,
        }
    }
}

/// The text as a JSON literal, quotes included.
pub fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
