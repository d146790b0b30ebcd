//! Giving a power, and giving another in its place: what is typed, a page to check it on, then done.

use access::{
    Deed,
    rules::Level,
    state::{self, PharmacyCode},
};
use askama::Template;
use axum::{extract::State, response::Response};
use people::{NationalNumber, PersonId};
use uuid::Uuid;
use web::{Acting, Choice, Form, ItemId, Page, PageError, Portal, again_if, render};

use super::{
    draft::{AreaBox, Errand, actions},
    to_power,
};
use crate::powers_of_attorney::{
    SERVICE,
    change::{self, ChangeError},
    receiver::{self, Receiver},
    seen,
    terms::Terms,
};

#[derive(Template)]
#[template(path = "powers_of_attorney/pages/give.html")]
struct Give {
    page: Page,
    form: Form,
    errand: Errand,
    areas: Vec<AreaBox>,
    actions: Vec<Choice>,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "powers_of_attorney/pages/check.html")]
struct Check {
    page: Page,
    /// What was typed, to be sent again with the answer.
    fields: Vec<(String, String)>,
    pharmacy: bool,
    to: String,
    areas: Vec<&'static str>,
    may_act: bool,
    first: String,
    last: String,
    action: String,
}

/// `GET /p/{handle}/fullmakter/gi`.
pub async fn ordinary(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    ask(&portal, &acting, Errand::Ordinary, None).await
}

/// `GET /p/{handle}/fullmakter/apotek`.
pub async fn pharmacy(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    ask(&portal, &acting, Errand::Pharmacy, None).await
}

/// `GET /p/{handle}/fullmakter/{id}/endre`.
pub async fn replacement(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    match to_replace(&portal, &acting, id).await? {
        Some(errand) => ask(&portal, &acting, errand, None).await,
        None => Ok(to_power(&acting, id, None)),
    }
}

/// `POST /p/{handle}/fullmakter/gi`.
pub async fn post_ordinary(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    post(&portal, &acting, Errand::Ordinary, form).await
}

/// `POST /p/{handle}/fullmakter/apotek`.
pub async fn post_pharmacy(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    post(&portal, &acting, Errand::Pharmacy, form).await
}

/// `POST /p/{handle}/fullmakter/{id}/endre`.
pub async fn post_replacement(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    match to_replace(&portal, &acting, id).await? {
        Some(errand) => post(&portal, &acting, errand, form).await,
        None => Ok(to_power(&acting, id, None)),
    }
}

/// The power to be replaced; `None` for one that cannot be, which its page says more of.
async fn to_replace(portal: &Portal, acting: &Acting, id: Uuid) -> Result<Option<Errand>, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::on("show", id)).await?;
    let given = state::find_power(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let power = seen::see(portal, acting, vec![given]).await?.pop().ok_or(PageError::NotFound)?;
    Ok(power.may_be_replaced().then(|| Errand::Replacement(Box::new(power.given), power.other)))
}

/// The form: empty, or with what was typed and what is wrong with it.
async fn ask(portal: &Portal, acting: &Acting, errand: Errand, typed: Option<Form>) -> Result<Response, PageError> {
    acting.see(portal, &SERVICE, Deed::new("show")).await?;
    let subject = &acting.standing().subject;
    if subject.protection.is_protected() {
        return Err(PageError::NotFound);
    }
    let level = level(acting);
    let form = typed.unwrap_or_else(|| errand.form(portal.clock().today()));
    let faulty = form.has_faults();
    let page = render(&Give {
        page: page(acting, &errand),
        action: errand.action(acting),
        areas: AreaBox::all(level),
        actions: actions(acting),
        back: acting.path(SERVICE.path),
        form,
        errand,
    });
    Ok(again_if(faulty, page))
}

/// The three steps in one address: to check, back to change, and to give.
async fn post(portal: &Portal, acting: &Acting, errand: Errand, mut form: Form) -> Result<Response, PageError> {
    if form.value("steg") == "endre" {
        return ask(portal, acting, errand, Some(form)).await;
    }
    acting.see(portal, &SERVICE, Deed::new("look_up")).await?;
    if acting.standing().subject.protection.is_protected() {
        return Err(PageError::NotFound);
    }
    let number = if errand.asks_for_receiver() { receiver::read(&mut form) } else { None };
    let terms = errand.terms(&mut form, level(acting), portal.clock().today());
    let to = to(portal, acting, &errand, number, &mut form).await?;
    let (Some(terms), Some(to)) = (terms.filter(|_| !form.has_faults()), to) else {
        return ask(portal, acting, errand, Some(form)).await;
    };
    match form.value("steg") {
        "gi" => give(portal, acting, &errand, &terms, to.id).await,
        _ => Ok(check(acting, &errand, &terms, to, form)),
    }
}

async fn to(
    portal: &Portal,
    acting: &Acting,
    errand: &Errand,
    number: Option<NationalNumber>,
    form: &mut Form,
) -> Result<Option<Receiver>, PageError> {
    match errand {
        Errand::Replacement(given, name) => Ok(Some(Receiver { id: given.holder, name: name.clone() })),
        Errand::Ordinary | Errand::Pharmacy => receiver::find(portal, acting.subject(), number, form).await,
    }
}

fn check(acting: &Acting, errand: &Errand, terms: &Terms, to: Receiver, form: Form) -> Response {
    let words = acting.words();
    let open_ended = || words.t("powers-of-attorney-no-last-day").to_owned();
    let typed = form.into_fields().into_iter().filter(|(name, _)| name != "steg");
    render(&Check {
        page: page(acting, errand),
        fields: typed.collect(),
        pharmacy: errand.is_pharmacy(),
        to: to.name,
        areas: terms.areas.iter().map(|area| area.key()).collect(),
        may_act: terms.may_act,
        first: words.short_day(terms.starts),
        last: terms.ends.map_or_else(open_ended, |last| words.short_day(last)),
        action: errand.action(acting),
    })
}

async fn give(
    portal: &Portal,
    acting: &Acting,
    errand: &Errand,
    terms: &Terms,
    holder: PersonId,
) -> Result<Response, PageError> {
    let new = terms.to(holder);
    let (given, done) = match errand {
        Errand::Replacement(old, _) => {
            let allowed = acting.act(portal, &SERVICE, Deed::on("replace", old.power.id)).await?;
            (change::replace(allowed, old.power.id, new).await, "endret")
        }
        Errand::Ordinary | Errand::Pharmacy => {
            let code = errand.is_pharmacy().then(|| PharmacyCode::new(portal.random()));
            let allowed = acting.act(portal, &SERVICE, Deed::new("give")).await?;
            (change::give(allowed, new, code).await, "gitt")
        }
    };
    match given {
        Ok(power) => Ok(to_power(acting, power, Some(done))),
        Err(ChangeError::Already(power)) => Ok(to_power(acting, power, None)),
        Err(fault) => Err(fault.into()),
    }
}

fn page(acting: &Acting, errand: &Errand) -> Page {
    acting.page(errand.title()).under(acting.path(SERVICE.path), acting.words().t("powers-of-attorney-title"))
}

/// The giver's own, which bounds what can be given. The gate has asked for at least Basic.
fn level(acting: &Acting) -> Level {
    acting.standing().subject.chosen_level(acting.standing().today).unwrap_or(Level::Basic)
}
