//! The demo's health services and their appointments, delivered as such services deliver: as FHIR, through the gate.

mod clinics;
mod ordinary;
mod organisation;
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
use thiserror::Error;

use crate::population::{Persona, Population};
pub(crate) use clinics::{clinic, hospitals};
use resource::Draft;
pub(crate) use visit::Unit;
use visit::Visit;

/// People whose appointments are under way at once, so that they share commits.
const AT_ONCE: usize = 64;

static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

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
    /// Appointments, one on each line (NDJSON).
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

/// Delivers the appointments of everyone who uses the portal. Consents must stand already; the same again adds nothing.
pub async fn deliver(to: &Records, population: &Population) -> Result<(), AppointmentsError> {
    let now = to.gate.clock().now();
    to.db.write(move |tx| Box::pin(async move { introduce(tx, now).await })).await?;
    let users: Vec<&Persona> = population.personas.iter().filter(|persona| is_user(persona)).collect();
    for some in users.chunks(AT_ONCE) {
        let mail = some.iter().flat_map(|persona| mail(persona, population.today()));
        try_join_all(mail.map(|mail| send(to, mail))).await?;
    }
    Ok(())
}

/// Everything that is sent of a persona: one letter from each health service that has seen them.
pub fn mail(persona: &Persona, today: Date) -> Vec<Mail> {
    let municipality = persona.person.address.as_ref().map(|home| home.municipality.as_str());
    let mut letters: BTreeMap<String, Mail> = BTreeMap::new();
    for (at, visit) in visits(persona, today).iter().enumerate() {
        let clinic = clinics::clinic(visit.unit, municipality);
        let serial = format!("{:x}-{at}", persona.person.id.0.as_u64_pair().1);
        let draft = Draft { visit, clinic: &clinic, patient: persona.number, serial, today };
        let source = clinic.source.clone();
        let letter = letters.entry(source.organisation.clone()).or_insert(Mail { source, text: String::new() });
        letter.text.push_str(&draft.fhir().to_string());
        letter.text.push('\n');
    }
    letters.into_values().collect()
}

fn visits(persona: &Persona, today: Date) -> Vec<Visit> {
    stories::of(&persona.id).unwrap_or_else(|| ordinary::of(persona, today))
}

/// Others are refused by the gate (L3): nobody sends of them.
fn is_user(persona: &Persona) -> bool {
    persona.level.is_some() && !persona.person.is_dead()
}

async fn introduce(tx: &mut db::Tx, now: Timestamp) -> Result<(), DbError> {
    for source in clinics::sources() {
        source.save(tx, now).await?;
    }
    Ok(())
}

async fn send(to: &Records, mail: Mail) -> Result<(), AppointmentsError> {
    let Records { db, gate, keyring, register } = to.clone();
    let kind = |_: &str| Kind::quiet(&APPOINTMENTS);
    let importer = Importer { db, gate, keyring, register, source: mail.source, bound_to: None, kind };
    let mut report = Report::default();
    importer.file("appointments", &mail.text, &mut report).await?;
    match report.refused.first() {
        Some(refused) => Err(AppointmentsError::Refused(refused.issue.to_string())),
        None => Ok(()),
    }
}
