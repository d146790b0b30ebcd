//! `/skranke/medarbeidere`: who has a role in one's own organisation; an administrator gives and ends them (H3).

mod change;
mod list;
mod roles;

use access::{Policy, rules::MEMBERS};
use axum::{
    Router,
    routing::{get, post},
};
use web::{DeskItem, Portal};

pub(crate) use change::{number, person};
pub use roles::{end as end_role, give as give_role};

const ROLES: Policy = Policy::everywhere(&MEMBERS);
const PATH: &str = "medarbeidere";

/// Its line in the menu.
pub(crate) const ITEM: DeskItem = DeskItem {
    path: PATH,
    key: "desk-members-title",
    about: "desk-members-menu",
    icon: "people",
    is_for: |role| role.opens(&MEMBERS, access::rules::Action::See),
    at: DeskItem::EVERYWHERE,
};

pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/medarbeidere", get(list::get).post(change::give))
        .route("/skranke/medarbeidere/{id}/avslutt", post(change::end))
}
