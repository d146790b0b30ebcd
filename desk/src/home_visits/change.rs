//! Changing a visit that was planned here and has not begun.

use access::{Deed, Reason};
use askama::Template;
use axum::{extract::State, response::Response};
use people::age_on;
use visits::{AtWorkError, HOME_CARE};
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, render};

use super::{Opened, delivery, done, form, to_visit};
use crate::clinic::{appointments, asked, conversation::hide, day::oslo_day};

#[derive(Template)]
#[template(path = "home_visits/change.html")]
struct Change {
    page: Page,
    form: Form,
    hide: Vec<Choice>,
    action: String,
    back: String,
    /// Somebody else has changed it meanwhile.
    newer: bool,
}

/// Asks what is to be changed.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_change(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    let mut fields = form::filled(at_work.words(), &opened.visit);
    fields.push(("versjon".to_owned(), opened.visit.record.version.to_string()));
    Ok(ask(&at_work, &opened, Form::of(fields), false))
}

/// Changes it, or asks again: 422 with what is wrong at the field, 409 where somebody else has changed it.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_change(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    let seen: i64 = form.value("versjon").parse().map_err(|_| PageError::BadInput)?;
    let Some(plan) = form::plan(&mut form, opened.visit.record.flags, portal.clock().now()) else {
        return Ok(ask(&at_work, &opened, form, false));
    };
    let person = opened.allowed.subject();
    let visit = delivery(&portal, &at_work, (person, id), &plan).await?;
    let kind = appointments(&portal);
    let allowed = at_work.act(&portal, person, &HOME_CARE, Deed::on("change", id), Reason::Appointment).await?;
    let changed = allowed.commit(move |tx| {
        Box::pin(async move {
            visits::replan(tx, &kind, &visit, seen).await?;
            // One that was booked in an offered time gives it back: it is at another now.
            booking::release(tx, id).await?;
            Ok(())
        })
    });
    match changed.await {
        Err(AtWorkError::Changed) => {
            let opened = Opened::find(&portal, &at_work, id).await?;
            form.put("versjon", opened.visit.record.version.to_string());
            Ok(ask(&at_work, &opened, form, true))
        }
        changed => done(&at_work, id, changed),
    }
}

/// Whether it is changed here: planned here, and not begun.
pub fn may_change(opened: &Opened) -> bool {
    let ahead = opened.visit.begins().is_some_and(|begins| begins > opened.allowed.now());
    ahead && opened.stands() && crate::is_made_here(&opened.visit.record)
}

fn ask(at_work: &AtWork, opened: &Opened, form: Form, newer: bool) -> Response {
    let (words, id) = (at_work.words(), opened.visit.id());
    let back = at_work.path(&format!("besok/{id}"));
    let page = at_work.page("home-visits-change").under(at_work.path("besok"), words.t("home-visits-title"));
    let age = opened.allowed.seen().map(|seen| age_on(seen.born, oslo_day(opened.allowed.now())));
    let faulty = form.has_faults();
    let page = render(&Change {
        page: page.under(back.clone(), opened.name()),
        form,
        hide: age.map(|age| hide(at_work, age)).unwrap_or_default(),
        action: format!("{back}/endre"),
        back,
        newer,
    });
    asked(page, newer, faulty)
}
