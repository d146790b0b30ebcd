//! All of it on one page: what the registers know and what the person has told.

use access::{Allowed, Deed, See};
use askama::Template;
use axum::{extract::State, response::Response};
use people::{Address, Contact, Detail};
use profile::{Details, Needs};
use serde_json::{Value, json};
use web::{Acting, Form, Page, PageError, Portal, render};

use super::may_change;
use crate::contact_details::SERVICE;

#[derive(Template)]
#[template(path = "contact_details/pages/show.html")]
struct Show {
    page: Page,
    saved: bool,
    for_oneself: bool,
    name: String,
    /// R8: nothing that locates one with a protected address appears anywhere, not even to themself.
    address: Option<Address>,
    email: Option<Reached>,
    mobile: Option<Reached>,
    reserved: bool,
    details: Details,
    needs: Needs,
    may_change: bool,
    path: String,
}

/// An address or a number of the contact register.
struct Reached {
    value: String,
    confirmed: String,
    /// Nobody has confirmed it for 18 months: it is no longer used.
    stale: bool,
}

/// `GET /p/{handle}/kontaktopplysninger`.
pub async fn get(State(portal): State<Portal>, acting: Acting, sent: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    let contact = contact(&portal, &allowed).await?;
    let now = portal.clock().now();
    let reached = |detail: &Option<Detail>| {
        detail.as_ref().map(|detail| Reached {
            value: detail.value.clone(),
            confirmed: acting.words().moment(detail.confirmed_at()),
            stale: detail.is_stale(now),
        })
    };
    Ok(render(&Show {
        page: acting.service_page(&SERVICE),
        saved: sent.holds("lagret", "ja"),
        for_oneself: acting.is_for_oneself(),
        name: acting.standing().name.full(),
        address: address(&portal, &acting).await?,
        email: reached(&contact.email),
        mobile: reached(&contact.mobile),
        reserved: contact.reserved,
        details: profile::details(&allowed).await?,
        needs: profile::needs(&allowed).await?,
        may_change: may_change(&portal, &acting).await?,
        path: acting.path(SERVICE.path),
    }))
}

async fn address(portal: &Portal, acting: &Acting) -> Result<Option<Address>, PageError> {
    let person = portal.gate().register().person(acting.subject()).await.map_err(PageError::unavailable)?;
    Ok(person.filter(|person| !person.protection.is_protected()).and_then(|person| person.address))
}

async fn contact(portal: &Portal, allowed: &Allowed<See>) -> Result<Contact, PageError> {
    let contact = portal.notices().contacts().contact(allowed.subject()).await.map_err(PageError::unavailable)?;
    Ok(contact.unwrap_or_default())
}

/// Own entries, for the person's copy. What the registers hold is theirs to give.
pub async fn export(portal: &Portal, acting: &Acting) -> Result<Value, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
    Ok(json!({ "details": profile::details(&allowed).await?, "needs": profile::needs(&allowed).await? }))
}
