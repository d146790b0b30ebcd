//! Why, and the check before it is booked.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use booking::{Slot, State as SlotState, hides_from_parents};
use offices::Office;
use serde::Deserialize;
use web::{Acting, Form, Page, PageError, Portal, again, render};

use super::{At, Errand, Halt, Moving, days::capital, lost, times};

/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;

#[derive(Template)]
#[template(path = "appointments/pages/book/reason.html")]
struct Reason {
    page: Page,
    form: Form,
    what: Facts,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "appointments/pages/book/check.html")]
struct Check {
    page: Page,
    form: Form,
    what: Facts,
    action: String,
    back: String,
}

/// The time that is chosen, in words.
pub struct Facts {
    pub office: String,
    pub when: String,
    pub about: Option<String>,
    pub moves: Option<String>,
    /// Parents do not see it.
    pub hidden: bool,
}

/// Which time of which office.
#[derive(Deserialize)]
pub struct InSlot {
    office: String,
    slot: String,
}

/// Asks why.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Path(at): Path<InSlot>,
    Query(moving): Query<Moving>,
) -> Result<Response, PageError> {
    ask(&portal, &acting, at, moving).await.or_else(Halt::answer)
}

async fn ask(portal: &Portal, acting: &Acting, at: InSlot, moving: Moving) -> Result<Response, Halt> {
    let errand = Errand::begin(portal, acting, moving.flytter.as_deref().unwrap_or_default()).await?;
    let office = errand.office(portal, acting, &at.office).await?;
    let slot = errand.slot(portal, &office, &at.slot).await?;
    let form = Form::filled([("tid", &*at.slot), ("flytter", &*errand.moving_id()), ("grunn", "")]);
    if is_gone(&errand, &slot) {
        return lost::page(portal, acting, &errand, &office, (&slot, form)).await;
    }
    Ok(render(&reason_page(acting, &errand, &office, &slot, form)))
}

/// Shows everything once more, or asks again with what is wrong at the field.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    Path(at): Path<At>,
    form: Form,
) -> Result<Response, PageError> {
    check(&portal, &acting, at, form).await.or_else(Halt::answer)
}

async fn check(portal: &Portal, acting: &Acting, at: At, mut form: Form) -> Result<Response, Halt> {
    let errand = Errand::begin(portal, acting, form.value("flytter")).await?;
    let office = errand.office(portal, acting, &at.office).await?;
    let slot = errand.slot(portal, &office, form.value("tid")).await?;
    if is_gone(&errand, &slot) {
        return lost::page(portal, acting, &errand, &office, (&slot, form)).await;
    }
    judge(&mut form);
    if form.has_faults() {
        return Ok(again(render(&reason_page(acting, &errand, &office, &slot, form))));
    }
    Ok(render(&Check {
        page: errand.page(acting, acting.words().t("appointments-book-check")),
        what: facts(acting, &errand, &office, &slot),
        action: acting.path(&format!("{}/{}/bestill", super::START, office.id)),
        back: errand.path(acting, &format!("/{}/tid/{}", office.id, slot.id())),
        form,
    }))
}

/// What is wrong with what was typed.
pub fn judge(form: &mut Form) {
    form.at_most("grunn", LONGEST_REASON, "appointments-book-reason-too-long");
}

fn is_gone(errand: &Errand, slot: &Slot) -> bool {
    slot.state != SlotState::Free || slot.starts_at <= errand.allowed.now()
}

fn reason_page(acting: &Acting, errand: &Errand, office: &Office, slot: &Slot, form: Form) -> Reason {
    Reason {
        page: errand.page(acting, acting.words().t("appointments-book-about")),
        form,
        what: facts(acting, errand, office, slot),
        action: acting.path(&format!("{}/{}/sjekk", super::START, office.id)),
        back: errand.path(acting, &format!("/{}/dag/{}", office.id, super::days::day_of(slot.starts_at))),
    }
}

fn facts(acting: &Acting, errand: &Errand, office: &Office, slot: &Slot) -> Facts {
    let words = acting.words();
    let day = capital(&words.day(super::days::day_of(slot.starts_at)));
    Facts {
        office: office.name.clone(),
        when: format!("{day}, {}", times::clock(words, slot)),
        about: times::about(slot),
        moves: errand.moves(acting),
        hidden: is_hidden(errand, office, slot),
    }
}

/// What a youth of 13 to 15 books for themself at the school nurse's or the youth centre is not their parents' (R4).
pub fn is_hidden(errand: &Errand, office: &Office, slot: &Slot) -> bool {
    errand.allowed.reader().as_youth && (slot.hidden_from_parents || hides_from_parents(office.kind))
}
