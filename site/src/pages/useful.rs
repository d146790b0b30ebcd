//! "Was this useful?" under every article (P2): numbers alone are kept, and what one was missing goes to the operator.

use axum::{
    Extension,
    extract::{OriginalUri, Path, State},
    response::{IntoResponse, Redirect, Response},
};
use feedback::{About, Content, FeedbackError, New};
use serde::Deserialize;
use uuid::Uuid;
use web::{ClientAddress, Form, PageError, Portal, Visitor, again};

use super::article;
use crate::OpenSite;

/// Characters of what one was missing.
const LONGEST: usize = 1_000;

/// What the address says of an answer that was just given.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    /// `ja`, `nei`, or `melding` after what was missing.
    takk: String,
}

/// What stands in the article's place for answers.
pub struct Useful {
    /// Nothing is answered yet.
    pub asks: bool,
    /// Key of the thanks.
    pub thanks: &'static str,
    /// After a no: what was missing.
    pub form: Option<Form>,
}

impl Useful {
    /// As the article is opened, or led back to after an answer.
    pub fn of(given: &Given, portal: &Portal) -> Self {
        match given.takk.as_str() {
            "ja" => Self { asks: false, thanks: "site-useful-thanks", form: None },
            "melding" => Self { asks: false, thanks: "site-useful-received", form: None },
            "nei" => Self::missing(Form::filled([("id", &portal.random().uuid(portal.clock().now()).to_string())])),
            _ => Self { asks: true, thanks: "", form: None },
        }
    }

    fn missing(form: Form) -> Self {
        Self { asks: false, thanks: "site-useful-sorry", form: Some(form) }
    }
}

/// `POST /tema/{topic}/{slug}`: an answer, or what was missing. Leads back to the article.
pub async fn post(
    State(portal): State<Portal>,
    Extension(site): Extension<OpenSite>,
    Path((topic, slug)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
    from: Option<Extension<ClientAddress>>,
    visitor: Visitor,
    mut form: Form,
) -> Result<Response, PageError> {
    let (open, key, from) = (site.now(), format!("{topic}/{slug}"), from.map(|it| it.0));
    let article = open.library.best(&key, visitor.words().language()).ok_or(PageError::NotFound)?;
    let thanks = match form.value("svar") {
        answer @ ("ja" | "nei") => {
            portal.guard().opinion(from).await?;
            let counted = portal.feedback().count(&key, article.language.code(), answer == "ja").await;
            counted.map_err(PageError::unavailable)?;
            answer
        }
        "" => {
            if !receive(&portal, &mut form, article.path(), visitor.words().shown_language(), from).await? {
                let useful = Useful::missing(form);
                return Ok(again(article::page(&portal, &open, (&topic, &slug), &visitor, useful)?));
            }
            "melding"
        }
        _ => return Err(PageError::BadInput),
    };
    Ok(Redirect::to(&format!("{}?takk={thanks}#nyttig", uri.path())).into_response())
}

/// Takes what was missing; `false` where the form is to be asked again.
async fn receive(
    portal: &Portal,
    form: &mut Form,
    page: String,
    language: &'static str,
    from: Option<ClientAddress>,
) -> Result<bool, PageError> {
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    form.require("savnet", "site-missing-empty");
    form.at_most("savnet", LONGEST, "site-missing-long");
    if form.has_faults() {
        return Ok(false);
    }
    let content = Content { text: form.value("savnet").to_owned(), page, email: String::new() };
    let new = New { id, about: About::Article, language, content };
    send(portal, form, "savnet", new, from).await
}

/// Gives a message to the operator; where it cannot be taken the field says why, and `false` is returned.
pub async fn send(
    portal: &Portal,
    form: &mut Form,
    field: &'static str,
    new: New,
    from: Option<ClientAddress>,
) -> Result<bool, PageError> {
    match portal.guard().message(from).await {
        Err(PageError::TooMany { .. }) => form.refuse(field, "site-feedback-many"),
        other => other?,
    }
    if form.has_faults() {
        return Ok(false);
    }
    match portal.feedback().receive(new).await {
        Ok(()) => Ok(true),
        Err(FeedbackError::Full) => {
            form.refuse(field, "site-feedback-full");
            Ok(false)
        }
        Err(fault) => Err(PageError::unavailable(fault)),
    }
}
