//! The pages of home care, and what the pages over all services show of it.

mod cancel;
mod list;
mod made;
mod next_of_kin;
mod settings;
mod show;
mod summary;
mod wording;

use access::rules::table::INBOX;
use axum::{Router, routing::get};
use web::{Acting, PageError, Portal, Tab};

pub use summary::{card, export, timeline};

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

/// Where one writes to home care; `None` where the reader may not, or the portal has no inbox.
async fn write_to(portal: &Portal, acting: &Acting) -> Result<Option<String>, PageError> {
    let Some(inbox) = portal.service(INBOX.service) else { return Ok(None) };
    let open = acting.refused(portal, inbox).await?.is_none();
    Ok(open.then(|| acting.path(inbox.path)))
}
