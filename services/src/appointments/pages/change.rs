//! Asking for another time, where the source takes such wishes.

use access::{Deed, PersonTx};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;
use web::{Acting, Form, ItemId, Page, PageError, Portal, again, render};

use super::{
    failed::{Failed, ended, to_appointment},
    wording,
};
use crate::appointments::{SERVICE, model::Appointment, rules, store};

/// Characters of a wish.
const LONGEST_WISH: usize = 500;

#[derive(Template)]
#[template(path = "appointments/pages/change.html")]
struct Change {
    page: Page,
    form: Form,
    what: String,
    when: String,
    action: String,
    back: String,
}

/// Asks what would suit.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    if !rules::may_ask_for_another_time(&appointment, allowed.now()) {
        return Ok(to_appointment(&acting, id));
    }
    Ok(ask(&acting, &appointment, Form::default()))
}

/// Keeps the wish, or asks again with what is wrong at the field.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    form.require("onske", "appointments-wish-empty");
    form.at_most("onske", LONGEST_WISH, "appointments-wish-too-long");
    if form.has_faults() {
        let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
        let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
        return Ok(again(ask(&acting, &appointment, form)));
    }
    let wish = form.value("onske").to_owned();
    let allowed = acting.act(&portal, &SERVICE, Deed::on("ask_for_another_time", id)).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { keep(tx, id, &wish).await })).await;
    ended(&acting, id, done)
}

async fn keep(tx: &mut PersonTx<'_>, id: Uuid, wish: &str) -> Result<(), Failed> {
    let appointment = store::find_in(tx, id).await?.ok_or(Failed::NotFound)?;
    if !rules::may_ask_for_another_time(&appointment, tx.now()) {
        return Err(Failed::NotNow);
    }
    Ok(store::ask(tx, &appointment, wish).await?)
}

fn ask(acting: &Acting, appointment: &Appointment, form: Form) -> Response {
    let words = acting.words();
    let own = acting.path(&format!("timer/{}", appointment.id()));
    let what = wording::title(words, appointment);
    let page = acting.page("appointments-change-title");
    render(&Change {
        page: page.under(acting.path("timer"), words.t("appointments-title")).under(own.clone(), what.clone()),
        form,
        when: wording::when_alone(words, appointment),
        what,
        action: format!("{own}/endre"),
        back: own,
    })
}
