//! `/skranke/drift/kontorer`: the offices that people turn to: added, changed, closed (O2).

use ::offices::{Office, OfficeKind, Operation};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, again, render};

use super::{ITEM, NEW, is_four_digits, operate, organisations, page, visiting};

const PATH: &str = "drift/kontorer";
/// Characters of a name.
const LONGEST: usize = 200;
/// Signs of a telephone number, as people write it.
const TELEPHONE: usize = 20;

#[derive(Template)]
#[template(path = "operator/offices.html")]
struct List {
    page: Page,
    /// With the key of its kind.
    open: Vec<(Office, String)>,
    closed: Vec<(Office, String)>,
    path: String,
}

#[derive(Template)]
#[template(path = "operator/office.html")]
struct Edit {
    page: Page,
    form: Form,
    /// One that is there already.
    office: Option<Office>,
    /// Name and weekday of the fields for hours.
    days: [(&'static str, &'static str); 7],
    organisations: Vec<Choice>,
    kinds: Vec<Choice>,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "operator/close.html")]
struct Close {
    page: Page,
    name: String,
    /// One works there oneself.
    own: bool,
    action: String,
    yes: String,
    back: String,
}

pub(super) async fn list(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let all = portal.offices().list().await.map_err(PageError::unavailable)?;
    let all = all.into_iter().map(|office| {
        let key = key(office.kind);
        (office, key)
    });
    let (open, closed) = all.partition(|(office, _)| office.ended_at.is_none());
    Ok(render(&List { page: page(&at_work, "operator-offices"), open, closed, path: at_work.path(PATH) }))
}

pub(super) async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let office = known(&portal, &id).await?;
    let form = office.as_ref().map_or_else(|| empty(&portal), filled);
    edit(&portal, &at_work, form, office).await
}

/// Adds or changes one. The id of a new one is the form's: a second click finds the first one's, and changes nothing.
pub(super) async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    Path(id): Path<String>,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let office = known(&portal, &id).await?;
    visiting::complete(&portal, &mut form).await?;
    let typed = match &office {
        Some(office) => changed(&mut form, office),
        None => added(&portal, &mut form).await?,
    };
    let Some(typed) = typed else { return Ok(again(edit(&portal, &at_work, form, office).await?)) };
    operate(&portal, &at_work, Operation::Save(Box::new(typed))).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// Asks whether it is really to be closed.
pub(super) async fn ask(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let office = known(&portal, &id.to_string()).await?.ok_or(PageError::NotFound)?;
    let words = at_work.words();
    let back = at_work.path(PATH);
    Ok(render(&Close {
        page: page(&at_work, "operator-office-close").under(back.clone(), words.t("operator-offices")),
        name: office.name,
        own: id == at_work.office().id,
        action: format!("{back}/{id}/steng"),
        yes: words.t("operator-office-close-yes").to_owned(),
        back,
    }))
}

