//! The demo's health services: a GP office and a municipal health service in each place, hospitals, an imaging clinic.
//!
//! Names, addresses and numbers are made up. Telephone numbers begin with 00, which no subscriber's does.

use access::rules::ItemSource;
use records::{Profile, Source};

use super::{organisation, visit::Unit};
use crate::population::places::{self, PLACES, Place};

/// What a place's health services are called after.
struct Local {
    place: Place,
    name: &'static str,
    doctor: &'static str,
    nurse: &'static str,
    /// Which of [`HOSPITALS`] is theirs.
    hospital: usize,
}

const fn local(place: Place, name: &'static str, doctor: &'static str, nurse: &'static str, hospital: usize) -> Local {
    Local { place, name, doctor, nurse, hospital }
}

const LOCALS: [Local; 10] = [
    local(places::OSLO, "Furulia", "Ingrid Solberget", "Hanne Kvernmo", 0),
    local(places::BERGEN, "Nordalen", "Jon Halvard Myrseth", "Turid Ekerhovd", 1),
    local(places::TRONDHEIM, "Solbakken", "Marte Ranheimsli", "Kristin Bratsbergmo", 2),
    local(places::STAVANGER, "Vardeneset", "Sigbjørn Hegrelia", "Anita Hafsås", 1),
    local(places::TROMSO, "Storlia", "Ragnhild Skarsfjord", "Elin Kvalvåg", 3),
    local(places::DRAMMEN, "Elvehagen", "Farid Rahimi", "Bente Lierskogen", 0),
    local(places::BODO, "Havblikk", "Arnt Skjerstadnes", "Mona Saltvik", 3),
    local(places::KRISTIANSAND, "Skjærvika", "Tomine Flekkerud", "Siren Randesvik", 1),
    local(places::KARASJOK, "Elvelia", "Máret Biret Eira", "Ellen Gaup", 3),
    local(places::FYRESDAL, "Vassenden", "Tarjei Veumslid", "Gro Hegglandsmo", 0),
];

/// Name, and where it lies.
const HOSPITALS: [(&str, Place); 4] = [
    ("Åsheim sykehus", places::OSLO),
    ("Fjordbyen sykehus", places::BERGEN),
    ("Midtlandet sykehus", places::TRONDHEIM),
    ("Nordlyset sykehus", places::TROMSO),
];
const IMAGING: &str = "Klarsyn bildediagnostikk";

/// A unit as an appointment names it.
pub(crate) struct Clinic {
    pub source: Source,
    /// The unit to go to.
    pub unit: String,
    pub street: String,
    pub place: Place,
    pub phone: String,
    /// Whom one meets.
    pub practitioner: String,
    /// Number in the address register of health services (HER-id); synthetic.
    pub her: u32,
    /// Name of its made-up web site.
    pub host: String,
}

/// Every organisation that delivers.
pub(super) fn sources() -> Vec<Source> {
    let local = |index: usize| [gp(index), municipal(index)];
    let locals = (0..LOCALS.len()).flat_map(local);
    locals.chain((0..HOSPITALS.len()).map(hospital)).chain([imaging()]).collect()
}

/// The hospitals among them, each as the place to go to.
pub(crate) fn hospitals() -> Vec<Clinic> {
    let one = |(index, &(_, place)): (usize, &(&str, Place))| at(hospital(index), place, String::new(), String::new());
    HOSPITALS.iter().enumerate().map(one).collect()
}

/// The portal's own organisation: its guidance and its operators.
pub(crate) fn portal() -> Source {
    source(90, "Helsevei".to_owned(), ItemSource::Other, Profile::Base)
}

/// The clinic that a unit is for those who live in `municipality`; for those who live nowhere, Oslo's.
pub(crate) fn clinic(unit: Unit, municipality: Option<&str>) -> Clinic {
    let index = PLACES.iter().position(|place| Some(place.number) == municipality).unwrap_or(0);
    let local = &LOCALS[index];
    match unit {
        Unit::Gp => at(gp(index), local.place, format!("{} legesenter", local.name), format!("Lege {}", local.doctor)),
        Unit::Hospital(department) => {
            let (_, place) = HOSPITALS[local.hospital];
            at(hospital(local.hospital), place, department.to_owned(), String::new())
        }
        Unit::Imaging => at(imaging(), places::OSLO, "Resepsjonen, 2. etasje".to_owned(), String::new()),
        municipal_unit => {
            let (name, title) = municipal_name(municipal_unit, local.name);
            let practitioner = if title.is_empty() { String::new() } else { format!("{title} {}", local.nurse) };
            at(municipal(index), local.place, name, practitioner)
        }
    }
}

/// Name of a municipal unit, and what its people are called; empty where one does not know whom one meets.
fn municipal_name(unit: Unit, name: &str) -> (String, &'static str) {
    match unit {
        Unit::School => (format!("Helsesykepleier, {name} skole"), "Helsesykepleier"),
        Unit::Midwife => (format!("Jordmortjenesten, {name} helsestasjon"), "Jordmor"),
        Unit::Youth => (format!("{name} helsestasjon for ungdom"), ""),
        Unit::HomeCare => (format!("Hjemmetjenesten i {name}"), ""),
        Unit::Emergency => (format!("{name} legevakt"), ""),
        Unit::Vaccination => (format!("{name} vaksinasjonskontor"), ""),
        Unit::Lifestyle => (format!("{name} frisklivssentral"), ""),
        Unit::MentalHealth => (format!("Psykisk helse, {name}"), "Psykolog"),
        _ => (format!("{name} helsestasjon"), "Helsesykepleier"),
    }
}

fn at(source: Source, place: Place, unit: String, practitioner: String) -> Clinic {
    // The serial stands in the organisation number: so every number of a clinic is its own.
    let serial: u32 = source.organisation[4..8].parse().unwrap_or_default();
    let host: String = source.name.to_lowercase().chars().map(plain).collect();
    Clinic {
        unit,
        street: format!("{} {}", street(&source.name), serial % 60 + 2),
        place,
        phone: format!("00 00 {:02} {:02}", serial / 100, serial % 100),
        practitioner,
        her: 900_000 + serial,
        host: format!("{host}.example"),
        source,
    }
}

/// A letter that a web address may have.
fn plain(letter: char) -> char {
    match letter {
        'æ' | 'å' => 'a',
        'ø' => 'o',
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => '-',
    }
}

fn street(name: &str) -> &'static str {
    if name.ends_with("sykehus") { "Sykehusveien" } else { "Helsegata" }
}

/// A GP: Helsenorge's profile has no code for the service, so base R4 holds.
fn gp(index: usize) -> Source {
    let name = format!("{} legesenter", LOCALS[index].name);
    source(10 + index, name, ItemSource::Gp, Profile::Base)
}

fn municipal(index: usize) -> Source {
    let name = format!("{} helse og omsorg", LOCALS[index].name);
    source(30 + index, name, ItemSource::Municipal, Profile::Helsenorge)
}

fn hospital(index: usize) -> Source {
    source(50 + index, HOSPITALS[index].0.to_owned(), ItemSource::Hospital, Profile::Helsenorge)
}

fn imaging() -> Source {
    source(70, IMAGING.to_owned(), ItemSource::Hospital, Profile::Helsenorge)
}

fn source(serial: usize, name: String, kind: ItemSource, profile: Profile) -> Source {
    Source { organisation: organisation::number(serial as u32), name, kind, profile }
}
