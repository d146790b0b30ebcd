//! An article (P2): its text, who answers for it, how to cite it, what it leads to.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query, State},
    response::Response,
};
use jiff::civil::Date;
use web::{Card, Page, PageError, Portal, Site, Visitor, Words, about_card, render, texts::Language};

use super::{
    topic::Shown,
    useful::{Given, Useful},
};
use crate::{
    Open, OpenSite,
    articles::{self, ContributorText, Heading, Reference, in_language_key},
};

/// Fewer headings need no list of contents.
const FEWEST_CONTENTS: usize = 3;

#[derive(Template)]
#[template(path = "pages/article.html")]
struct Article {
    page: Page,
    /// Tag of the text's language, where it is another than the page's.
    other_language: Option<(&'static str, String)>,
    summary: String,
    html: String,
    contents: Vec<Heading>,
    contributor: String,
    role: String,
    authors: String,
    updated: Date,
    next_review: Date,
    sources: Vec<Reference>,
    services: Vec<Card>,
    related: Vec<Shown>,
    /// The other languages it is in.
    translations: Vec<Language>,
    path: String,
    /// The page's own address, and those of its translations by tag.
    canonical: String,
    alternates: Vec<(&'static str, String)>,
    cite: String,
    useful: Useful,
}

/// `GET /tema/{topic}/{slug}`.
pub async fn get(
    State(portal): State<Portal>,
    Extension(site): Extension<OpenSite>,
    Path((topic, slug)): Path<(String, String)>,
    Query(given): Query<Given>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    page(&portal, &site.now(), (&topic, &slug), &visitor, Useful::of(&given, &portal))
}

/// The article, with what stands in its place for answers.
pub fn page(
    portal: &Portal,
    open: &Open,
    (topic, slug): (&str, &str),
    visitor: &Visitor,
    useful: Useful,
) -> Result<Response, PageError> {
    let words = visitor.words();
    let key = format!("{topic}/{slug}");
    let article = open.library.best(&key, words.language()).ok_or(PageError::NotFound)?;
    let front = &article.front;
    let named = |text: &ContributorText| (text.name.clone(), text.role.clone());
    let (contributor, role) =
        open.library.contributor(&front.contributor).map(|it| named(it.text(words.language()))).unwrap_or_default();
    let topic_title = open.library.topic(topic).map_or(topic.to_owned(), |it| it.text(words.language()).title.clone());
    let page = visitor
        .page_named(&front.title)
        .under("/tema", words.t("site-topics"))
        .under(format!("/tema/{topic}"), topic_title);
    let cite = words
        .say("site-cite-as")
        .with("contributor", &contributor)
        .with("title", &front.title)
        .with("updated", words.short_day(front.updated))
        .with("address", portal.site().address(article.language, &article.path()))
        .to_string();
    Ok(render(&Article {
        other_language: in_other_language(article, words),
        summary: front.summary.clone(),
        html: article.html.clone(),
        contents: if article.contents.len() >= FEWEST_CONTENTS { article.contents.clone() } else { Vec::new() },
        contributor,
        role,
        authors: front.authors.join(", "),
        updated: front.updated,
        next_review: front.next_review,
        sources: front.sources.clone(),
        services: services(portal, &front.services, words),
        related: related(open, &front.related, words),
        translations: open
            .library
            .translations(&key)
            .iter()
            .map(|it| it.language)
            .filter(|it| *it != words.language())
            .collect(),
        canonical: portal.site().address(article.language, &article.path()),
        alternates: alternates(open, &key, portal.site()),
        path: article.path(),
        cite,
        useful,
        page,
    }))
}

/// The language of a text and how that is said, where it is another than the reader's.
pub fn in_other_language(article: &articles::Article, words: &Words) -> Option<(&'static str, String)> {
    let is_other = article.language.code() != words.shown_language();
    is_other.then(|| (article.language.code(), words.t(in_language_key(article.language)).to_owned()))
}

/// Ways in to the services that an article names.
fn services(portal: &Portal, ids: &[String], words: &Words) -> Vec<Card> {
    ids.iter().filter_map(|id| portal.service(id)).map(|service| about_card(service, words)).collect()
}

fn related(open: &Open, keys: &[String], words: &Words) -> Vec<Shown> {
    let best = keys.iter().filter_map(|key| open.library.best(key, words.language()));
    best.map(|article| Shown::of(article, words)).collect()
}

/// Where the article's translations are, itself among them, for search engines.
fn alternates(open: &Open, key: &str, site: &Site) -> Vec<(&'static str, String)> {
    let all = open.library.translations(key).iter();
    all.map(|it| (it.language.code(), site.address(it.language, &it.path()))).collect()
}
