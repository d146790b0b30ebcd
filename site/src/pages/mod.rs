//! The pages of the open site.

mod alphabet;
mod article;
mod front;
mod languages;
mod machines;
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
    let own = pages().route("/robots.txt", get(machines::robots)).route("/sitemap.xml", get(machines::map));
    Language::ALL.into_iter().fold(own, in_language).layer(Extension(site))
}

fn pages() -> Router<Portal> {
    Router::new()
        .route("/", get(front::get))
        .route("/tema", get(topic::all))
        .route("/tema/{topic}", get(topic::get))
        .route("/tema/{topic}/{slug}", get(article::get))
        .route("/sok", get(search::get))
        .route("/sok/forslag", get(search::suggest))
        .route("/a-til-aa", get(alphabet::get))
        .route("/sprak", get(languages::get))
        .route("/atom.xml", get(machines::feed))
}
