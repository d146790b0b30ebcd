//! `/skranke/veiledning`: how somebody's account stands, told to them in their usage log; nothing of their health (O4).

use std::collections::HashMap;

use access::{
    Allowed, Deed, Reason, See,
    rules::PowerKind,
    state::{Account, FormKind, Given, account, certificate, given_powers, received_powers},
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::civil::Date;
use people::PersonId;
use uuid::Uuid;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render};

use super::{ACCOUNTS, ITEM, must, reason};
use crate::members::{number, person};

#[derive(Template)]
#[template(path = "guidance/account.html")]
struct AccountPage {
    page: Page,
    form: Form,
    found: Option<Found>,
    kinds: Vec<Choice>,
    path: String,
}

/// What guidance is shown of a person.
pub(super) struct Found {
    name: String,
    born: Date,
    dead: bool,
    account: Account,
    powers: Vec<Power>,
    /// Key of what was done just now.
    done: Option<&'static str>,
}

impl Found {
    /// With the key of what was done just now.
    pub(super) fn with(self, done: Option<&'static str>) -> Self {
        Self { done, ..self }
    }
}

/// A power that stands or will, as guidance sees it.
struct Power {
    id: Uuid,
    /// Key of what it is: given or held, and of which kind.
    key: &'static str,
    other: String,
    days: String,
    /// As the archive knows the certificate behind it.
    certificate: Option<String>,
}

pub(super) async fn get(at_work: AtWork) -> Result<Response, PageError> {
    show(&at_work, Form::default(), None)
}

/// `POST /skranke/veiledning`: looks a person up, with a reason that they read.
pub(super) async fn look_up(
    State(portal): State<Portal>,
    at_work: AtWork,
    mut form: Form,
) -> Result<Response, PageError> {
    must(&at_work)?;
    // Nobody is looked up without a reason: whether there is such a person is told with a line in their log.
    number(&mut form, "nummer");
    let Some(reason) = reason(&mut form) else { return show(&at_work, form, None) };
    if form.has_faults() {
        return show(&at_work, form, None);
    }
    let Some(subject) = person(&portal, &mut form, "nummer").await? else { return show(&at_work, form, None) };
    let found = find(&portal, &at_work, subject, reason).await?;
    show(&at_work, form, Some(found))
}

/// Looks: the line is in the person's usage log when this returns.
pub(super) async fn find(
    portal: &Portal,
    at_work: &AtWork,
    subject: PersonId,
    reason: Reason,
) -> Result<Found, PageError> {
    let allowed = at_work.see(portal, subject, &ACCOUNTS, Deed::new("look_up"), reason).await?;
    let account = account(&allowed).await?;
    let powers = powers(portal, at_work, &allowed).await?;
    let seen = allowed.seen().ok_or(PageError::NotFound)?;
    Ok(Found { name: seen.name.full(), born: seen.born, dead: seen.dead, account, powers, done: None })
}

async fn powers(portal: &Portal, at_work: &AtWork, allowed: &Allowed<See>) -> Result<Vec<Power>, PageError> {
    let (subject, today) = (allowed.subject(), portal.clock().today());
    let mut all = given_powers(allowed).await?;
    all.extend(received_powers(allowed).await?);
    all.retain(|given| given.ended.is_none() && given.power.stands(today));
    let mut others: Vec<PersonId> = all.iter().map(|given| other(given, subject)).collect();
    others.sort_unstable();
    others.dedup();
    let seen = at_work.see_many(portal, &others, &ACCOUNTS, Deed::new("look_up"), Reason::Power).await?;
    let names: HashMap<PersonId, String> =
        seen.iter().filter_map(|allowed| Some((allowed.subject(), allowed.seen()?.name.full()))).collect();
    let mut shown = Vec::with_capacity(all.len());
    for given in all {
        let certificate = certificate(allowed, given.power.id).await?;
        let other = names.get(&other(&given, subject)).cloned();
        let other = other.unwrap_or_else(|| at_work.words().t("guidance-power-nameless").to_owned());
        shown.push(Power {
            id: given.power.id,
            key: key(&given, subject),
            other,
            days: days(at_work, &given),
            certificate,
        });
    }
    Ok(shown)
}

fn other(given: &Given, subject: PersonId) -> PersonId {
    if given.giver == subject { given.holder } else { given.giver }
}

fn key(given: &Given, subject: PersonId) -> &'static str {
    match (given.power.kind, given.giver == subject) {
        (PowerKind::Ordinary, true) => "guidance-power-given",
        (PowerKind::Ordinary, false) => "guidance-power-held",
        (PowerKind::Attested, true) => "guidance-power-given-attested",
        (PowerKind::Attested, false) => "guidance-power-held-attested",
        (PowerKind::Pharmacy, true) => "guidance-power-given-pharmacy",
        (PowerKind::Pharmacy, false) => "guidance-power-held-pharmacy",
    }
}

fn days(at_work: &AtWork, given: &Given) -> String {
    let words = at_work.words();
    let first = words.short_day(given.power.starts);
    match given.power.last_day() {
        Some(last) => {
            words.say("guidance-power-days").with("first", first).with("last", words.short_day(last)).to_string()
        }
        None => words.say("guidance-power-days-open").with("first", first).to_string(),
    }
}

/// The page with what was typed; 422 where something is wrong with it.
pub(super) fn show(at_work: &AtWork, form: Form, found: Option<Found>) -> Result<Response, PageError> {
    must(at_work)?;
    let choice = |kind: FormKind| Choice::new(kind.as_str(), at_work.words().t(super::registered::key(kind)));
    let faulty = form.has_faults();
    let page = render(&AccountPage {
        page: at_work.page(ITEM.key),
        form,
        found,
        kinds: FormKind::ALL.into_iter().map(choice).collect(),
        path: at_work.path(ITEM.path),
    });
    Ok(again_if(faulty, page))
}
