//! Gives and ends a role: at once, with its line in the usage log of the one it is about.

use access::{
    Deed, Reason,
    rules::Role,
    state::{HprNumber, NewMember},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use people::{NationalNumber, PersonId};
use web::{AtWork, Form, ItemId, PageError, Portal};

use super::{ITEM, PATH, ROLES, list::show, roles};

/// A form that can be done as it stands.
struct Wish {
    person: PersonId,
    new: NewMember,
}

/// `POST /skranke/medarbeidere`: the number is in the body, never in an address.
pub(super) async fn give(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let Some(Wish { person, new }) = read(&portal, &at_work, &mut form).await? else {
        return show(&portal, &at_work, form).await;
    };
    let allowed = at_work.act(&portal, person, &ROLES, Deed::new("give_role"), Reason::Member).await?;
    // One who has the role already has it: the second click changes nothing.
    roles::give(allowed, new).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// `POST /skranke/medarbeidere/{id}/avslutt`.
pub(super) async fn end(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(role): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let own = portal.gate().colleagues(at_work.staff()).await?;
    let may_end = |role: Role| at_work.staff().role().gives(role);
    let member = own.into_iter().find(|member| member.id == role && may_end(member.role)).ok_or(PageError::NotFound)?;
    let allowed = at_work.act(&portal, member.person, &ROLES, Deed::new("end_role"), Reason::Member).await?;
    let by = at_work.staff().person().to_string();
    roles::end(allowed, &member, &by).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

async fn read(portal: &Portal, at_work: &AtWork, form: &mut Form) -> Result<Option<Wish>, PageError> {
    number(form, "nummer");
    let role = Role::parse(form.value("rolle")).filter(|role| at_work.staff().role().gives(*role));
    if role.is_none() {
        form.refuse("rolle", "desk-members-role-wanting");
    }
    let own = portal.offices().of_organisation(at_work.staff().organisation()).await.map_err(PageError::unavailable)?;
    let office = own.into_iter().find(|office| office.id.to_string() == form.value("kontor"));
    if office.is_none() {
        form.refuse("kontor", "desk-members-office-wanting");
    }
    let hpr = HprNumber::parse(form.value("hpr"));
    if hpr.is_none() && !form.value("hpr").is_empty() {
        form.refuse("hpr", "desk-members-hpr-wrong");
    }
    let (Some(role), Some(office), false) = (role, office, form.has_faults()) else { return Ok(None) };
    // Looked up last: whether there is such a person is told with a role to them, which stands in their log.
    let Some(person) = person(portal, form, "nummer").await? else { return Ok(None) };
    let given_by = at_work.staff().person().to_string();
    let new = NewMember { organisation: office.organisation, office: office.id, role, hpr, given_by };
    Ok(Some(Wish { person, new }))
}

/// The national number in a field, whether anybody has it or not; what is wrong with it is said there.
pub(crate) fn number(form: &mut Form, field: &'static str) -> Option<NationalNumber> {
    let number = NationalNumber::parse(form.value(field)).ok();
    if number.is_none() {
        form.refuse(field, "desk-number-wrong");
    }
    number
}

/// Whose national number stands in a field; what is wrong with it is said there.
pub(crate) async fn person(
    portal: &Portal,
    form: &mut Form,
    field: &'static str,
) -> Result<Option<PersonId>, PageError> {
    let Some(number) = number(form, field) else { return Ok(None) };
    let found = portal.gate().register().find_by_number(&number).await.map_err(PageError::unavailable)?;
    if found.is_none() {
        form.refuse(field, "desk-number-unknown");
    }
    Ok(found)
}
