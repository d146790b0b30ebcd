//! What runs the installation: organisations, offices, municipalities and systems, by the same functions as the commands
//! (O2); and what readers tell. Nobody's personal data are here, but for what somebody wrote to the operator.

mod connections;
mod feedback;
mod front;
mod key;
mod offices;
mod organisations;
mod system;
mod systems;
mod useful;
mod visiting;

use ::offices::Operation;
use access::rules::Role;
use axum::{Router, routing::get};
use web::{AtWork, DeskItem, Page, PageError, Portal, texts::Source};

/// The texts of these pages.
pub(crate) const TEXTS: Source = web::texts!("operator");

/// Its line in the menu.
pub(crate) const ITEM: DeskItem = DeskItem {
    path: "drift",
    key: "operator-title",
    about: "operator-menu",
    icon: "grid",
    is_for: |role| role == Role::Operator,
    at: DeskItem::EVERYWHERE,
};

/// Where an address names what is not there yet.
const NEW: &str = "ny";

pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/drift", get(front::get))
        .route("/skranke/drift/kommuner", get(connections::get).post(connections::post))
        .route("/skranke/drift/virksomheter", get(organisations::list))
        .route("/skranke/drift/virksomheter/{number}", get(organisations::get).post(organisations::post))
        .route("/skranke/drift/kontorer", get(offices::list))
        .route("/skranke/drift/kontorer/{id}", get(offices::get).post(offices::post))
        .route("/skranke/drift/kontorer/{id}/steng", get(offices::ask).post(offices::close))
        .route("/skranke/drift/tilbakemeldinger", get(feedback::list))
        .route("/skranke/drift/tilbakemeldinger/{id}", get(feedback::get).post(feedback::post))
        .route("/skranke/drift/tilbakemeldinger/{id}/slett", get(feedback::ask).post(feedback::delete))
        .route("/skranke/drift/nyttig", get(useful::get))
        .route("/skranke/drift/systemer", get(systems::list))
        .route("/skranke/drift/systemer/ny", get(systems::get).post(systems::post))
        .route("/skranke/drift/systemer/{system}", get(system::get))
        .route("/skranke/drift/systemer/{system}/omfang", get(system::back).post(system::scopes))
        .route("/skranke/drift/systemer/{system}/nokkel", get(system::back).post(system::add_key))
        .route("/skranke/drift/systemer/{system}/nokkel/avslutt", get(system::back).post(system::end_key))
        .route("/skranke/drift/systemer/{system}/avslutt", get(system::ask_end).post(system::end))
}

/// A page of the operator's, with the title of a key.
fn page(at_work: &AtWork, title: &str) -> Page {
    at_work.page(title).under(at_work.path(ITEM.path), at_work.words().t(ITEM.key))
}

/// Makes a change in the operator's name, with its line. Of what is so already nothing is done.
async fn operate(portal: &Portal, at_work: &AtWork, operation: Operation) -> Result<(), PageError> {
    let by = at_work.staff().person().to_string();
    let changed = portal.offices().operate(operation, &by, portal.clock(), portal.random()).await;
    changed.map(drop).map_err(PageError::unavailable)
}

/// A municipality's number, or a postal code: four digits.
fn is_four_digits(typed: &str) -> bool {
    typed.len() == 4 && typed.bytes().all(|sign| sign.is_ascii_digit())
}
