//! `/skranke/drift/systemer/{system}`: one system: what it may do, its keys, its end, and who changed what (O2).

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use clients::{Client, RegistryError};
use web::{AtWork, Form, Page, PageError, Portal, again_if, render};

use super::{
    ITEM,
    front::{self, Change},
    key,
    systems::{self, PATH},
};

#[derive(Template)]
#[template(path = "operator/system.html")]
struct System {
    page: Page,
    form: Form,
    system: Client,
    changes: Vec<Change>,
    path: String,
}

/// Asks whether a key, or the whole system, is really to end.
#[derive(Template)]
#[template(path = "operator/end_system.html")]
struct End {
    page: Page,
    /// Key of what it means.
    text: &'static str,
    /// The key that is to end.
    kid: Option<String>,
    action: String,
    yes: &'static str,
    back: String,
}

pub(super) async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    show(&portal, &at_work, &id, None).await
}

/// Changes what it may do: for tokens that are out, too.
pub(super) async fn scopes(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let system = find(&portal, &id).await?;
    let Some(scopes) = systems::scopes(&mut form) else { return show(&portal, &at_work, &id, Some(form)).await };
    if scopes != system.scopes {
        done(portal.systems().change_scopes(&id, &scopes, &by(&at_work)).await)?;
    }
    Ok(to(&at_work, &id))
}

/// Adds a key beside those there are: how a key is changed without a pause.
pub(super) async fn add_key(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let system = find(&portal, &id).await?;
    let (mut form, keys) = key::take(form);
    let keys = match keys {
        Ok(keys) => keys,
        Err(wrong) => {
            form.refuse("nokkel", wrong);
            return show(&portal, &at_work, &id, Some(form)).await;
        }
    };
    let holds = |kid: &str| system.keys.iter().any(|held| held.key.kid() == kid && held.ended_at.is_none());
    // A second click: the key is there already.
    for key in keys.into_iter().filter(|key| !holds(key.kid())) {
        let wrong = match portal.systems().add_key(&id, key, &by(&at_work)).await {
            Err(RegistryError::KeyExists) => "operator-key-used",
            Err(RegistryError::Keys) => "operator-keys-too-many",
            other => {
                done(other)?;
                continue;
            }
        };
        form.refuse("nokkel", wrong);
        return show(&portal, &at_work, &id, Some(form)).await;
    }
    Ok(to(&at_work, &id))
}

/// Asks, then ends a key.
pub(super) async fn end_key(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let system = find(&portal, &id).await?;
    let kid = form.value("kid").to_owned();
    if form.value("steg") == "avslutt" {
        done(portal.systems().end_key(&id, &kid, &by(&at_work)).await)?;
        return Ok(to(&at_work, &id));
    }
    if !system.keys.iter().any(|held| held.key.kid() == kid && held.ended_at.is_none()) {
        return Ok(to(&at_work, &id));
    }
    let action = format!("{}/nokkel/avslutt", path(&at_work, &id));
    Ok(end_page(&at_work, &system, ("operator-key-end-text", "operator-key-end-yes"), Some(kid), action))
}

/// Asks whether it is really to end.
pub(super) async fn ask_end(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let system = find(&portal, &id).await?;
    let action = format!("{}/avslutt", path(&at_work, &id));
    Ok(end_page(&at_work, &system, ("operator-system-end-text", "operator-system-end-yes"), None, action))
}

/// Ends it at once; a second click changes nothing.
pub(super) async fn end(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    done(portal.systems().end(&id, &by(&at_work)).await)?;
    Ok(to(&at_work, &id))
}

/// Of a page that is asked for by its address, and leads on by a form alone.
pub(super) async fn back(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    Ok(to(&at_work, &find(&portal, &id).await?.id))
}

/// What has ended already, or has no such key any more, is as it was asked to be.
fn done(changed: Result<(), RegistryError>) -> Result<(), PageError> {
    match changed {
        Ok(()) | Err(RegistryError::Ended | RegistryError::NoKey) => Ok(()),
        Err(RegistryError::NoClient) => Err(PageError::NotFound),
        Err(fault) => Err(PageError::unavailable(fault)),
    }
}

async fn find(portal: &Portal, id: &str) -> Result<Client, PageError> {
    portal.systems().find(id).await.map_err(PageError::unavailable)?.ok_or(PageError::NotFound)
}

fn by(at_work: &AtWork) -> String {
    at_work.staff().person().to_string()
}

fn path(at_work: &AtWork, id: &str) -> String {
    at_work.path(&format!("{PATH}/{id}"))
}

fn to(at_work: &AtWork, id: &str) -> Response {
    Redirect::to(&path(at_work, id)).into_response()
}

async fn show(portal: &Portal, at_work: &AtWork, id: &str, typed: Option<Form>) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let system = find(portal, id).await?;
    let history = portal.systems().history(Some(id)).await.map_err(PageError::unavailable)?;
    let faulty = typed.is_some();
    let mut form = typed.unwrap_or_default();
    // Emptied on purpose it stays empty, with what is wrong told.
    if form.fault("omfang").is_none() {
        form.put_if_empty("omfang", system.scopes.to_string());
    }
    let page = render(&System {
        page: titled(at_work, &system),
        form,
        changes: front::of_system(portal, history).await?,
        path: path(at_work, id),
        system,
    });
    Ok(again_if(faulty, page))
}

fn titled(at_work: &AtWork, system: &Client) -> Page {
    let words = at_work.words();
    let page = at_work.page_titled(system.name.clone()).under(at_work.path(ITEM.path), words.t(ITEM.key));
    page.under(at_work.path(PATH), words.t("operator-systems"))
}

fn end_page(
    at_work: &AtWork,
    system: &Client,
    (text, yes): (&'static str, &'static str),
    kid: Option<String>,
    action: String,
) -> Response {
    let back = path(at_work, &system.id);
    let page = titled(at_work, system);
    render(&End { page, text, kid, action, yes, back })
}
