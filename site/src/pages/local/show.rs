//! `/tjenester-der-du-bor/{number}`: what a municipality offers, digitally and by telephone, where and when.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::Timestamp;
use offices::{Address, LocalOffer, Office, OfficeKind};
use web::{Opening, Page, PageError, Portal, Visitor, Words, render};

use super::{PATH, wording};

#[derive(Template)]
#[template(path = "pages/local/show.html")]
struct Show {
    page: Page,
    /// The municipality's name in all its languages.
    name: String,
    number: String,
    /// What the municipality itself offers, or does not.
    own: Vec<Section>,
    /// GPs and hospitals, which no municipality connects.
    others: Vec<Section>,
}

/// One kind of service.
struct Section {
    /// A word of the kind: the section's anchor.
    id: &'static str,
    title: String,
    about: String,
    digital: bool,
    /// Key of what one does.
    way: &'static str,
    telephones: Vec<String>,
    /// Pages about the services by which one reaches it: address and title.
    links: Vec<(String, String)>,
    places: Vec<Place>,
}

/// An office as everyone sees it.
struct Place {
    name: String,
    telephone: Option<String>,
    address: Option<Address>,
    opening: Option<Opening>,
    /// How soon there is an answer, where one can write.
    answers: Option<String>,
}

/// The page of the municipality with this number; not found where the register has none.
pub async fn get(
    State(portal): State<Portal>,
    Path(number): Path<String>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    if number.len() != 4 || !number.bytes().all(|sign| sign.is_ascii_digit()) {
        return Err(PageError::NotFound);
    }
    let offices = portal.offices();
    let municipality = offices.municipality(&number).await.map_err(PageError::unavailable)?;
    let name = municipality.ok_or(PageError::NotFound)?.name();
    let (words, now) = (visitor.words(), portal.clock().now());
    let offers = offices.offered_in(&number).await.map_err(PageError::unavailable)?;
    let sections = offers.into_iter().map(|offer| {
        let is_own = offer.kind.service().is_some();
        (is_own, section(&portal, offer, now, words))
    });
    let (own, others): (Vec<_>, Vec<_>) = sections.partition(|(is_own, _)| *is_own);
    let title = words.say("site-local-title").with("name", name.as_str()).to_string();
    Ok(render(&Show {
        page: visitor.page_named(title).under(PATH, words.t("site-local")),
        name,
        number,
        own: own.into_iter().map(|(_, section)| section).collect(),
        others: others.into_iter().map(|(_, section)| section).filter(|section| !section.places.is_empty()).collect(),
    }))
}

fn section(portal: &Portal, offer: LocalOffer, now: Timestamp, words: &Words) -> Section {
    let LocalOffer { kind, digital, offices } = offer;
    let telephones: Vec<String> = offices.iter().filter_map(|office| office.telephone.clone()).collect();
    let services = wording::services(kind).iter().filter_map(|id| portal.service(id)).filter(|_| digital);
    let key = format!("site-office-{}", kind.as_str().replace('_', "-"));
    Section {
        id: kind.as_str(),
        title: words.t(&key).to_owned(),
        about: words.t(&format!("{key}-about")).to_owned(),
        digital,
        way: wording::way(digital, !telephones.is_empty()),
        telephones,
        links: services.map(|it| (format!("/om/{}", it.path), words.t(&it.key("title")).to_owned())).collect(),
        places: offices.into_iter().map(|office| place(office, kind, digital, now, words)).collect(),
    }
}

fn place(office: Office, kind: OfficeKind, digital: bool, now: Timestamp, words: &Words) -> Place {
    // A hospital answers who is its patient: how soon depends on the department.
    let answers = digital && kind != OfficeKind::Hospital;
    Place {
        opening: Opening::of(&office.hours, now, words),
        name: office.name,
        telephone: office.telephone,
        address: office.address,
        answers: answers.then(|| words.say("site-local-answers").with("days", office.answer_days).to_string()),
    }
}
