//! `/tjenester-der-du-bor`: which municipality somebody means.

use askama::Template;
use axum::{
    Extension,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use offices::{Found, LookUp, Municipality};
use serde::Deserialize;
use web::{Form, Page, PageError, Portal, Prefix, Visitor, Words, again_if, render};

use super::address;
use crate::pages::alphabet::order;

/// The field one types in.
const FIELD: &str = "sted";
/// No name is longer, in characters.
const LONGEST: usize = 100;

/// What was typed, as it stands in the address: the name or the postal code of a place, which tells of no person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    sted: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/local/look_up.html")]
struct LookUpPage {
    page: Page,
    form: Form,
    /// Municipalities that may be meant.
    choices: Vec<Choice>,
    /// Nothing is called so; these are called nearly so.
    near: Option<Vec<Choice>>,
    /// Those that have connected something.
    connected: Vec<Choice>,
}

/// A municipality one can choose.
struct Choice {
    href: String,
    name: String,
    /// What tells it from another of the same name.
    note: String,
}

/// `GET /tjenester-der-du-bor?sted=…`. One hit leads straight to its page.
pub async fn get(
    State(portal): State<Portal>,
    prefix: Option<Extension<Prefix>>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let typed = asked.sted.as_deref().map(|typed| typed.trim().chars().take(LONGEST).collect::<String>());
    let (mut form, words) = (Form::filled([(FIELD, typed.as_deref().unwrap_or_default())]), visitor.words());
    let (mut choices, mut near) = (Vec::new(), None);
    match typed {
        None => {}
        Some(typed) if typed.is_empty() => form.refuse(FIELD, "site-local-empty"),
        Some(typed) => match portal.offices().look_up(&typed).await.map_err(PageError::unavailable)? {
            LookUp::UnknownCode => form.refuse(FIELD, "site-local-unknown-code"),
            LookUp::Nothing { near: those } => near = Some(those.iter().map(|it| named(it, words)).collect()),
            LookUp::Found(found) => match found.as_slice() {
                [one] => return Ok(redirect(prefix, &one.municipality)),
                several => choices = several.iter().map(|it| choice(it, words)).collect(),
            },
        },
    }
    let (faulty, connected) = (form.has_faults(), connected(&portal, words).await?);
    let page = visitor.page("site-local");
    Ok(again_if(faulty, render(&LookUpPage { page, form, choices, near, connected })))
}

/// To the municipality's page, in the language that the address was in.
fn redirect(prefix: Option<Extension<Prefix>>, municipality: &Municipality) -> Response {
    let prefix = prefix.map(|Extension(Prefix(language))| format!("/{language}")).unwrap_or_default();
    Redirect::to(&format!("{prefix}{}", address(&municipality.number))).into_response()
}

fn choice(found: &Found, words: &Words) -> Choice {
    let named = named(&found.municipality, words);
    match &found.place {
        Some(place) => Choice { note: format!("{place}. {}", named.note), ..named },
        None => named,
    }
}

fn named(municipality: &Municipality, words: &Words) -> Choice {
    Choice {
        href: address(&municipality.number),
        name: municipality.name(),
        note: words.say("site-local-number").with("number", municipality.number.as_str()).to_string(),
    }
}

/// The municipalities that have connected a service, in the order of the reader's alphabet.
async fn connected(portal: &Portal, words: &Words) -> Result<Vec<Choice>, PageError> {
    let connections = portal.offices().connections().await.map_err(PageError::unavailable)?;
    let mut all = portal.offices().municipalities().await.map_err(PageError::unavailable)?;
    all.retain(|it| connections.iter().any(|connection| connection.municipality == it.number));
    all.sort_by_cached_key(|it| order(&it.name(), words.language()));
    Ok(all.iter().map(|it| named(it, words)).collect())
}
