//! Searching the open site (P3): a plain form, and suggestions for the script. What is asked for is never kept.

use ::treatments::matching;
use askama::Template;
use axum::{
    Extension, Json,
    extract::{Query, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use web::{Choice, Page, PageError, Portal, Visitor, Words, render, texts::Language};

use super::{LISTED, local, topic::Shown, treatments};
use crate::{
    Open, OpenSite,
    search::{Ask, Hit},
};

/// Longer is nothing anybody searches for, in characters.
const LONGEST: usize = 200;
const ON_A_PAGE: usize = 10;
/// Pages beyond are nobody's.
const LAST_PAGE: usize = 40;
const MOST_SUGGESTIONS: usize = 6;
const MOST_TREATMENTS: usize = 3;

/// What is asked for, as it stands in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// A topic's name.
    tema: String,
    /// Tag of a language: that alone.
    sprak: String,
    /// Page of the answer, from 1.
    side: String,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Search {
    page: Page,
    asked: Asked,
    topics: Vec<Choice>,
    languages: [Language; 4],
    total: usize,
    hits: Vec<Found>,
    /// Treatments that one can choose a place for.
    treatments: Vec<Shown>,
    previous: Option<String>,
    next: Option<String>,
    /// The municipality one seems to have typed: question, address and text of the link.
    place: Option<(String, String, String)>,
    /// Where one may go who found nothing.
    elsewhere: Vec<Shown>,
}

/// A find as the page shows it.
struct Found {
    shown: Shown,
    /// The topic's title, or that it is a service.
    kind: String,
    /// Plain and marked pieces of the text.
    snippet: Vec<(String, bool)>,
}

/// `GET /sok?q=…`.
pub async fn get(
    State(portal): State<Portal>,
    Extension(site): Extension<OpenSite>,
    Query(mut asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    asked.q = asked.q.trim().chars().take(LONGEST).collect();
    let (open, words) = (site.now(), visitor.words());
    let number = asked.side.parse().unwrap_or(1).clamp(1, LAST_PAGE);
    let ask = Ask {
        text: &asked.q,
        language: words.language(),
        topic: Some(asked.tema.as_str()).filter(|topic| !topic.is_empty()),
        only: Language::ALL.into_iter().find(|it| it.code() == asked.sprak),
        first: (number - 1) * ON_A_PAGE,
        count: ON_A_PAGE,
    };
    let all = treatments::list(&portal).await?;
    let treatments = matching(&all, &asked.q);
    let treatments: Vec<Shown> =
        treatments.into_iter().take(MOST_TREATMENTS).map(|it| treatments::shown(it, words)).collect();
    let found = open.search.ask(ask).map_err(PageError::unavailable)?;
    if !asked.q.is_empty() && number == 1 {
        let outcome = if found.total + treatments.len() > 0 { "found" } else { "nothing" };
        metrics::counter!("helsevei_searches_total", "outcome" => outcome).increment(1);
    }
    let place = if number == 1 { local::hint(&portal, &asked.q, words).await? } else { None };
    let is_more = number * ON_A_PAGE < found.total && number < LAST_PAGE;
    Ok(render(&Search {
        page: visitor.page("site-search"),
        topics: topics(&open, words),
        languages: Language::ALL,
        total: found.total + treatments.len(),
        treatments: if number == 1 { treatments } else { Vec::new() },
        hits: found.hits.into_iter().filter_map(|hit| shown(&portal, &open, hit, words)).collect(),
        previous: (number > 1).then(|| asked.page(number - 1)),
        next: is_more.then(|| asked.page(number + 1)),
        place,
        elsewhere: elsewhere(&open, words),
        asked,
    }))
}

impl Asked {
    /// The address of a page of the same answer.
    fn page(&self, number: usize) -> String {
        let mut address = url::form_urlencoded::Serializer::new("/sok?".to_owned());
        address.append_pair("q", &self.q);
        for (name, value) in [("tema", &self.tema), ("sprak", &self.sprak)] {
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        address.append_pair("side", &number.to_string()).finish()
    }
}

/// A suggestion as the script shows it.
#[derive(Serialize)]
pub struct Suggestion {
    title: String,
    href: String,
}

/// `GET /sok/forslag?q=…`: what is typed may become these, as JSON.
pub async fn suggest(
    State(portal): State<Portal>,
    Extension(site): Extension<OpenSite>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Json<Vec<Suggestion>> {
    let (open, words) = (site.now(), visitor.words());
    let typed: String = asked.q.chars().take(LONGEST).collect();
    let suggestions = open.search.suggest(&typed, words.language(), MOST_SUGGESTIONS);
    let found = suggestions.into_iter().filter_map(|(key, title)| {
        Some(Suggestion { title: title.to_owned(), href: find(&portal, &open, key, words)?.0.href })
    });
    Json(found.collect())
}

/// What a key of the index is, and of which kind; `None` where it is gone meanwhile.
fn find(portal: &Portal, open: &Open, key: &str, words: &Words) -> Option<(Shown, String)> {
    if let Some(id) = key.strip_prefix("service:") {
        let service = portal.service(id)?;
        return Some((Shown::about(service, words), words.t("site-kind-service").to_owned()));
    }
    if let Some(path) = key.strip_prefix("page:") {
        let page = LISTED.iter().find(|(own, ..)| *own == path)?;
        return Some((Shown::page(page, words), words.t("site-kind-page").to_owned()));
    }
    let article = open.library.best(key, words.language())?;
    let topic = open.library.topic(&article.topic)?;
    Some((Shown::of(article, words), topic.text(words.language()).title.clone()))
}

fn shown(portal: &Portal, open: &Open, hit: Hit, words: &Words) -> Option<Found> {
    let (shown, kind) = find(portal, open, &hit.key, words)?;
    // A piece of another translation than the one shown would be in a language one did not choose.
    let is_its_own = shown.other_language.is_some() || hit.language.code() == words.shown_language();
    Some(Found { shown, kind, snippet: if is_its_own { hit.snippet } else { Vec::new() } })
}

fn topics(open: &Open, words: &Words) -> Vec<Choice> {
    let named = open.library.topics().map(|(name, topic)| Choice::new(name, &topic.text(words.language()).title));
    named.collect()
}

fn elsewhere(open: &Open, words: &Words) -> Vec<Shown> {
    open.library.topics().map(|(name, topic)| Shown::topic(name, topic, words)).collect()
}
