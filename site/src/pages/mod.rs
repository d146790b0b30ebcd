//! The pages of the open site.

mod alphabet;
mod article;
mod languages;
mod search;
mod topic;

use axum::{Extension, Router, routing::get};
use web::Portal;

use crate::OpenSite;

/// All of them, with what they show.
pub fn routes(site: OpenSite) -> Router<Portal> {
    Router::new()
        .route("/tema", get(topic::all))
        .route("/tema/{topic}", get(topic::get))
        .route("/tema/{topic}/{slug}", get(article::get))
        .route("/sok", get(search::get))
        .route("/sok/forslag", get(search::suggest))
        .route("/a-til-aa", get(alphabet::get))
        .route("/sprak", get(languages::get))
        .layer(Extension(site))
}
