//! What runs the installation: guidance that sees how an account stands, and the operator's connections (O2, O4, P10).

mod connections;
mod guidance;

use access::rules::{GUIDANCE, Role};
use axum::{
    Router,
    routing::{get, post},
};
use web::{DeskItem, Portal};

/// Their lines in the menu.
pub(crate) const ITEMS: [DeskItem; 2] = [
    DeskItem {
        path: "veiledning",
        key: "desk-guidance-title",
        icon: "person",
        is_for: |role| role.opens(&GUIDANCE, access::rules::Action::See),
        at: DeskItem::EVERYWHERE,
    },
    DeskItem {
        path: "drift",
        key: "desk-operator-title",
        icon: "grid",
        is_for: |role| role == Role::Operator,
        at: DeskItem::EVERYWHERE,
    },
];

pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/veiledning", get(guidance::get).post(guidance::look_up))
        .route("/skranke/veiledning/skjema", post(guidance::register))
        .route("/skranke/drift", get(connections::get).post(connections::post))
}
