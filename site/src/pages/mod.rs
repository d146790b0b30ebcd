//! The pages of the open site.

mod alphabet;
mod article;
mod elsewhere;
mod feedback;
mod front;
mod languages;
mod local;
mod machines;
mod search;
mod status;
mod topic;
mod treatments;
mod useful;

use axum::{Extension, Router, middleware::from_fn_with_state, routing::get};
use web::{Language, Portal, Prefix, Site};

use crate::OpenSite;

/// Pages besides articles and services that lists and the search show: address, and keys of title and summary.
pub(crate) const LISTED: &[(&str, &str, &str)] = &[(local::PATH, "site-local", "site-local-about")];

/// All of them, with what they show: in the reader's language, and under `/nb`, `/nn`, `/en` and `/se` in that one.
pub fn routes(site: OpenSite, house: &Site) -> Router<Portal> {
    let in_language = |router: Router<Portal>, language: Language| {
        router.nest(&format!("/{language}"), pages(house).layer(Extension(Prefix(language))))
    };
    let own = pages(house)
        .route("/robots.txt", get(machines::robots))
        .route("/.well-known/security.txt", get(machines::security))
        .route("/sitemap.xml", get(machines::map));
    Language::ALL.into_iter().fold(own, in_language).layer(Extension(site))
}

fn pages(house: &Site) -> Router<Portal> {
    in_every_language()
        .layer(from_fn_with_state(house.origin.clone(), elsewhere::name))
        .route("/tema/{topic}/{slug}", get(article::get).post(useful::post))
        .route("/sok/forslag", get(search::suggest))
        .route("/status/atom.xml", get(status::feed))
        .route("/atom.xml", get(machines::feed))
}

/// What is the same page in each language; an article says itself which ones it is in.
fn in_every_language() -> Router<Portal> {
    Router::new()
        .route("/", get(front::get))
        .route("/tema", get(topic::all))
        .route("/tema/{topic}", get(topic::get))
        .route("/sok", get(search::get))
        .route("/a-til-aa", get(alphabet::get))
        .route("/behandlingssteder", get(treatments::all))
        .route("/behandlingssteder/{treatment}", get(treatments::get))
        .route("/behandlingssteder/{treatment}/sammenlign", get(treatments::compare))
        .route("/behandlingssteder/{treatment}/ventetider.csv", get(treatments::csv))
        .route("/tilbakemelding", get(feedback::get).post(feedback::post))
        .route("/status", get(status::get))
        .route("/sprak", get(languages::get))
        .merge(local::routes())
}
