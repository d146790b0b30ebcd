//! A visit that is not made: called off before it is over, or registered as not made when it should have begun.

use access::{Deed, Reason};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;
use visits::{HOME_CARE, NotMade};
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, again_if, render};

use super::{Opened, done, form, source, to_visit};
use crate::clinic::appointments;

const HOW: [(&str, &str, NotMade); 2] = [
    ("ingen-hjemme", "home-visits-nobody-home", NotMade::NobodyHome),
    ("kom-ikke", "home-visits-nobody-came", NotMade::NobodyCame),
];

#[derive(Template)]
#[template(path = "home_visits/end.html")]
struct End {
    page: Page,
    form: Form,
    when: String,
    /// How it came not to be made; none where it is called off.
    how: Vec<Choice>,
    /// Key of what the button does.
    yes: &'static str,
    action: String,
    back: String,
}

/// Asks why it is called off.
pub async fn call_off(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_call_off(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    Ok(ask(&at_work, &opened, Form::default(), Asking::CallOff))
}

/// Calls it off; again changes nothing.
pub async fn post_call_off(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    form.require("grunn", "home-visits-reason-empty");
    form.at_most("grunn", form::LONGEST_TEXT, "clinic-reason-too-long");
    let opened = Opened::find(&portal, &at_work, id).await?;
    if form.has_faults() {
        return Ok(ask(&at_work, &opened, form, Asking::CallOff));
    }
    end(&portal, &at_work, &opened, form.value("grunn").to_owned(), None).await
}

/// Asks how it came not to be made.
pub async fn not_made(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !may_register_not_made(&opened) {
        return Ok(to_visit(&at_work, id));
    }
    Ok(ask(&at_work, &opened, Form::default(), Asking::NotMade))
}

/// Registers it as not made; again changes nothing.
pub async fn post_not_made(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let how = HOW.iter().find(|(value, ..)| *value == form.value("hvordan")).map(|(_, _, how)| *how);
    if how.is_none() {
        form.refuse("hvordan", "home-visits-choose-how");
    }
    if how == Some(NotMade::NobodyCame) {
        form.require("grunn", "home-visits-reason-empty");
    }
    form.at_most("grunn", form::LONGEST_TEXT, "clinic-reason-too-long");
    let opened = Opened::find(&portal, &at_work, id).await?;
    if form.has_faults() {
        return Ok(ask(&at_work, &opened, form, Asking::NotMade));
    }
    end(&portal, &at_work, &opened, form.value("grunn").to_owned(), how).await
}

/// It is not over, as far as is planned.
pub fn may_call_off(opened: &Opened) -> bool {
    opened.stands() && opened.visit.ends().is_none_or(|ends| ends > opened.allowed.now())
}

/// It should have begun.
pub fn may_register_not_made(opened: &Opened) -> bool {
    opened.stands() && opened.visit.begins().is_none_or(|begins| begins <= opened.allowed.now())
}

async fn end(
    portal: &Portal,
    at_work: &AtWork,
    opened: &Opened,
    reason: String,
    how: Option<NotMade>,
) -> Result<Response, PageError> {
    let (id, person): (Uuid, _) = (opened.visit.id(), opened.allowed.subject());
    let (source, kind) = (source(portal, at_work).await?, appointments(portal));
    let deed = if how.is_some() { Deed::on("register_not_made", id) } else { Deed::on("call_off", id) };
    let allowed = at_work.act(portal, person, &HOME_CARE, deed, Reason::Appointment).await?;
    let ended = allowed.commit(move |tx| {
        Box::pin(async move {
            match how {
                Some(how) => visits::register_not_made(tx, &kind, &source, (id, how), &reason).await?,
                None => visits::call_off(tx, &kind, &source, id, &reason).await?,
            }
            booking::release(tx, id).await?;
            Ok(())
        })
    });
    done(at_work, id, ended.await)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    CallOff,
    NotMade,
}

fn ask(at_work: &AtWork, opened: &Opened, form: Form, asking: Asking) -> Response {
    let words = at_work.words();
    let back = at_work.path(&format!("besok/{}", opened.visit.id()));
    let choice = |(value, key, _): (&str, &str, NotMade)| Choice::new(value, words.t(key));
    let (title, yes, path, how) = match asking {
        Asking::CallOff => ("home-visits-call-off", "home-visits-call-off-yes", "avlys", Vec::new()),
        Asking::NotMade => ("home-visits-not-made", "home-visits-not-made-yes", "ikke-gjort", HOW.map(choice).to_vec()),
    };
    let page = at_work.page(title).under(at_work.path("besok"), words.t("home-visits-title"));
    let faulty = form.has_faults();
    let page = render(&End {
        page: page.under(back.clone(), opened.name()),
        form,
        when: super::show::when(words, &opened.visit),
        how,
        yes,
        action: format!("{back}/{path}"),
        back,
    });
    again_if(faulty, page)
}
