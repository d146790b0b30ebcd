//! One resource in the text it came in, and the few places where the portal may change that text.

mod bundle;
mod edit;
mod reference;
mod stamp;

pub use bundle::{Entry, is_collection};
pub use reference::Reference;
pub use stamp::stamped;

use crate::json::{Node, quote};
use edit::Edits;

/// A resource: its node and the whole text the node was read from.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'n> {
    source: &'n str,
    node: &'n Node<'n>,
}

impl<'n> Resource<'n> {
    /// The resource at `node`, which was read from `source`.
    pub fn new(source: &'n str, node: &'n Node<'n>) -> Self {
        Self { source, node }
    }

    pub fn node(&self) -> &'n Node<'n> {
        self.node
    }

    /// Its type, for instance `Appointment`; empty when it has none.
    pub fn kind(&self) -> &'n str {
        self.node.text_of("resourceType").unwrap_or_default()
    }

    /// The id it came with.
    pub fn id(&self) -> Option<&'n str> {
        self.node.text_of("id")
    }

    /// The bytes it came as.
    pub fn text(&self) -> &'n str {
        &self.source[self.node.span.clone()]
    }

    /// Every literal reference in it (`Reference.reference`), contained resources and extensions included.
    pub fn references(&self) -> Vec<&'n str> {
        let mut found = Vec::new();
        reference::visit(self.node, &mut |_, text| found.push(text));
        found
    }

    /// The text with another `id` and with each reference for which `target` has an answer replaced.
    /// Every other byte stays.
    pub fn rewritten(&self, id: &str, target: impl Fn(&str) -> Option<String>) -> String {
        self.addressed(id, target, |_| None)
    }

    /// As [`Resource::rewritten`]; and each reference that only has an `identifier` for which `known` has an answer is
    /// given that answer as its `reference`, beside the identifier.
    pub fn addressed(
        &self,
        id: &str,
        target: impl Fn(&str) -> Option<String>,
        known: impl Fn(&Node<'_>) -> Option<String>,
    ) -> String {
        let mut edits = Edits::default();
        edits.members(self.node, &[("id", &quote(id))]);
        reference::visit(self.node, &mut |node, text| {
            if let Some(new) = target(text) {
                edits.replace(node, quote(&new));
            }
        });
        reference::visit_logical(self.node, &mut |node, identifier| {
            if let Some(new) = known(identifier) {
                edits.members(node, &[("reference", &quote(&new))]);
            }
        });
        edits.apply(self.source, self.node)
    }

    /// [`stamped`] of its text.
    pub fn stamped(&self, version: i64, last_updated: &str) -> String {
        stamp::stamped(self.text(), version, last_updated)
    }

    /// The text with members of the resource set to JSON literals, for instance `("status", "\"cancelled\"")`.
    /// Every other byte stays.
    pub fn with(&self, members: &[(&str, &str)]) -> String {
        let mut edits = Edits::default();
        edits.members(self.node, members);
        edits.apply(self.source, self.node)
    }

    /// Whether its labels deny it to parents (`NORN_FORANS`) and to the youth (`NORN_UNGDOM`), in that order.
    ///
    /// A document or message is denied with any part of it. The code counts whatever its system: a label that is
    /// misspelt must not show what should be hidden.
    pub fn denied(&self) -> (bool, bool) {
        let parts = self.node.items("entry").iter().filter_map(|entry| entry.get("resource"));
        let labels: Vec<_> = parts
            .chain([self.node])
            .filter_map(|part| part.get("meta"))
            .flat_map(|meta| meta.items("security"))
            .filter_map(|label| label.text_of("code").map(str::trim))
            .collect();
        (labels.contains(&"NORN_FORANS"), labels.contains(&"NORN_UNGDOM"))
    }
}
