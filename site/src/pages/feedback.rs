//! `/tilbakemelding` (P11): a message to whoever runs the portal, about its accessibility, its texts or a fault.

use askama::Template;
use axum::{
    Extension,
    extract::{OriginalUri, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use feedback::{About, Content, LONGEST_PAGE, LONGEST_TEXT, New, is_email};
use serde::Deserialize;
use uuid::Uuid;
use web::{Choice, ClientAddress, Form, Page, PageError, Portal, Visitor, Words, again_if, render};

use super::useful::send;

#[derive(Template)]
#[template(path = "pages/feedback.html")]
struct Feedback {
    page: Page,
    form: Form,
    choices: Vec<Choice>,
    /// It was just sent.
    sent: bool,
}

/// What the address says: what it will be about, or that one has sent it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    om: String,
    takk: Option<String>,
}

/// `GET /tilbakemelding`.
pub async fn get(State(portal): State<Portal>, Query(asked): Query<Asked>, visitor: Visitor) -> Response {
    let id = portal.random().uuid(portal.clock().now()).to_string();
    let about = About::parse(&asked.om).map_or("", About::as_str);
    show(&visitor, Form::filled([("id", &id), ("om", about)]), asked.takk.is_some())
}

/// `POST /tilbakemelding`. The second click is the same message.
pub async fn post(
    State(portal): State<Portal>,
    OriginalUri(uri): OriginalUri,
    from: Option<Extension<ClientAddress>>,
    visitor: Visitor,
    mut form: Form,
) -> Result<Response, PageError> {
    let Some(new) = read(&mut form, visitor.words().shown_language())? else {
        return Ok(again_if(true, show(&visitor, form, false)));
    };
    if !send(&portal, &mut form, "tekst", new, from.map(|it| it.0)).await? {
        return Ok(again_if(true, show(&visitor, form, false)));
    }
    Ok(Redirect::to(&format!("{}?takk", uri.path())).into_response())
}

/// The message that was typed; `None` where something is wrong with it.
fn read(form: &mut Form, language: &'static str) -> Result<Option<New>, PageError> {
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let about = About::CHOICES.into_iter().find(|about| about.as_str() == form.value("om"));
    if about.is_none() {
        form.refuse("om", "site-feedback-about-wanting");
    }
    form.require("tekst", "site-feedback-text-empty");
    form.at_most("tekst", LONGEST_TEXT, "site-feedback-text-long");
    form.at_most("side", LONGEST_PAGE, "site-feedback-page-long");
    if !form.value("epost").is_empty() && !is_email(form.value("epost")) {
        form.refuse("epost", "site-feedback-email-wrong");
    }
    let Some(about) = about.filter(|_| !form.has_faults()) else { return Ok(None) };
    let typed = |name| form.value(name).to_owned();
    let content = Content { text: typed("tekst"), page: typed("side"), email: typed("epost") };
    Ok(Some(New { id, about, language, content }))
}

fn show(visitor: &Visitor, form: Form, sent: bool) -> Response {
    let title = if sent { "site-feedback-thanks" } else { "site-feedback" };
    render(&Feedback { page: visitor.page(title), form, choices: choices(visitor.words()), sent })
}

fn choices(words: &Words) -> Vec<Choice> {
    let key = |about: About| format!("site-feedback-about-{}", about.as_str());
    About::CHOICES.into_iter().map(|about| Choice::new(about.as_str(), words.t(&key(about)))).collect()
}
