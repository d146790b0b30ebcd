//! Choosing a treatment centre (P8): find the treatment, see who gives it and how long one waits, compare, take along.
//!
//! Made anew each time: what an operator has read in shows at once.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use treatments::{Field, Treatment, matching};
use web::{
    Form, Language, Page, PageError, Portal, Visitor, Words, again_if, render,
    treatments::{Choosing, Fact},
};

use super::topic::Shown;

/// The address of the first page.
pub const PATH: &str = "/behandlingssteder";
/// Longer is no treatment's name, in characters.
const LONGEST: usize = 200;

/// What one looks for.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "pages/treatments.html")]
struct Find {
    page: Page,
    asked: String,
    canonical: String,
    alternates: Vec<(Language, String)>,
    found: Vec<Shown>,
    fields: Vec<(String, Vec<Shown>)>,
}

#[derive(Template)]
#[template(path = "pages/treatment.html")]
struct Places {
    page: Page,
    it: Choosing,
    action: String,
    canonical: String,
    alternates: Vec<(Language, String)>,
    /// Fields that the forms carry besides: none.
    extra: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "pages/treatments_compared.html")]
struct Compared {
    page: Page,
    it: Choosing,
    action: String,
    names: Vec<String>,
    facts: Vec<Fact>,
    extra: Vec<(&'static str, String)>,
}

/// `GET /behandlingssteder?q=…`.
pub async fn all(
    State(portal): State<Portal>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let typed: String = asked.q.trim().chars().take(LONGEST).collect();
    let (all, words) = (list(&portal).await?, visitor.words());
    let found = matching(&all, &typed).into_iter().map(|it| shown(it, words)).collect();
    Ok(render(&Find {
        page: visitor.page("site-treatments"),
        asked: typed,
        found,
        fields: by_field(&all, words),
        canonical: portal.site().address(shown_language(words), PATH),
        alternates: alternates(&portal, PATH),
    }))
}

/// `GET /behandlingssteder/{treatment}`.
pub async fn get(
    State(portal): State<Portal>,
    Path(code): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let it = choosing(&portal, &code, asked, visitor.words()).await?;
    let has_faults = it.form.has_faults();
    Ok(again_if(has_faults, places(&portal, &visitor, it)))
}

/// `GET /behandlingssteder/{treatment}/sammenlign?sted=…&sted=…`.
pub async fn compare(
    State(portal): State<Portal>,
    Path(code): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let words = visitor.words();
    let mut it = choosing(&portal, &code, asked, words).await?;
    let Some((names, facts)) = it.compare(words) else {
        return Ok(again_if(true, places(&portal, &visitor, it)));
    };
    let action = address(&it.treatment);
    let title = words.say("site-treatments-compare").with("name", &it.name).to_string();
    let page = visitor.page_named(title).under(PATH, words.t("site-treatments")).under(&action, &it.name);
    Ok(render(&Compared { page, it, action, names, facts, extra: Vec::new() }))
}

/// `GET /behandlingssteder/{treatment}/ventetider.csv`.
pub async fn csv(
    State(portal): State<Portal>,
    Path(code): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let it = choosing(&portal, &code, asked, visitor.words()).await?;
    // A code is of letters that a file name takes.
    let name = format!("attachment; filename=\"ventetider-{}.csv\"", it.treatment.code);
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, it.csv(visitor.words())?).into_response())
}

/// All treatments, for the map of the site and for search.
pub async fn list(portal: &Portal) -> Result<Vec<Treatment>, PageError> {
    portal.treatments().list().await.map_err(PageError::unavailable)
}

/// A treatment as lists show it.
pub fn shown(treatment: &Treatment, words: &Words) -> Shown {
    Shown {
        href: address(treatment),
        title: treatment.name(words.language().code()).to_owned(),
        summary: words.t(&field_key(treatment.field)).to_owned(),
        other_language: None,
    }
}

/// Where a treatment's places are.
pub fn address(treatment: &Treatment) -> String {
    format!("{PATH}/{}", treatment.code)
}

async fn choosing(
    portal: &Portal,
    code: &str,
    asked: Vec<(String, String)>,
    words: &Words,
) -> Result<Choosing, PageError> {
    let found = portal.treatments().find(code).await.map_err(PageError::unavailable)?;
    Choosing::read(portal, words, found.ok_or(PageError::NotFound)?, Form::of(asked)).await
}

fn places(portal: &Portal, visitor: &Visitor, it: Choosing) -> Response {
    let (words, action) = (visitor.words(), address(&it.treatment));
    render(&Places {
        page: visitor.page_named(&it.name).under(PATH, words.t("site-treatments")),
        canonical: portal.site().address(shown_language(words), &action),
        alternates: alternates(portal, &action),
        it,
        action,
        extra: Vec::new(),
    })
}

/// The treatments under their fields, both in the alphabetical order of the reader's language.
fn by_field(all: &[Treatment], words: &Words) -> Vec<(String, Vec<Shown>)> {
    let mut fields: BTreeMap<Field, Vec<Shown>> = BTreeMap::new();
    for treatment in all {
        fields.entry(treatment.field).or_default().push(shown(treatment, words));
    }
    let named = fields.into_iter().map(|(field, treatments)| (words.t(&field_key(field)).to_owned(), treatments));
    let mut named: Vec<(String, Vec<Shown>)> = named.collect();
    let language = words.language();
    named.sort_by_cached_key(|(name, _)| super::alphabet::order(name, language));
    for (_, treatments) in &mut named {
        treatments.sort_by_cached_key(|it| super::alphabet::order(&it.title, language));
    }
    named
}

fn field_key(field: Field) -> String {
    format!("treatments-field-{}", field.as_str().replace('_', "-"))
}

fn alternates(portal: &Portal, path: &str) -> Vec<(Language, String)> {
    Language::WHOLE.into_iter().map(|language| (language, portal.site().address(language, path))).collect()
}

fn shown_language(words: &Words) -> Language {
    Language::parse(words.shown_language()).unwrap_or(Language::Nb)
}
