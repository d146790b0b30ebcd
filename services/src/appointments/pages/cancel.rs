//! Cancelling: why, then done; a second click changes nothing.

use access::{Deed, PersonTx};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;
use web::{Acting, Choice, Form, ItemId, Page, PageError, Portal, again, render};

use super::{
    failed::{Failed, ended, to_appointment},
    wording,
};
use crate::appointments::{SERVICE, model::Appointment, notices, rules, store};

/// Reasons to choose among: value, and key of its text.
const REASONS: [(&str, &str); 4] = [
    ("syk", "appointments-reason-ill"),
    ("passer-ikke", "appointments-reason-time"),
    ("trenger-ikke", "appointments-reason-not-needed"),
    ("annet", "appointments-reason-other"),
];
/// Characters of the citizen's own words.
const LONGEST_COMMENT: usize = 500;

#[derive(Template)]
#[template(path = "appointments/pages/cancel.html")]
struct Cancel {
    page: Page,
    form: Form,
    reasons: Vec<Choice>,
    takes_comment: bool,
    /// Key of what follows from it.
    consequence: &'static str,
    what: String,
    when: String,
    action: String,
    back: String,
}

/// Asks why.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    if rules::may_cancel(&appointment, allowed.now()).is_err() {
        return Ok(to_appointment(&acting, id));
    }
    Ok(ask(&acting, &appointment, Form::default()))
}

/// Cancels, or asks again with what is wrong at the field.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    check(&mut form);
    if form.has_faults() {
        let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
        let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
        return Ok(again(ask(&acting, &appointment, form)));
    }
    let (reason, for_another) = (Reason::read(&acting, &form), !acting.is_for_oneself());
    let allowed = acting.act(&portal, &SERVICE, Deed::on("cancel", id)).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { cancel(tx, id, reason, for_another).await })).await;
    ended(&acting, id, done)
}

async fn cancel(tx: &mut PersonTx<'_>, id: Uuid, reason: Reason, for_another: bool) -> Result<(), Failed> {
    let appointment = store::find_in(tx, id).await?.ok_or(Failed::NotFound)?;
    rules::may_cancel(&appointment, tx.now()).map_err(|_| Failed::NotNow)?;
    let reason = reason.text(appointment.takes_comment());
    let body = visits::cancelled(&appointment, &reason, for_another).ok_or(Failed::NotFound)?;
    store::change(tx, &appointment, &body).await?;
    booking::release(tx, id).await?;
    Ok(notices::cancelled_here(tx, &appointment).await?)
}

fn check(form: &mut Form) {
    let chosen = form.value("grunn").to_owned();
    if !REASONS.iter().any(|(value, _)| *value == chosen) {
        form.refuse("grunn", "appointments-choose-reason");
    }
    form.at_most("kommentar", LONGEST_COMMENT, "appointments-comment-too-long");
}

/// Why, in the reader's language.
#[derive(Clone)]
struct Reason {
    chosen: String,
    comment: String,
}

impl Reason {
    fn read(acting: &Acting, form: &Form) -> Self {
        let chosen = REASONS.iter().find(|(value, _)| *value == form.value("grunn"));
        let chosen = chosen.map_or("", |(_, key)| acting.words().t(key)).to_owned();
        Self { chosen, comment: form.value("kommentar").to_owned() }
    }

    /// With the citizen's own words after it, where the source takes them.
    fn text(&self, takes_comment: bool) -> String {
        if self.comment.is_empty() || !takes_comment {
            return self.chosen.clone();
        }
        format!("{}: {}", self.chosen, self.comment)
    }
}

fn ask(acting: &Acting, appointment: &Appointment, form: Form) -> Response {
    let words = acting.words();
    let own = acting.path(&format!("timer/{}", appointment.id()));
    let what = wording::title(words, appointment);
    let page = acting.page("appointments-cancel-title");
    let page = page.under(acting.path("timer"), words.t("appointments-title")).under(own.clone(), what.clone());
    let choice = |(value, key): (&str, &str)| Choice::new(value, words.t(key));
    render(&Cancel {
        page,
        form,
        reasons: REASONS.map(choice).to_vec(),
        takes_comment: appointment.takes_comment(),
        consequence: if appointment.is_at_home() {
            "appointments-cancel-consequence-at-home"
        } else {
            "appointments-cancel-consequence"
        },
        when: wording::when_alone(words, appointment),
        what,
        action: format!("{own}/avbestill"),
        back: own,
    })
}
