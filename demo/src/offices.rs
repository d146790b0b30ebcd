//! The demo's offices: at each GP, each hospital and in each municipality, when they are open, and who has connected what.

use access::state::connect;
use db::{Db, DbError, Random, Tx};
use jiff::Timestamp;
use offices::{Address, Hours, Municipality, Office, OfficeKind, Offices, PostalCode, PostalRegister, spans};
use records::Source;

use crate::{
    appointments::{Clinic, Unit, clinic, hospitals, portal},
    population::places::{self, PLACES, Place},
};

/// What a municipality has, where it has all.
const ALL: [(OfficeKind, Unit); 5] = [
    (OfficeKind::HomeCare, Unit::HomeCare),
    (OfficeKind::HealthCentre, Unit::HealthCentre),
    (OfficeKind::SchoolHealth, Unit::School),
    (OfficeKind::Midwife, Unit::Midwife),
    (OfficeKind::YouthCentre, Unit::Youth),
];
/// Small places have fewer.
const SMALL: &[Place] = &[places::KARASJOK, places::FYRESDAL];
/// How many of [`ALL`] they have.
const OF_SMALL: usize = 3;

/// Days after which an unopened letter goes by post (L8).
const POST_AFTER_DAYS: u16 = 7;

/// When offices are open, Monday first.
type Week = [&'static str; 7];
const OFFICE_HOURS: Week = ["8-15.30", "8-15.30", "8-15.30", "8-15.30", "8-15", "", ""];
const GP_HOURS: Week =
    ["8-11.30,12.15-15.30", "8-11.30,12.15-15.30", "8-11.30,12.15-15.30", "8-11.30,12.15-15.30", "8-15", "", ""];
const ALWAYS: Week = ["0-24"; 7];
const SCHOOL_HOURS: Week = ["8.30-14", "", "8.30-14", "", "8.30-12", "", ""];
const MIDWIFE_HOURS: Week = ["", "8.30-15", "8.30-15", "8.30-15", "", "", ""];
const YOUTH_HOURS: Week = ["", "14-18", "", "14-18", "", "", ""];

/// Opens the offices with the organisations they belong to, and connects the municipalities that are connected. The same
/// again changes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Db, now: Timestamp) -> Result<(), DbError> {
    // A register that somebody has read in stays.
    let is_new = Offices::new(db.clone()).municipalities().await?.is_empty();
    db.write(move |tx| {
        Box::pin(async move {
            if is_new {
                register().save(tx).await?;
            }
            write(tx, now).await
        })
    })
    .await
}

/// The demo's municipalities with a postal code of each.
pub fn register() -> PostalRegister {
    let code = |place: &Place| PostalCode {
        code: place.postal_code.to_owned(),
        place: place.city.to_owned(),
        municipality: place.number.to_owned(),
        category: "B".to_owned(),
    };
    PostalRegister {
        municipalities: PLACES.iter().map(|place| Municipality::new(place.number, place.name)).collect(),
        codes: PLACES.iter().map(code).collect(),
    }
}

async fn write(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    for (source, office) in all() {
        source.save(tx, now).await?;
        office.save(tx, now).await?;
        let connected =
            PLACES.iter().find(|place| place.connected && Some(place.number) == office.municipality.as_deref());
        if let Some((service, place)) = office.kind.service().zip(connected) {
            connect(tx, service, place.number).await?;
        }
    }
    Ok(())
}

/// Every office with the organisation it belongs to.
pub fn all() -> Vec<(Source, Office)> {
    let hospitals = hospitals().into_iter().map(|clinic| {
        let name = clinic.source.name.clone();
        office(clinic, OfficeKind::Hospital, name, None)
    });
    let own = portal();
    let name = own.name.clone();
    let own = bare(own, OfficeKind::Portal, name);
    PLACES.iter().flat_map(of_place).chain(hospitals).chain([own]).collect()
}

/// The first office of a kind in a municipality of the demo, or for people from everywhere.
pub fn of(kind: OfficeKind, municipality: Option<&str>) -> Option<Office> {
    let here = |office: &Office| office.kind == kind && office.municipality.as_deref() == municipality;
    all().into_iter().map(|(_, office)| office).find(here)
}

fn of_place(place: &Place) -> Vec<(Source, Office)> {
    let municipal = if SMALL.contains(place) { &ALL[..OF_SMALL] } else { &ALL[..] };
    let kinds = std::iter::once(&(OfficeKind::Gp, Unit::Gp)).chain(municipal);
    let one = |&(kind, at): &(OfficeKind, Unit)| {
        let clinic = clinic(at, Some(place.number));
        let name = clinic.unit.clone();
        office(clinic, kind, name, Some(place.number))
    };
    kinds.map(one).collect()
}

fn office(clinic: Clinic, kind: OfficeKind, name: String, municipality: Option<&str>) -> (Source, Office) {
    let Clinic { source, street, place, phone, .. } = clinic;
    let address = Address { street, postal_code: place.postal_code.to_owned(), city: place.city.to_owned() };
    let (source, bare) = bare(source, kind, name);
    let municipality = municipality.map(str::to_owned);
    (source, Office { municipality, telephone: Some(phone), address: Some(address), hours: hours(kind), ..bare })
}

/// An office without a place.
fn bare(source: Source, kind: OfficeKind, name: String) -> (Source, Office) {
    let organisation = source.organisation.clone();
    // The same office has the same id in every demo.
    let serial = organisation.parse::<u64>().unwrap_or_default() * 10 + kind as u64;
    let office = Office {
        id: Random::seeded(serial).uuid(Timestamp::UNIX_EPOCH),
        organisation,
        kind,
        name,
        municipality: None,
        telephone: None,
        address: None,
        hours: Hours::default(),
        answer_days: if kind == OfficeKind::Hospital { 10 } else { 5 },
        post_after_days: Some(POST_AFTER_DAYS),
        ended_at: None,
    };
    (source, office)
}

fn hours(kind: OfficeKind) -> Hours {
    let (week, note) = match kind {
        OfficeKind::Gp => (GP_HOURS, None),
        OfficeKind::Hospital => (ALWAYS, None),
        OfficeKind::HomeCare => (ALWAYS, Some("Kontoret er bemannet kl. 08.00–15.30. Ellers svarer vakttelefonen.")),
        OfficeKind::SchoolHealth => (SCHOOL_HOURS, Some("Følger skoleåret.")),
        OfficeKind::Midwife => (MIDWIFE_HOURS, None),
        OfficeKind::YouthCentre => (YOUTH_HOURS, Some("Du trenger ikke time.")),
        OfficeKind::HealthCentre | OfficeKind::Portal => (OFFICE_HOURS, None),
    };
    let available_time = (1..).zip(week).filter_map(|(day, typed)| spans(day, typed)).flatten().collect();
    Hours { available_time, on_holidays: week == ALWAYS, note: note.map(str::to_owned) }
}
