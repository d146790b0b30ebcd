//! Base R4: is this a resource as the standard shapes it?

mod primitive;
mod table;
mod walk;

pub use primitive::is_id;

use crate::issue::Issue;
use crate::json::Node;

/// Faults reported of one resource; the rest would not be read.
const MOST_ISSUES: usize = 50;

/// Checks a resource against the structure of its type in R4: names, JSON types, cardinality, formats, required codes.
///
/// Returns at most 50 issues; none means that the structure holds. What it leaves out: `definitions/README.md`.
pub fn validate(resource: &Node<'_>) -> Vec<Issue> {
    walk::resource(resource)
}

/// Whether R4 has a (concrete) resource type of this name.
pub fn is_resource_type(name: &str) -> bool {
    table::table().is_resource(name)
}

/// Whether the type has an element of this JSON name.
pub fn has_element(type_name: &str, element: &str) -> bool {
    table::table().find(type_name).is_some_and(|it| it.element(element).is_some())
}

/// Every (concrete) resource type of R4, by name.
pub fn resource_types() -> Vec<&'static str> {
    table::table().resources()
}
