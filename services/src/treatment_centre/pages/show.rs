//! The places for one referral: chosen, compared and taken along by forms that no address tells of.

use access::Deed;
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use treatments::Treatment;
use uuid::Uuid;
use web::{
    Acting, Choice, Form, ItemId, Page, PageError, Portal, again_if, render,
    treatments::{Choosing, Fact},
};

use super::list;
use crate::treatment_centre::{referral::Referral, store};

#[derive(Template)]
#[template(path = "treatment_centre/pages/show.html")]
struct Show {
    page: Page,
    facts: Vec<String>,
    action: String,
    it: Choosing,
    /// What the reader can say instead, where the treatment is the reader's own choice.
    form: Form,
    treatments: Vec<Choice>,
    extra: Vec<(&'static str, String)>,
}

/// While nobody knows which treatment it is.
#[derive(Template)]
#[template(path = "treatment_centre/pages/which.html")]
struct Which {
    page: Page,
    facts: Vec<String>,
    action: String,
    form: Form,
    treatments: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "treatment_centre/pages/compare.html")]
struct Compare {
    page: Page,
    action: String,
    it: Choosing,
    names: Vec<String>,
    facts: Vec<Fact>,
    extra: Vec<(&'static str, String)>,
}

/// A referral with the treatment it is for, as far as that is known.
struct Found {
    referral: Referral,
    title: String,
    all: Vec<Treatment>,
    treatment: Option<Treatment>,
    /// The reader said which treatment it is.
    is_chosen: bool,
}

/// `GET /p/{handle}/velg-behandlingssted/{id}`.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    show(&portal, &acting, id, Form::default()).await
}

/// `POST` to the same: chosen by what the form says. It changes nothing.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    show(&portal, &acting, id, form).await
}

/// A form's address that was opened as a page.
pub async fn back(acting: Acting, ItemId(id): ItemId) -> Redirect {
    Redirect::to(&action(&acting, id))
}

/// `POST /p/{handle}/velg-behandlingssted/{id}/sammenlign`.
pub async fn compare(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let found = find(&portal, &acting, id, &form).await?;
    let Some(mut it) = choosing(&portal, &acting, &found, &form).await? else {
        return Ok(back(acting, ItemId(id)).await.into_response());
    };
    let Some((names, facts)) = it.compare(acting.words()) else {
        return Ok(again_if(true, places(&acting, &found, Some(it), form)));
    };
    let (words, action) = (acting.words(), action(&acting, id));
    let page = acting
        .page("treatment-centre-compare")
        .under(acting.path("velg-behandlingssted"), words.t("treatment-centre-title"))
        .under(&action, &found.title);
    Ok(render(&Compare { page, action, it, names, facts, extra: extra(&found) }))
}

/// `POST /p/{handle}/velg-behandlingssted/{id}/ventetider.csv`.
pub async fn csv(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let found = find(&portal, &acting, id, &form).await?;
    let Some(it) = choosing(&portal, &acting, &found, &form).await? else {
        return Ok(back(acting, ItemId(id)).await.into_response());
    };
    // The file's name says nothing of what it is for.
    let name = "attachment; filename=\"ventetider.csv\"";
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, it.csv(acting.words())?).into_response())
}

async fn show(portal: &Portal, acting: &Acting, id: Uuid, form: Form) -> Result<Response, PageError> {
    let found = find(portal, acting, id, &form).await?;
    let it = choosing(portal, acting, &found, &form).await?;
    let faulty = it.as_ref().is_some_and(|it| it.form.has_faults());
    Ok(again_if(faulty, places(acting, &found, it, form)))
}

async fn find(portal: &Portal, acting: &Acting, id: Uuid, form: &Form) -> Result<Found, PageError> {
    let allowed = store::must(portal, acting, Deed::on("show", id)).await?;
    let referral = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let all = portal.treatments().list().await.map_err(PageError::unavailable)?;
    let named = |code: &str| all.iter().find(|it| it.code == code).cloned();
    let known = referral.treatments.iter().find_map(|code| named(code));
    let is_chosen = known.is_none();
    let treatment = known.or_else(|| named(form.value("behandling")));
    Ok(Found { title: list::title(acting.words(), &referral, &all), referral, all, treatment, is_chosen })
}

async fn choosing(portal: &Portal, acting: &Acting, found: &Found, form: &Form) -> Result<Option<Choosing>, PageError> {
    match found.treatment.clone() {
        Some(treatment) => Choosing::read(portal, acting.words(), treatment, form.clone()).await.map(Some),
        None => Ok(None),
    }
}

fn places(acting: &Acting, found: &Found, it: Option<Choosing>, form: Form) -> Response {
    let words = acting.words();
    let none = Choice::new("", words.t("treatment-centre-choose"));
    let treatments = found.all.iter().map(|it| Choice::new(&it.code, it.name(words.language().code())));
    let treatments = if found.is_chosen { [none].into_iter().chain(treatments).collect() } else { Vec::new() };
    let page = acting.page_titled(&found.title);
    let page = page.under(acting.path("velg-behandlingssted"), words.t("treatment-centre-title"));
    let (facts, action) = (list::facts(words, &found.referral), action(acting, found.referral.record.id));
    match it {
        Some(it) => render(&Show { page, facts, action, it, form, treatments, extra: extra(found) }),
        None => render(&Which { page, facts, action, form, treatments }),
    }
}

/// The treatment that the reader has chosen goes along in every form.
fn extra(found: &Found) -> Vec<(&'static str, String)> {
    let chosen = found.treatment.as_ref().filter(|_| found.is_chosen);
    chosen.map(|it| ("behandling", it.code.clone())).into_iter().collect()
}

fn action(acting: &Acting, id: Uuid) -> String {
    acting.path(&format!("velg-behandlingssted/{id}"))
}
