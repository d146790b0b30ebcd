//! Topics: all of them, and the articles of one (P2).

use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use web::{Page, PageError, Service, Visitor, Words, render};

use super::article::in_other_language;
use crate::{
    Open, OpenSite,
    articles::{self, Article},
};

#[derive(Template)]
#[template(path = "pages/topics.html")]
struct Topics {
    page: Page,
    topics: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "pages/topic.html")]
struct Topic {
    page: Page,
    summary: String,
    articles: Vec<Shown>,
}

/// A topic or an article in a list.
pub struct Shown {
    pub href: String,
    pub title: String,
    pub summary: String,
    /// Tag of its language and how that is said, where it is another than the reader's.
    pub other_language: Option<(&'static str, String)>,
}

impl Shown {
    /// An article as lists show it.
    pub fn of(article: &Article, words: &Words) -> Self {
        Self {
            href: article.path(),
            title: article.front.title.clone(),
            summary: article.front.summary.clone(),
            other_language: in_other_language(article, words),
        }
    }

    /// A topic as lists show it.
    pub fn topic(name: &str, topic: &articles::Topic, words: &Words) -> Self {
        let text = topic.text(words.language()).clone();
        Self { href: format!("/tema/{name}"), title: text.title, summary: text.summary, other_language: None }
    }

    /// A page of its own as lists show it.
    pub fn page((path, title, about): &(&str, &str, &str), words: &Words) -> Self {
        let said = |key: &str| words.t(key).to_owned();
        Self { href: (*path).to_owned(), title: said(title), summary: said(about), other_language: None }
    }

    /// The page about a service as lists show it.
    pub fn about(service: &Service, words: &Words) -> Self {
        Self {
            href: format!("/om/{}", service.path),
            title: words.t(&service.key("title")).to_owned(),
            summary: words.t(&service.key("about")).to_owned(),
            other_language: None,
        }
    }
}

/// `GET /tema`.
pub async fn all(Extension(site): Extension<OpenSite>, visitor: Visitor) -> Response {
    let open = site.now();
    let topics = open.library.topics().map(|(name, topic)| Shown::topic(name, topic, visitor.words())).collect();
    render(&Topics { page: visitor.page("site-topics"), topics })
}

/// `GET /tema/{topic}`.
pub async fn get(
    Extension(site): Extension<OpenSite>,
    Path(topic): Path<String>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let open = site.now();
    let text = open.library.topic(&topic).ok_or(PageError::NotFound)?.text(visitor.words().language());
    let page = visitor.page_named(&text.title).under("/tema", visitor.words().t("site-topics"));
    Ok(render(&Topic { page, summary: text.summary.clone(), articles: articles(&open, &topic, &visitor) }))
}

/// The articles of a topic in the reader's language or the nearest, by title.
fn articles(open: &Open, topic: &str, visitor: &Visitor) -> Vec<Shown> {
    let words = visitor.words();
    let own = open.library.all_for(words.language()).filter(|article| article.topic == topic);
    let mut shown: Vec<Shown> = own.map(|article| Shown::of(article, words)).collect();
    shown.sort_by(|a, b| a.title.cmp(&b.title));
    shown
}
