//! Pages for staff: at work for an office (H3).

mod choose;
mod front;
mod members;
mod operator;

use axum::{Router, routing::get};
use web::{DeskItem, Portal, texts::Source};

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("desk");

/// What the desk offers, in the order of its menu; each to the roles that it is for.
pub const MENU: &[DeskItem] = &[members::ITEM, operator::ITEMS[0], operator::ITEMS[1]];

/// All pages under `/skranke`, but log-in and log-out.
pub fn routes() -> Router<Portal> {
    let own =
        Router::new().route("/skranke", get(front::get)).route("/skranke/velg", get(choose::get).post(choose::post));
    own.merge(members::routes()).merge(operator::routes())
}
