//! Everyone one can turn to: from sources, by age, one's own, and those from before.

use std::collections::HashMap;

use access::{Allowed, Deed, See, rules::Refusal};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use offices::Address;
use web::{Acting, Opening, Page, PageError, Portal, oslo, render};

use super::{reach::Ways, wording};
use crate::health_contacts::{SERVICE, by_age, contact::Contact, fhir, store};

#[derive(Template)]
#[template(path = "health_contacts/pages/list.html")]
struct List {
    page: Page,
    /// Key of why a youth's list holds less than all; depends on the reader alone.
    narrowed: Option<&'static str>,
    now: Vec<Row>,
    offered: Vec<Row>,
    /// What the municipality has not connected, in words.
    wanting: Vec<String>,
    own: Vec<OwnRow>,
    before: Vec<Row>,
    /// Where one adds a contact, for those who may.
    add: Option<String>,
    /// The reader has contacts of their own here.
    has_own: bool,
}

struct Row {
    name: String,
    role: Option<String>,
    organisation: Option<String>,
    telephone: Option<String>,
    /// Where and when one visits the office it is.
    address: Option<Address>,
    opening: Option<Opening>,
    period: Option<String>,
    write: Option<String>,
    book: Option<String>,
}

struct OwnRow {
    name: String,
    role: String,
    telephone: String,
    change: Option<String>,
    remove: Option<String>,
}

/// `GET /p/{handle}/helsekontakter`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let (from_sources, ways) = (from_sources(&portal, &acting, &allowed).await?, Ways::of(&portal, &acting).await?);
    let offered = by_age::offered(&portal, &acting, &allowed, oslo(allowed.now()).date()).await?;
    let (before, now): (Vec<Contact>, Vec<Contact>) = from_sources.into_iter().partition(|contact| contact.is_past);
    let may_act = acting.refused(&portal, &SERVICE).await?.is_none() && store::has_own(&allowed);
    let own = store::list(&allowed).await?;
    let words = acting.words();
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        narrowed: allowed.granted().narrowed.and_then(Refusal::narrowed_key),
        now: rows(&portal, &acting, &ways, &now).await?,
        offered: rows(&portal, &acting, &ways, &offered.contacts).await?,
        wanting: offered.wanting.iter().filter_map(|kind| wording::kind(words, *kind)).map(str::to_owned).collect(),
        add: (may_act && own.len() < store::MOST).then(|| acting.path("helsekontakter/ny")),
        own: own.into_iter().map(|it| own_row(&acting, it, may_act)).collect(),
        before: rows(&portal, &acting, &ways, &before).await?,
        has_own: store::has_own(&allowed),
    }))
}

/// Contacts in care teams, the GP first. For one whose address is protected without a place (R8).
pub async fn from_sources(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Vec<Contact>, PageError> {
    let protected = acting.standing().subject.protection.is_protected();
    let (mut contacts, mut offices) = (Vec::new(), HashMap::new());
    for record in store::teams(allowed).await? {
        if !offices.contains_key(&record.organisation) {
            let found = portal.offices().of_organisation(&record.organisation).await;
            offices.insert(record.organisation.clone(), found.map_err(PageError::unavailable)?);
        }
        let here = offices.get(&record.organisation).map_or(&[][..], Vec::as_slice);
        contacts.extend(fhir::contacts(&record, here, allowed.now()));
    }
    if protected {
        contacts = contacts.into_iter().map(Contact::without_place).collect();
    }
    contacts.sort_by_cached_key(|it| (!it.is_gp(), std::cmp::Reverse(it.until), it.name.to_lowercase()));
    Ok(contacts)
}

async fn rows(portal: &Portal, acting: &Acting, ways: &Ways, contacts: &[Contact]) -> Result<Vec<Row>, PageError> {
    let mut rows = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let book = ways.book(portal, acting, contact).await?;
        rows.push(row(acting, ways, contact, book, portal.clock().now()));
    }
    Ok(rows)
}

fn row(acting: &Acting, ways: &Ways, contact: &Contact, book: Option<String>, now: Timestamp) -> Row {
    let words = acting.words();
    let office = contact.office.as_ref().filter(|_| !contact.is_past);
    Row {
        role: wording::role(words, contact),
        organisation: contact.organisation.clone(),
        telephone: contact.telephone.clone().filter(|_| !contact.is_past),
        address: office.and_then(|office| office.address.clone()),
        opening: office.and_then(|office| Opening::of(&office.hours, now, words)),
        period: wording::period(words, contact),
        write: ways.write(acting, contact),
        book,
        name: contact.name.clone(),
    }
}

fn own_row(acting: &Acting, own: store::Own, may_act: bool) -> OwnRow {
    let address = |rest: &str| may_act.then(|| acting.path(&format!("helsekontakter/{}{rest}", own.id)));
    let (change, remove) = (address(""), address("/fjern"));
    let store::Details { name, role, telephone } = own.details;
    OwnRow { name, role, telephone, change, remove }
}
