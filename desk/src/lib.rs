//! Pages for staff: at work for an office (H3).

mod choose;
mod clinic;
mod front;
mod members;
mod operator;

use axum::{Router, routing::get};
use web::{DeskItem, Portal, texts::Source};

/// The texts of these pages.
pub const TEXTS: &[Source] = &[web::texts!("desk"), clinic::TEXTS];

/// What the desk offers, in the order of its menu; each to the roles that it is for.
pub const MENU: &[DeskItem] = &[
    clinic::MENU[0],
    clinic::MENU[1],
    clinic::MENU[2],
    clinic::MENU[3],
    members::ITEM,
    operator::ITEMS[0],
    operator::ITEMS[1],
];

/// All pages under `/skranke`, but log-in and log-out.
pub fn routes() -> Router<Portal> {
    let own =
        Router::new().route("/skranke", get(front::get)).route("/skranke/velg", get(choose::get).post(choose::post));
    own.merge(clinic::routes()).merge(members::routes()).merge(operator::routes())
}
