//! Pages for staff: at work for an office (H3).

mod choose;
mod clinic;
mod contacts;
mod front;
pub mod guidance;
mod home_visits;
pub mod members;
mod operator;

use access::Policy;
use axum::{Router, routing::get};
use records::{Kind, Record};
use web::{DeskItem, Portal, texts::Source};

/// The texts of these pages.
pub const TEXTS: &[Source] =
    &[web::texts!("desk"), clinic::TEXTS, home_visits::TEXTS, contacts::TEXTS, guidance::TEXTS, operator::TEXTS];

/// What the desk offers, in the order of its menu; each to the roles that it is for.
pub const MENU: &[DeskItem] = &[
    clinic::MENU[0],
    clinic::MENU[1],
    home_visits::ITEM,
    clinic::MENU[2],
    clinic::MENU[3],
    members::ITEM,
    guidance::ITEM,
    operator::ITEM,
];

/// All pages under `/skranke`, but log-in and log-out.
pub fn routes() -> Router<Portal> {
    let own =
        Router::new().route("/skranke", get(front::get)).route("/skranke/velg", get(choose::get).post(choose::post));
    own.merge(clinic::routes())
        .merge(home_visits::routes())
        .merge(contacts::routes())
        .merge(members::routes())
        .merge(guidance::routes())
        .merge(operator::routes())
}

/// A service with what follows from a change: the citizen is told as of any source's.
fn kind(portal: &Portal, policy: &'static Policy) -> Kind {
    portal.service(policy.rules.service).map_or(Kind::quiet(policy), |service| Kind {
        policy: &service.policy,
        admission: service.admission,
        consequence: service.consequence,
    })
}

/// Whether it was made in the portal, and is changed there: what a system has sent, the system changes.
fn is_made_here(record: &Record) -> bool {
    record.body.contains(&format!("\"urn:uuid:{}\"", record.id))
}
