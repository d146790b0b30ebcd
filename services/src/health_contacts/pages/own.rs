//! Adding a contact of one's own, and changing it.

use access::{Deed, GateError};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;
use web::{Acting, Form, ItemId, Page, PageError, Portal, again, render};

use crate::health_contacts::{
    SERVICE,
    store::{self, Details, Own},
};

/// Characters of a name or a role.
const LONGEST: usize = 100;
/// Digits of a telephone number, the shortest and the longest there are.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

#[derive(Template)]
#[template(path = "health_contacts/pages/own.html")]
struct Edit {
    page: Page,
    form: Form,
    /// Names a new contact, so that a form sent twice adds one; empty for one that is there.
    id: String,
    action: String,
    back: String,
}

/// `GET /p/{handle}/helsekontakter/ny`.
pub async fn add(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    if !store::has_own(&allowed) {
        return Err(PageError::NotFound);
    }
    let id = portal.random().uuid(portal.clock().now());
    Ok(edit(&acting, Form::default(), Some(id), "ny"))
}

/// `POST /p/{handle}/helsekontakter/ny`.
pub async fn insert(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let own = store::list(&allowed).await?;
    if own.iter().any(|it| it.id == id) {
        return Ok(to_list(&acting));
    }
    if !store::has_own(&allowed) || own.len() >= store::MOST {
        return Err(PageError::NotFound);
    }
    check(&mut form);
    if form.has_faults() {
        return Ok(again(edit(&acting, form, Some(id), "ny")));
    }
    let own = Own { id, details: details(&form) };
    let allowed = acting.act(&portal, &SERVICE, Deed::on("add", id)).await?;
    let add = allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { store::insert(tx, &own).await }));
    add.await?;
    Ok(to_list(&acting))
}

/// `GET /p/{handle}/helsekontakter/{id}`.
pub async fn change(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let own = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let Details { name, role, telephone } = &own.details;
    let form = Form::filled([("navn", name), ("rolle", role), ("telefon", telephone)]);
    Ok(edit(&acting, form, None, &id.to_string()))
}

/// `POST /p/{handle}/helsekontakter/{id}`.
pub async fn update(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    check(&mut form);
    if form.has_faults() {
        return Ok(again(edit(&acting, form, None, &id.to_string())));
    }
    let own = Own { id, details: details(&form) };
    let allowed = acting.act(&portal, &SERVICE, Deed::on("change", id)).await?;
    let change = allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { store::update(tx, &own).await }));
    change.await?;
    Ok(to_list(&acting))
}

fn check(form: &mut Form) {
    form.require("navn", "health-contacts-name-empty");
    for (field, key) in [("navn", "health-contacts-name-too-long"), ("rolle", "health-contacts-role-too-long")] {
        form.at_most(field, LONGEST, key);
    }
    if !is_telephone(form.value("telefon")) {
        form.refuse("telefon", "health-contacts-telephone-wrong");
    }
}

/// Digits, with blanks between and perhaps a plus before.
fn is_telephone(typed: &str) -> bool {
    let number = typed.strip_prefix('+').unwrap_or(typed);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    DIGITS.contains(&digits) && number.chars().all(|letter| letter.is_ascii_digit() || letter == ' ')
}

fn details(form: &Form) -> Details {
    let value = |name: &str| form.value(name).to_owned();
    Details { name: value("navn"), role: value("rolle"), telephone: value("telefon") }
}

pub fn to_list(acting: &Acting) -> Response {
    Redirect::to(&acting.path("helsekontakter")).into_response()
}

fn edit(acting: &Acting, form: Form, new: Option<Uuid>, place: &str) -> Response {
    let title = if new.is_some() { "health-contacts-add" } else { "health-contacts-change-title" };
    let page = acting.page(title).under(acting.path("helsekontakter"), acting.words().t("health-contacts-title"));
    render(&Edit {
        page,
        form,
        id: new.map(|id| id.to_string()).unwrap_or_default(),
        action: acting.path(&format!("helsekontakter/{place}")),
        back: acting.path("helsekontakter"),
    })
}

#[cfg(test)]
mod tests {
    use super::is_telephone;

    #[test]
    fn a_telephone_number_is_digits_with_blanks_and_a_plus() {
        for number in ["113", "22 33 44 55", "+47 22 33 44 55"] {
            assert!(is_telephone(number), "{number}");
        }
        for wrong in ["", "12", "ring meg", "22-33-44-55", "++47 22334455", "1234567890123456"] {
            assert!(!is_telephone(wrong), "{wrong}");
        }
    }
}
