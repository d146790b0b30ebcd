//! Registering the office, or somebody in it, as a person's health contact.

use access::{Deed, Reason, rules::Flags};
use askama::Template;
use axum::{extract::State, response::Response};
use db::PersonId;
use people::age_on;
use records::Expected;
use uuid::Uuid;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render};

use super::{CONTACTS, delivery, done, form, keep, kind, whom};
use crate::clinic::{conversation::hide, day::oslo_day, subject::unused};

#[derive(Template)]
#[template(path = "contacts/register.html")]
struct Register {
    page: Page,
    form: Form,
    name: String,
    born: String,
    who: Vec<Choice>,
    hide: Vec<Choice>,
}

/// Asks who, and from when.
pub async fn begin(State(portal): State<Portal>, at_work: AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    at_work.must_be_for(&form)?;
    let (person, reason) = whom(&portal, &at_work, &form).await?;
    let today = oslo_day(portal.clock().now());
    let fields = form.into_fields().into_iter().chain(form::fresh(at_work.office(), today));
    ask(&portal, &at_work, (person, reason), Form::of(fields.collect())).await
}

/// Registers it, or asks again with what is wrong at the field. The second click registers nothing.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    at_work.must_be_for(&form)?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let typed = form::read(&mut form, at_work.office(), Flags::default());
    let (person, reason) = whom(&portal, &at_work, &form).await?;
    let Some(typed) = typed else { return ask(&portal, &at_work, (person, reason), form).await };
    let allowed = at_work.act(&portal, person, &CONTACTS, Deed::on("register", id), reason).await;
    let allowed = allowed.map_err(unused)?;
    let text = typed.written(&allowed, at_work.office(), id, true);
    let (team, kind) = (delivery(&portal, &at_work, id, text).await?, kind(&portal));
    let kept = allowed.commit(move |tx| Box::pin(async move { keep(tx, &kind, &team, Expected::Nothing).await }));
    done(&at_work, id, kept.await)?.ok_or(PageError::NotFound)
}

async fn ask(
    portal: &Portal,
    at_work: &AtWork,
    (person, reason): (PersonId, Reason),
    mut form: Form,
) -> Result<Response, PageError> {
    let allowed = at_work.see(portal, person, &CONTACTS, Deed::new("look_up"), reason).await?;
    let seen = allowed.seen().filter(|seen| seen.user).ok_or(PageError::NotFound)?;
    let words = at_work.words();
    let faulty = form.has_faults();
    form.put_if_empty("id", portal.random().uuid(allowed.now()).to_string());
    let page = render(&Register {
        page: at_work.page("contacts-register").under(at_work.path("person"), words.t("clinic-find")),
        name: seen.name.full(),
        born: words.short_day(seen.born),
        who: form::who(at_work),
        hide: hide(at_work, age_on(seen.born, oslo_day(allowed.now()))),
        form,
    });
    Ok(again_if(faulty, page))
}
