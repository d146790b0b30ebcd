//! The pages of the open site.

mod alphabet;
mod article;
mod languages;
mod search;
mod topic;

use axum::{Extension, Router, routing::get};
use web::{Language, Portal, Prefix};

use crate::OpenSite;

/// All of them, with what they show: in the reader's language, and under `/nb`, `/nn`, `/en` and `/se` in that one.
pub fn routes(site: OpenSite) -> Router<Portal> {
    let in_language = |router: Router<Portal>, language: Language| {
        router.nest(&format!("/{language}"), pages().layer(Extension(Prefix(language))))
    };
    Language::ALL.into_iter().fold(pages(), in_language).layer(Extension(site))
}

fn pages() -> Router<Portal> {
    Router::new()
        .route("/tema", get(topic::all))
        .route("/tema/{topic}", get(topic::get))
        .route("/tema/{topic}/{slug}", get(article::get))
        .route("/sok", get(search::get))
        .route("/sok/forslag", get(search::suggest))
        .route("/a-til-aa", get(alphabet::get))
        .route("/sprak", get(languages::get))
}
