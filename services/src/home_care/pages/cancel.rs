//! Cancelling a visit: why, then done; a second click changes nothing.

use access::{Deed, PersonTx};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;
use visits::{Appointment, CancelError};
use web::{Acting, Choice, Form, ItemId, Page, PageError, Portal, again, render};

use super::wording;
use crate::home_care::SERVICE;

/// Reasons to choose among: value, and key of its text.
const REASONS: [(&str, &str); 4] = [
    ("borte", "home-care-reason-away"),
    ("klarer-selv", "home-care-reason-manage"),
    ("andre-hjelper", "home-care-reason-others-help"),
    ("annet", "home-care-reason-other"),
];
/// Characters of the citizen's own words.
const LONGEST_COMMENT: usize = 500;

#[derive(Template)]
#[template(path = "home_care/pages/cancel.html")]
struct Cancel {
    page: Page,
    form: Form,
    reasons: Vec<Choice>,
    takes_comment: bool,
    what: String,
    when: String,
    action: String,
    back: String,
}

/// Asks why.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let visit = find(&portal, &acting, id).await?;
    if visits::may_cancel(&visit, portal.clock().now()).is_err() {
        return Ok(to_visit(&acting, visit.id()));
    }
    Ok(ask(&acting, &visit, Form::default()))
}

/// Cancels, or asks again with what is wrong at the field.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    check(&mut form);
    let visit = find(&portal, &acting, id).await?;
    if form.has_faults() {
        return Ok(again(ask(&acting, &visit, form)));
    }
    let reason = reason(&acting, &form, visit.takes_comment());
    let allowed = acting.act(&portal, &SERVICE, Deed::on("cancel", id)).await?;
    let cancel = allowed.commit(move |tx| Box::pin(async move { cancel(tx, id, &reason).await }));
    match cancel.await {
        // The visit's own page says how it stands and why, also where nothing could be done.
        Ok(()) | Err(CancelError::NotNow(_)) => Ok(to_visit(&acting, id)),
        Err(CancelError::NotFound) => Err(PageError::NotFound),
        Err(CancelError::Gate(fault)) => Err(fault.into()),
    }
}

/// Cancels it, and gives back the free time it was booked in, where it was.
async fn cancel(tx: &mut PersonTx<'_>, id: Uuid, reason: &str) -> Result<(), CancelError> {
    visits::cancel_home_visit(tx, id, reason).await?;
    booking::release(tx, id).await?;
    Ok(())
}

async fn find(portal: &Portal, acting: &Acting, id: Uuid) -> Result<Appointment, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::on("show", id)).await?;
    visits::find_planned(&allowed, id).await?.ok_or(PageError::NotFound)
}

fn check(form: &mut Form) {
    if !REASONS.iter().any(|(value, _)| *value == form.value("grunn")) {
        form.refuse("grunn", "home-care-choose-reason");
    }
    form.at_most("kommentar", LONGEST_COMMENT, "home-care-comment-too-long");
}

/// Why, in the reader's language, with their own words after it where the service takes them.
fn reason(acting: &Acting, form: &Form, takes_comment: bool) -> String {
    let chosen = REASONS.iter().find(|(value, _)| *value == form.value("grunn"));
    let chosen = chosen.map_or("", |(_, key)| acting.words().t(key));
    match form.value("kommentar") {
        "" => chosen.to_owned(),
        _ if !takes_comment => chosen.to_owned(),
        comment => format!("{chosen}: {comment}"),
    }
}

fn to_visit(acting: &Acting, id: Uuid) -> Response {
    Redirect::to(&acting.path(&format!("hjemmetjeneste/{id}"))).into_response()
}

fn ask(acting: &Acting, visit: &Appointment, form: Form) -> Response {
    let words = acting.words();
    let (own, what) = (acting.path(&format!("hjemmetjeneste/{}", visit.id())), wording::title(words, visit));
    let page = acting.page("home-care-cancel-title");
    let page = page.under(acting.path("hjemmetjeneste"), words.t("home-care-title")).under(own.clone(), what.clone());
    let choice = |(value, key): (&str, &str)| Choice::new(value, words.t(key));
    render(&Cancel {
        page,
        form,
        reasons: REASONS.map(choice).to_vec(),
        takes_comment: visit.takes_comment(),
        when: wording::capital(&wording::when(words, visit)),
        what,
        action: format!("{own}/avbestill"),
        back: own,
    })
}
