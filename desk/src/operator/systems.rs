//! `/skranke/drift/systemer`: health services' systems that may call the API, and a new one with its public key (O2).

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use clients::{Client, NewClient, PublicKey, RegistryError, Scopes};
use uuid::Uuid;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again, render};

use super::{ITEM, key, organisations, page};

pub(super) const PATH: &str = "drift/systemer";
/// Characters of a name.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "operator/systems.html")]
struct List {
    page: Page,
    systems: Vec<Client>,
    path: String,
}

#[derive(Template)]
#[template(path = "operator/new_system.html")]
struct New {
    page: Page,
    form: Form,
    organisations: Vec<Choice>,
    action: String,
    back: String,
}

pub(super) async fn list(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let systems = portal.systems().list().await.map_err(PageError::unavailable)?;
    Ok(render(&List { page: page(&at_work, "operator-systems"), systems, path: at_work.path(PATH) }))
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let id = portal.random().uuid(portal.clock().now()).to_string();
    ask(&portal, &at_work, Form::filled([("id", &id), ("omfang", "system/*.crus")])).await
}

/// Adds one. Its id is the form's: a second click finds the first one's.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?.to_string();
    let (mut form, keys) = key::take(form);
    let typed = read(&mut form, &id, keys);
    let Some(new) = typed else { return Ok(again(ask(&portal, &at_work, form).await?)) };
    let by = at_work.staff().person().to_string();
    match portal.systems().add(new, &by).await {
        Ok(_) | Err(RegistryError::Exists) => Ok(Redirect::to(&at_work.path(&format!("{PATH}/{id}"))).into_response()),
        Err(RegistryError::NoOrganisation) => {
            wrong(&portal, &at_work, form, "virksomhet", "operator-organisation-wanting").await
        }
        Err(RegistryError::Keys) => wrong(&portal, &at_work, form, "nokkel", "operator-keys-too-many").await,
        Err(fault) => Err(PageError::unavailable(fault)),
    }
}

async fn wrong(
    portal: &Portal,
    at_work: &AtWork,
    mut form: Form,
    field: &'static str,
    key: &'static str,
) -> Result<Response, PageError> {
    form.refuse(field, key);
    Ok(again(ask(portal, at_work, form).await?))
}

fn read(form: &mut Form, id: &str, keys: Result<Vec<PublicKey>, &'static str>) -> Option<NewClient> {
    form.require("virksomhet", "operator-organisation-wanting");
    form.require("navn", "operator-name-wanting");
    form.at_most("navn", LONGEST, "operator-name-wanting");
    let scopes = scopes(form);
    let per_minute = match form.value("grense") {
        "" => None,
        typed => {
            let number = typed.parse().ok().filter(|number: &u32| *number > 0);
            if number.is_none() {
                form.refuse("grense", "operator-per-minute-wrong");
            }
            number
        }
    };
    let keys = keys.map_err(|wrong| form.refuse("nokkel", wrong)).ok();
    let (organisation, name) = (form.value("virksomhet").to_owned(), form.value("navn").to_owned());
    let dpop_required = form.holds("dpop", "ja");
    let id = Some(id.to_owned());
    let (scopes, keys) = (scopes?, keys?);
    (!form.has_faults()).then_some(NewClient { id, organisation, name, scopes, dpop_required, per_minute, keys })
}

/// The scopes that were typed; what is wrong with them is said at the field.
pub(super) fn scopes(form: &mut Form) -> Option<Scopes> {
    let scopes = form.value("omfang").parse().ok().filter(|scopes: &Scopes| !scopes.is_empty());
    if scopes.is_none() {
        form.refuse("omfang", "operator-scopes-wrong");
    }
    scopes
}

async fn ask(portal: &Portal, at_work: &AtWork, form: Form) -> Result<Response, PageError> {
    let back = at_work.path(PATH);
    Ok(render(&New {
        page: page(at_work, "operator-system-add").under(back.clone(), at_work.words().t("operator-systems")),
        form,
        organisations: organisations::choices(portal).await?,
        action: format!("{back}/ny"),
        back,
    }))
}
