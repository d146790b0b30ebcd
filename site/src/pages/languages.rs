//! What there is to read in each language (P4).

use askama::Template;
use axum::{Extension, response::Response};
use web::{Page, Visitor, render, texts::Language};

use super::topic::Shown;
use crate::OpenSite;

#[derive(Template)]
#[template(path = "pages/languages.html")]
struct Languages {
    page: Page,
    languages: Vec<(Language, Vec<Shown>)>,
}

/// `GET /sprak`.
pub async fn get(Extension(site): Extension<OpenSite>, visitor: Visitor) -> Response {
    let open = site.now();
    let of = |language: Language| {
        let articles = open.library.articles().filter(move |article| article.language == language);
        let mut shown: Vec<Shown> = articles
            .map(|article| Shown {
                href: format!("/{language}{}", article.path()),
                title: article.front.title.clone(),
                summary: String::new(),
                other_language: None,
            })
            .collect();
        shown.sort_by(|a, b| a.title.cmp(&b.title));
        (language, shown)
    };
    render(&Languages { page: visitor.page("site-languages"), languages: Language::ALL.map(of).into() })
}
