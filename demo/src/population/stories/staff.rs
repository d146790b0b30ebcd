//! Those who work at the demo's offices, and are citizens like everyone else (H3, O2).

use access::rules::Role;
use offices::OfficeKind;
use people::Sex::*;

use crate::population::{
    book::Book,
    persona::Post,
    places::{OSLO, Place, TROMSO},
};

const fn post(kind: OfficeKind, place: Option<Place>, role: Role, hpr: Option<&'static str>) -> Post {
    Post { kind, municipality: if let Some(place) = place { Some(place.number) } else { None }, role, hpr }
}

pub(super) fn write(book: &mut Book) {
    at_the_gp(book);
    in_the_municipality(book);
    elsewhere(book);
    of_the_portal(book);
}

fn at_the_gp(book: &mut Book) {
    let gp = OfficeKind::Gp;
    book.alone("ingrid-lege", "Ingrid Solberget", Female, 46, OSLO)
        .story("At work: doctor at Furulia legesenter, and its administrator: chooses which when she logs in")
        .works([post(gp, Some(OSLO), Role::Doctor, Some("9144001")), post(gp, Some(OSLO), Role::Administrator, None)]);
    book.alone("sara-sekretar", "Sara Lunder", Female, 33, OSLO)
        .story("At work: secretary at Furulia legesenter")
        .works([post(gp, Some(OSLO), Role::Clerk, None)]);
}

fn in_the_municipality(book: &mut Book) {
    book.alone("hanne-helsesykepleier", "Hanne Kvernmo", Female, 41, OSLO)
        .story("At work: school nurse in Oslo")
        .works([post(OfficeKind::SchoolHealth, Some(OSLO), Role::Nurse, Some("9144002"))]);
    book.alone("jorunn-jordmor", "Jorunn Åsmul", Female, 50, OSLO).story("At work: midwife in Oslo").works([post(
        OfficeKind::Midwife,
        Some(OSLO),
        Role::Midwife,
        Some("9144003"),
    )]);
    book.alone("mona-ungdom", "Mona Vestreng", Female, 36, OSLO)
        .story("At work: nurse at the youth centre in Oslo")
        .works([post(OfficeKind::YouthCentre, Some(OSLO), Role::Nurse, Some("9144004"))]);
    book.alone("petter-helsestasjon", "Petter Lilleby", Male, 39, OSLO)
        .story("At work: nurse at the health centre in Oslo")
        .works([post(OfficeKind::HealthCentre, Some(OSLO), Role::Nurse, Some("9144005"))]);
    book.alone("berit-administrator", "Berit Skogli", Female, 52, OSLO)
        .story("At work: administrator of the municipal health service in Oslo: gives roles, sees no health data")
        .works([post(OfficeKind::HealthCentre, Some(OSLO), Role::Administrator, None)]);
}

fn elsewhere(book: &mut Book) {
    book.alone("elin-hjemmetjeneste", "Elin Kvalvåg", Female, 38, TROMSO)
        .story("At work: carer in the home care of Tromsø, who visits a woman of 82")
        .works([post(OfficeKind::HomeCare, Some(TROMSO), Role::Carer, Some("9144006"))]);
    book.alone("stian-sykehus", "Stian Brenna", Male, 44, OSLO)
        .story("At work: nurse at Åsheim sykehus")
        .works([post(OfficeKind::Hospital, None, Role::Nurse, Some("9144007"))]);
}

fn of_the_portal(book: &mut Book) {
    book.alone("gunnar-veileder", "Gunnar Mellbye", Male, 48, OSLO)
        .story("At work: the portal's guidance: sees how an account stands, registers forms, sees no health data")
        .works([post(OfficeKind::Portal, None, Role::Guidance, None)]);
    book.alone("olga-drift", "Olga Nyborg", Female, 55, OSLO)
        .story("At work: the portal's operator: municipalities, offices and systems, and no person's data")
        .works([post(OfficeKind::Portal, None, Role::Operator, None)]);
}
