//! The demo's health services and their appointments, delivered as such services deliver: as FHIR, through the gate.

mod care;
mod clinics;
mod ordinary;
mod organisation;
mod referrals;
mod resource;
mod stories;
mod visit;

use std::{collections::BTreeMap, sync::Arc};

use access::{Gate, Policy, rules::table};
use db::{Db, DbError, Keyring};
use futures_util::future::try_join_all;
use jiff::{Timestamp, civil::Date};
use people::PopulationRegister;
use records::{
    Kind, Source,
    import::{ImportError, Importer, Report},
};
use serde_json::Value;
use thiserror::Error;

use crate::population::{Persona, Population};
pub(crate) use clinics::{Clinic, clinic, hospitals, portal};
use resource::Draft;
pub(crate) use visit::Unit;
use visit::Visit;

/// People whose appointments are under way at once, so that they share commits.
const AT_ONCE: usize = 64;

static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);
static CONTACTS: Policy = Policy::everywhere(&table::HEALTH_CONTACTS);
static REFERRALS: Policy = Policy::everywhere(&table::REFERRALS);
static HOME_CARE: Policy = visits::HOME_CARE;

/// Where appointments are delivered to.
#[derive(Clone)]
pub struct Records {
    pub db: Db,
    pub gate: Gate,
    pub keyring: Keyring,
    pub register: Arc<dyn PopulationRegister>,
}

/// What one health service sends of one person.
#[derive(Clone, Debug)]
pub struct Mail {
    pub source: Source,
    /// Resources, one on each line (NDJSON).
    pub text: String,
}

/// Why the appointments are not all there.
#[derive(Debug, Error)]
pub enum AppointmentsError {
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Database(#[from] DbError),
    /// The demo writes what the portal does not take.
    #[error("an appointment of the demo was refused: {0}")]
    Refused(String),
}

/// The health services that deliver.
pub fn sources() -> Vec<Source> {
    clinics::sources()
}

/// Delivers the appointments and contacts of everyone who uses the portal, the visits to their homes, and referrals. Consents must stand already; the same again adds nothing.
pub async fn deliver(to: &Records, population: &Population) -> Result<(), AppointmentsError> {
    let now = to.gate.clock().now();
    to.db.write(move |tx| Box::pin(async move { introduce(tx, now).await })).await?;
    let users: Vec<&Persona> = population.personas.iter().filter(|persona| is_user(persona)).collect();
    for some in users.chunks(AT_ONCE) {
        let all = |persona: &&Persona| {
            let today = population.today();
            let referrals = referrals::of(persona, today);
            mail(persona, today).into_iter().chain(care(persona, today)).chain(referrals)
        };
        try_join_all(some.iter().flat_map(all).map(|mail| send(to, mail))).await?;
    }
    Ok(())
}

/// All appointments that are sent of a persona: one letter from each health service that has seen them.
pub fn mail(persona: &Persona, today: Date) -> Vec<Mail> {
    let mut letters: BTreeMap<String, Mail> = BTreeMap::new();
    for (source, _, appointment) in appointments(persona, today) {
        let letter = letters.entry(source.organisation.clone()).or_insert(Mail { source, text: String::new() });
        letter.text.push_str(&appointment.to_string());
        letter.text.push('\n');
    }
    letters.into_values().collect()
}

/// What is sent beside them: whom the persona can turn to, and the visits that were made to their home.
pub fn care(persona: &Persona, today: Date) -> Vec<Mail> {
    let mut letters = care::teams(persona, today);
    for (at, (source, visit, appointment)) in appointments(persona, today).into_iter().enumerate() {
        let made = care::made(&visit, &appointment, at);
        letters.extend(made.map(|made| Mail { source, text: made.to_string() }));
    }
    letters
}

/// Who sends it, what it is in the diary, and how it is written.
fn appointments(persona: &Persona, today: Date) -> Vec<(Source, Visit, Value)> {
    let municipality = persona.person.address.as_ref().map(|home| home.municipality.as_str());
    let write = |(at, visit): (usize, Visit)| {
        let mut clinic = clinics::clinic(visit.unit, municipality);
        if visit.unit == Unit::HomeCare {
            clinic.practitioner = care::carer(at).to_owned();
        }
        let serial = format!("{}-{at}", serial(persona));
        let draft = Draft { visit: &visit, clinic: &clinic, patient: persona.number, serial, today };
        let appointment = draft.fhir();
        (clinic.source, visit, appointment)
    };
    diary(persona, today).into_iter().enumerate().map(write).collect()
}

/// The sources' own number of a persona.
fn serial(persona: &Persona) -> String {
    format!("{:x}", persona.person.id.0.as_u64_pair().1)
}

fn diary(persona: &Persona, today: Date) -> Vec<Visit> {
    stories::of(&persona.id).unwrap_or_else(|| ordinary::of(persona, today))
}

/// Others are refused by the gate (L3): nobody sends of them.
fn is_user(persona: &Persona) -> bool {
    let closed = &persona.restrictions;
    let off = closed.services_off.iter().any(|service| service == table::APPOINTMENTS.service);
    let level = persona.level.is_some_and(|level| table::APPOINTMENTS.opens_at(level));
    level && !off && !closed.access_removed && !persona.person.is_dead()
}

async fn introduce(tx: &mut db::Tx, now: Timestamp) -> Result<(), DbError> {
    for source in clinics::sources() {
        source.save(tx, now).await?;
    }
    Ok(())
}

async fn send(to: &Records, mail: Mail) -> Result<(), AppointmentsError> {
    let Records { db, gate, keyring, register } = to.clone();
    // Nobody is told of what the demo begins with.
    let kind = |resource_type: &str| match resource_type {
        "CareTeam" => Kind::quiet(&CONTACTS),
        "ServiceRequest" => Kind::quiet(&REFERRALS),
        "Encounter" => Kind { consequence: visits::remember, ..Kind::quiet(&HOME_CARE) },
        _ => Kind::quiet(&APPOINTMENTS),
    };
    let importer = Importer { db, gate, keyring, register, source: mail.source, bound_to: None, kind };
    let mut report = Report::default();
    importer.file("appointments", &mail.text, &mut report).await?;
    match report.refused.first() {
        Some(refused) => Err(AppointmentsError::Refused(refused.issue.to_string())),
        None => Ok(()),
    }
}
