//! What is accepted and chosen, and the way to change it; before that, the terms.

use access::{
    Deed,
    rules::{Level, Refusal},
};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use web::{Acting, Choice, Form, Page, PageError, Portal, render};

use crate::consent::{SERVICE, matrix::Matrix, situation::Situation};

#[derive(Template)]
#[template(path = "consent/pages/accept.html")]
struct Accept {
    page: Page,
    form: Form,
    situation: Situation,
    levels: Vec<Choice>,
    matrix: Matrix,
    path: String,
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "consent/pages/show.html")]
struct Show {
    page: Page,
    form: Form,
    situation: Situation,
    /// The level in force, by name.
    level: String,
    levels: Vec<Choice>,
    matrix: Matrix,
    path: String,
    done: Option<&'static str>,
}

/// `GET /p/{handle}/samtykke`.
pub async fn get(State(portal): State<Portal>, acting: Acting, sent: Form) -> Result<Response, PageError> {
    let done = done(sent.value("gjort"));
    match page(&portal, &acting, Form::default(), done).await {
        Err(PageError::Refused(Refusal::Age)) if acting.is_for_oneself() => {
            super::notice::youth_page(&portal, &acting).await
        }
        shown => shown,
    }
}

/// The page with what was typed and what is wrong with it.
pub async fn page(
    portal: &Portal,
    acting: &Acting,
    form: Form,
    done: Option<&'static str>,
) -> Result<Response, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("show")).await?;
    let situation = Situation::read(portal, acting, &allowed).await?;
    let (words, path) = (acting.words(), acting.path(SERVICE.path));
    let (page, matrix) = (acting.service_page(&SERVICE), Matrix::of(portal, words));
    let levels = levels(acting);
    Ok(match situation.level {
        Some(level) if situation.is_settled() => {
            let form = if form.has_faults() { form } else { Form::filled([("niva", level.as_str())]) };
            let level = words.t(level.key()).to_owned();
            render(&Show { page, form, situation, level, levels, matrix, path, done })
        }
        level => {
            let form = match level {
                Some(level) if !form.has_faults() => Form::filled([("niva", level.as_str())]),
                _ => form,
            };
            render(&Accept { page, form, situation, levels, matrix, path, done })
        }
    })
}

/// Back to the page, which says what was done.
pub fn back(acting: &Acting, done: &str) -> Response {
    Redirect::to(&format!("{}?gjort={done}", acting.path(SERVICE.path))).into_response()
}

/// Key of what the page says was done.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "vilkar" => "consent-done-accepted",
        "niva" => "consent-done-level",
        "innlogging" => "consent-done-log-in",
        "trukket" => "consent-done-withdrawn",
        _ => return None,
    })
}

fn levels(acting: &Acting) -> Vec<Choice> {
    let words = acting.words();
    let described = |level: Level| match level {
        Level::Basic => "consent-level-basic",
        Level::BasicPlus => "consent-level-basic-plus",
        Level::Full => "consent-level-full",
    };
    let choice = |level: Level| Choice {
        value: level.as_str().to_owned(),
        text: words.t(level.key()).to_owned(),
        description: words.t(described(level)).to_owned(),
    };
    Level::ALL.map(choice).to_vec()
}
