//! Registering a visit as made: when it was, what was done, who came. Once, however many do it.

use access::{Deed, Reason};
use askama::Template;
use axum::{extract::State, response::Response};
use fhir::NewHomeVisit;
use jiff::Timestamp;
use visits::HOME_CARE;
use web::{AtWork, Form, ItemId, Page, PageError, Portal, again_if, render};

use super::{Opened, done, form, source, to_visit};

#[derive(Template)]
#[template(path = "home_visits/made.html")]
struct Made {
    page: Page,
    form: Form,
    planned: String,
    action: String,
    back: String,
}

/// Asks when it was, as it was planned.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_register(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    let mut fields = form::filled(at_work.words(), &opened.visit);
    if let Some((_, who)) = fields.iter_mut().find(|(name, who)| name == "hvem" && who.is_empty()) {
        at_work.name().clone_into(who);
    }
    Ok(ask(&at_work, &opened, Form::of(fields)))
}

/// Registers it, or asks again with what is wrong at the field.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_register(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    let Some(at) = read(&mut form, &opened) else { return Ok(ask(&at_work, &opened, form)) };
    let (source, person) = (source(&portal, &at_work).await?, opened.allowed.subject());
    let deed = Deed::on("register_visit", id);
    let allowed = at_work.act(&portal, person, &HOME_CARE, deed, Reason::Appointment).await?;
    let patient = records::patient_reference(&allowed, &source.organisation);
    let (planned, people) = (format!("Appointment/{id}"), [form.value("hvem")]);
    let flags = opened.visit.record.flags;
    let made = NewHomeVisit {
        patient: &patient,
        planned: Some(&planned),
        start: at.0,
        end: at.1,
        what: form.value("hva"),
        people: if people[0].is_empty() { &[] } else { &people },
        provider: &at_work.office().name,
        hidden_from_parents: flags.hidden_from_parents,
        hidden_from_youth: flags.hidden_from_youth,
    };
    let keyring = portal.times().keyring();
    // One visit is registered once: the same plan gives the same id.
    let own = records::record_id(keyring, &source.organisation, person, "Encounter", &format!("plan {id}"));
    let text = visits::written(own, &made).ok_or_else(|| PageError::unavailable("an unreadable visit"))?;
    let made = booking::delivery(keyring, &source, own, text).map_err(PageError::unavailable)?;
    let registered = allowed.commit(move |tx| Box::pin(async move { visits::register(tx, id, &made).await }));
    done(&at_work, id, registered.await)
}

/// Whether it can have been made by now.
pub fn may_register(opened: &Opened) -> bool {
    let now = opened.allowed.now();
    opened.stands() && visits::earliest_made(&opened.visit).is_none_or(|earliest| earliest < now)
}

/// When it was: not ahead, and not before the day it was planned for.
fn read(form: &mut Form, opened: &Opened) -> Option<(Timestamp, Timestamp)> {
    let at = form::times(form);
    if let Some((starts, ends)) = at {
        if starts > opened.allowed.now() {
            form.refuse("fra", "home-visits-ahead");
        } else if ends > opened.allowed.now() {
            form.refuse("til", "home-visits-ahead");
        }
        if visits::earliest_made(&opened.visit).is_some_and(|earliest| starts < earliest) {
            form.refuse("dag", "home-visits-before-plan");
        }
    }
    form.require("hva", "home-visits-done-empty");
    form.at_most("hva", form::LONGEST_TEXT, "clinic-about-too-long");
    form.at_most("hvem", form::LONGEST_TEXT, "clinic-about-too-long");
    at.filter(|_| !form.has_faults())
}

fn ask(at_work: &AtWork, opened: &Opened, form: Form) -> Response {
    let words = at_work.words();
    let back = at_work.path(&format!("besok/{}", opened.visit.id()));
    let page = at_work.page("home-visits-made").under(at_work.path("besok"), words.t("home-visits-title"));
    let faulty = form.has_faults();
    let page = render(&Made {
        page: page.under(back.clone(), opened.name()),
        form,
        planned: super::show::when(words, &opened.visit),
        action: format!("{back}/gjort"),
        back,
    });
    again_if(faulty, page)
}
