//! The demo's offices: at each GP, each hospital and in each municipality, and who has connected what.

use access::state::connect;
use db::{Db, DbError, Random, Tx};
use jiff::Timestamp;
use offices::{Office, OfficeKind};
use records::Source;

use crate::{
    appointments::{Unit, clinic, hospitals, portal},
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

/// Opens the offices with the organisations they belong to, and connects the municipalities that are connected. The same
/// again changes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Db, now: Timestamp) -> Result<(), DbError> {
    db.write(move |tx| Box::pin(async move { write(tx, now).await })).await
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
    let hospitals = hospitals().into_iter().map(|source| {
        let name = source.name.clone();
        office(source, OfficeKind::Hospital, name, None, None)
    });
    let own = portal();
    let name = own.name.clone();
    let own = office(own, OfficeKind::Portal, name, None, None);
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
        office(clinic.source, kind, clinic.unit, Some(place.number), Some(clinic.phone))
    };
    kinds.map(one).collect()
}

fn office(
    source: Source,
    kind: OfficeKind,
    name: String,
    municipality: Option<&str>,
    telephone: Option<String>,
) -> (Source, Office) {
    let organisation = source.organisation.clone();
    // The same office has the same id in every demo.
    let serial = organisation.parse::<u64>().unwrap_or_default() * 10 + kind as u64;
    let id = Random::seeded(serial).uuid(Timestamp::UNIX_EPOCH);
    let municipality = municipality.map(str::to_owned);
    let answer_days = if kind == OfficeKind::Hospital { 10 } else { 5 };
    let post_after_days = Some(POST_AFTER_DAYS);
    (
        source,
        Office { id, organisation, kind, name, municipality, telephone, answer_days, post_after_days, ended_at: None },
    )
}
