//! What runs the installation: which municipalities have connected what, and the offices (O2).

mod connections;

use access::rules::Role;
use axum::{Router, routing::get};
use web::{DeskItem, Portal};

/// Its line in the menu.
pub(crate) const ITEM: DeskItem = DeskItem {
    path: "drift",
    key: "desk-operator-title",
    icon: "grid",
    is_for: |role| role == Role::Operator,
    at: DeskItem::EVERYWHERE,
};

pub(crate) fn routes() -> Router<Portal> {
    Router::new().route("/skranke/drift", get(connections::get).post(connections::post))
}
