//! Bundles that only carry resources are opened; those that mean something as a whole are resources themselves.

use super::Resource;
use crate::json::Node;

/// One resource of a Bundle, however deep it lay.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'n> {
    pub full_url: Option<&'n str>,
    pub resource: Resource<'n>,
}

/// Whether the resource is a Bundle whose entries are to be taken one by one. A document or a message is one whole.
pub fn is_collection(resource: &Resource<'_>) -> bool {
    let opened = ["transaction", "batch", "collection", "searchset", "history"];
    resource.kind() == "Bundle" && resource.node.text_of("type").is_some_and(|it| opened.contains(&it))
}

impl<'n> Resource<'n> {
    /// The resources of a Bundle that is a collection, nested ones opened as well; else the resource itself.
    ///
    /// The server's remarks in a search set (`mode = outcome`) are no data and left out.
    pub fn entries(&self) -> Vec<Entry<'n>> {
        let mut found = Vec::new();
        collect(*self, None, &mut found);
        found
    }
}

fn collect<'n>(resource: Resource<'n>, full_url: Option<&'n str>, found: &mut Vec<Entry<'n>>) {
    if !is_collection(&resource) {
        return found.push(Entry { full_url, resource });
    }
    let is_remark = |entry: &Node<'_>| entry.at(&["search", "mode"]).and_then(Node::text) == Some("outcome");
    for entry in resource.node.items("entry").iter().filter(|it| !is_remark(it)) {
        if let Some(node) = entry.get("resource") {
            collect(Resource::new(resource.source, node), entry.text_of("fullUrl"), found);
        }
    }
}
