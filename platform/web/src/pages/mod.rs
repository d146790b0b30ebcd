//! Pages that belong to no service, and those that span them all (I1).

pub(crate) mod about;
mod app;
mod home;
mod overview;
mod session;
mod shelf;

use axum::{
    Router,
    extract::{Extension, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use eid::sessions::Reading;

use crate::{PageError, Portal, assets, service::Service};

/// All pages: the front page, the home page, the overview, the session's, and every service's.
pub fn router(services: &[&'static Service]) -> Router<Portal> {
    let own = Router::new()
        .route("/tjenester", get(async |portal, reading| to_own(portal, reading, "tjenester")))
        .route("/p/{handle}", get(home::get))
        .route("/p/{handle}/tjenester", get(overview::get))
        .route("/okt/slutt", get(session::ended))
        .route("/okt/forleng", post(session::extend))
        .route("/skranke/okt/slutt", get(session::ended))
        .route("/skranke/okt/forleng", post(session::extend))
        .merge(about::router())
        .merge(app::router())
        .merge(assets::router());
    services.iter().fold(own, |router, service| {
        let path = service.path;
        let short = get(async move |portal, reading| to_own(portal, reading, path));
        router.merge((service.routes)()).route(&format!("/{path}"), short)
    })
}

/// Leads from `/timer` to one's own `/p/{handle}/timer`, by way of log-in where there is no session.
fn to_own(State(portal): State<Portal>, reading: Option<Extension<Reading>>, path: &str) -> Response {
    match reading {
        Some(Extension(Reading::Live(session))) => {
            let handle = portal.handles().of(session.person, session.person);
            Redirect::to(&format!("/p/{handle}/{path}")).into_response()
        }
        _ => PageError::LogInFirst { to: format!("/{path}") }.into_response(),
    }
}
