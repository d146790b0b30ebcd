//! One health contact at the office: how it stands, and changing it.

use access::{Deed, Reason};
use askama::Template;
use axum::{extract::State, response::Response};
use people::age_on;
use records::Expected;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, render};

use super::{CONTACTS, Opened, delivery, done, form, keep, kind, period};
use crate::clinic::{asked, conversation::hide, day::oslo_day};

#[derive(Template)]
#[template(path = "contacts/change.html")]
struct Change {
    page: Page,
    form: Form,
    name: String,
    role: String,
    period: String,
    /// Key of why it is not changed here, where it is not.
    closed: Option<&'static str>,
    who: Vec<Choice>,
    hide: Vec<Choice>,
    path: String,
    /// Somebody else has changed it meanwhile.
    newer: bool,
}

/// Shows it.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    let form = fresh(&opened);
    Ok(show(&at_work, &opened, form, false))
}

/// Changes it, or shows it again: 422 with what is wrong at the field, 409 where somebody else has changed it.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !opened.may_change() {
        return Ok(show(&at_work, &opened, form, false));
    }
    let seen: i64 = form.value("versjon").parse().map_err(|_| PageError::BadInput)?;
    let Some(typed) = form::read(&mut form, at_work.office(), opened.record.flags) else {
        return Ok(show(&at_work, &opened, form, false));
    };
    let deed = Deed::on("change", id);
    let allowed = at_work.act(&portal, opened.allowed.subject(), &CONTACTS, deed, Reason::Contact).await?;
    let text = typed.written(&allowed, at_work.office(), id, true);
    let (team, kind) = (delivery(&portal, &at_work, id, text).await?, kind(&portal));
    let kept = allowed.commit(move |tx| Box::pin(async move { keep(tx, &kind, &team, Expected::Version(seen)).await }));
    if let Some(changed) = done(&at_work, id, kept.await)? {
        return Ok(changed);
    }
    let opened = Opened::find(&portal, &at_work, id).await?;
    form.put("versjon", opened.record.version.to_string());
    Ok(show(&at_work, &opened, form, true))
}

fn fresh(opened: &Opened) -> Form {
    let mut fields = form::filled(&opened.team, opened.record.flags);
    fields.push(("versjon".to_owned(), opened.record.version.to_string()));
    Form::of(fields)
}

fn show(at_work: &AtWork, opened: &Opened, form: Form, newer: bool) -> Response {
    let words = at_work.words();
    let age = opened.allowed.seen().map(|seen| age_on(seen.born, oslo_day(opened.allowed.now())));
    let names: Vec<&str> = opened.team.members.iter().filter_map(|it| it.name.as_deref()).collect();
    let faulty = form.has_faults();
    let closed = match (opened.may_change(), crate::is_made_here(&opened.record)) {
        (true, _) => None,
        (false, true) => Some("contacts-ended"),
        (false, false) => Some("contacts-from-system"),
    };
    let page = render(&Change {
        page: at_work.page_titled(opened.name()).under(at_work.path("person"), words.t("clinic-find")),
        name: names.join(", "),
        role: opened.team.members.iter().find_map(|it| it.role.as_ref()?.text.clone()).unwrap_or_default(),
        period: period(words, &opened.team),
        closed,
        who: form::who(at_work),
        hide: age.map(|age| hide(at_work, age)).unwrap_or_default(),
        path: at_work.path(&format!("kontakt/{}", opened.record.id)),
        form,
        newer,
    });
    asked(page, newer, faulty)
}