/// Closes it: a second click changes nothing.
pub(super) async fn close(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    // Whoever closes the office they work at locks everybody there out, themself too: its page has no button.
    if id == at_work.office().id {
        return Err(PageError::BadInput);
    }
    operate(&portal, &at_work, Operation::End(id)).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// The open office in the address; `None` where a new one is made.
async fn known(portal: &Portal, id: &str) -> Result<Option<Office>, PageError> {
    if id == NEW {
        return Ok(None);
    }
    let id = Uuid::parse_str(id).map_err(|_| PageError::NotFound)?;
    let found = portal.offices().find(id).await.map_err(PageError::unavailable)?;
    found.filter(|office| office.ended_at.is_none()).map(Some).ok_or(PageError::NotFound)
}

fn empty(portal: &Portal) -> Form {
    let id = portal.random().uuid(portal.clock().now()).to_string();
    Form::filled([("id", &id), ("svardager", "5")])
}

fn filled(office: &Office) -> Form {
    let (answer, post) = (office.answer_days.to_string(), office.post_after_days.map(|days| days.to_string()));
    let mut form = Form::filled([
        ("navn", &office.name),
        ("kommune", office.municipality.as_deref().unwrap_or_default()),
        ("telefon", office.telephone.as_deref().unwrap_or_default()),
        ("svardager", &answer),
        ("postdager", post.as_deref().unwrap_or_default()),
    ]);
    visiting::fill(&mut form, office);
    form
}

async fn added(portal: &Portal, form: &mut Form) -> Result<Option<Office>, PageError> {
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let organisation = form.value("virksomhet").to_owned();
    if portal.organisations().find(&organisation).await.map_err(PageError::unavailable)?.is_none() {
        form.refuse("virksomhet", "operator-organisation-wanting");
    }
    let Some(kind) = OfficeKind::parse(form.value("slag")) else {
        form.refuse("slag", "operator-kind-wanting");
        details(form, None);
        return Ok(None);
    };
    let visiting = visiting::read(form);
    let Some(Details { name, municipality, telephone, answer_days, post_after_days }) = details(form, Some(kind))
    else {
        return Ok(None);
    };
    Ok(visiting.map(|(address, hours)| Office {
        id,
        organisation,
        kind,
        name,
        municipality,
        telephone,
        address,
        hours,
        answer_days,
        post_after_days,
        ended_at: None,
    }))
}

fn changed(form: &mut Form, office: &Office) -> Option<Office> {
    let visiting = visiting::read(form);
    let Details { name, municipality, telephone, answer_days, post_after_days } = details(form, Some(office.kind))?;
    let (address, hours) = visiting?;
    let (id, organisation, kind, ended_at) = (office.id, office.organisation.clone(), office.kind, office.ended_at);
    Some(Office {
        id,
        organisation,
        kind,
        name,
        municipality,
        telephone,
        address,
        hours,
        answer_days,
        post_after_days,
        ended_at,
    })
}

/// What of an office can be changed.
struct Details {
    name: String,
    municipality: Option<String>,
    telephone: Option<String>,
    answer_days: u8,
    post_after_days: Option<u16>,
}

fn details(form: &mut Form, kind: Option<OfficeKind>) -> Option<Details> {
    form.require("navn", "operator-name-wanting");
    form.at_most("navn", LONGEST, "operator-name-wanting");
    let municipality = some(form.value("kommune"));
    let is_wanting = kind.is_some_and(|kind| kind.service().is_some()) && municipality.is_none();
    if is_wanting || municipality.as_deref().is_some_and(|typed| !is_four_digits(typed)) {
        form.refuse("kommune", "operator-municipality-wrong");
    }
    let telephone = some(form.value("telefon"));
    let sign = |sign: char| sign.is_ascii_digit() || sign == ' ' || sign == '+';
    if telephone.as_deref().is_some_and(|typed| typed.len() > TELEPHONE || !typed.chars().all(sign)) {
        form.refuse("telefon", "operator-telephone-wrong");
    }
    let answer_days = form.value("svardager").parse().ok().filter(|days| (1..=60).contains(days));
    if answer_days.is_none() {
        form.refuse("svardager", "operator-answer-days-wrong");
    }
    let post_after_days = some(form.value("postdager"));
    let post_after_days = post_after_days.map(|typed| typed.parse().ok().filter(|days| (1..=365).contains(days)));
    if post_after_days == Some(None) {
        form.refuse("postdager", "operator-post-days-wrong");
    }
    let (name, post_after_days) = (form.value("navn").to_owned(), post_after_days.flatten());
    (!form.has_faults()).then_some(Details {
        name,
        municipality,
        telephone,
        answer_days: answer_days?,
        post_after_days,
    })
}

fn some(typed: &str) -> Option<String> {
    (!typed.is_empty()).then(|| typed.to_owned())
}

/// Key of what kind of office it is.
pub(super) fn key(kind: OfficeKind) -> String {
    format!("operator-office-{}", kind.as_str().replace('_', "-"))
}

async fn edit(portal: &Portal, at_work: &AtWork, form: Form, office: Option<Office>) -> Result<Response, PageError> {
    let words = at_work.words();
    let title = if office.is_some() { "operator-office-change" } else { "operator-office-add" };
    let kinds = OfficeKind::ALL.into_iter().chain([OfficeKind::Portal]);
    let (back, id) =
        (at_work.path(PATH), office.as_ref().map_or_else(|| NEW.to_owned(), |office| office.id.to_string()));
    Ok(render(&Edit {
        page: page(at_work, title).under(back.clone(), words.t("operator-offices")),
        days: visiting::days(words),
        form,
        office,
        organisations: organisations::choices(portal).await?,
        kinds: kinds.map(|kind| Choice::new(kind.as_str(), words.t(&key(kind)))).collect(),
        action: format!("{back}/{id}"),
        back,
    }))
}
