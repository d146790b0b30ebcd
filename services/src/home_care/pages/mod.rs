//! The pages of home care, and what the pages over all services show of it.

mod cancel;
mod list;
mod made;
mod next_of_kin;
mod settings;
mod show;
mod summary;
mod wording;

use access::{
    GateError,
    rules::{Action, Refusal},
};
use axum::{Router, routing::get};
use web::{Acting, Portal, Tab};

pub use summary::{card, export, timeline};

use super::SERVICE;

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/hjemmetjeneste", get(list::get))
        .route("/p/{handle}/hjemmetjeneste/besok", get(made::get))
        .route("/p/{handle}/hjemmetjeneste/valg", get(settings::get).post(settings::post))
        .route("/p/{handle}/hjemmetjeneste/{id}", get(show::get))
        .route("/p/{handle}/hjemmetjeneste/{id}/avbestill", get(cancel::get).post(cancel::post))
}

/// The three views of the service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Planned,
    Made,
    Choices,
}

fn tabs(acting: &Acting, current: View) -> Vec<Tab> {
    let views = [
        (View::Planned, "hjemmetjeneste", "home-care-planned"),
        (View::Made, "hjemmetjeneste/besok", "home-care-made"),
        (View::Choices, "hjemmetjeneste/valg", "home-care-choices"),
    ];
    let tab = |(view, path, key): (View, &str, &str)| Tab {
        href: acting.path(path),
        text: acting.words().t(key).to_owned(),
        current: view == current,
    };
    views.map(tab).to_vec()
}

/// Why the reader may look and not act, if that is so: nothing is offered that would be refused.
async fn refused(portal: &Portal, acting: &Acting) -> Result<Option<Refusal>, GateError> {
    match portal.gate().decide(acting.standing(), &SERVICE.policy, Action::Act).await {
        Ok(_) => Ok(None),
        Err(GateError::Refused(refusal)) => Ok(Some(refusal)),
        Err(fault) => Err(fault),
    }
}

/// Where one writes to home care; `None` where the reader may not, or the portal has no inbox.
async fn write_to(portal: &Portal, acting: &Acting) -> Result<Option<String>, GateError> {
    let inbox = portal.services().iter().find(|service| service.id() == access::rules::table::INBOX.service);
    let Some(inbox) = inbox else { return Ok(None) };
    match portal.gate().decide(acting.standing(), &inbox.policy, Action::Act).await {
        Ok(_) => Ok(Some(acting.path(inbox.path))),
        Err(GateError::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
