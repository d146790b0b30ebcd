//! What every way in has in common: is the resource right, whose is it, and what does its source call it.

use std::collections::{BTreeSet, HashMap, hash_map::Entry};

use db::{Keyring, PersonId};
use fhir::json::Node;
use fhir::{Issue, IssueKind, Resource, helsenorge};
use people::{NationalNumber, PopulationRegister, RegisterError};
use uuid::Uuid;

use crate::patient::{Named, Patients, number_in, numbers_of};
use crate::{Profile, Source, patient_of, unknown_person};

/// Whose a resource is.
#[derive(Clone, Debug, PartialEq)]
pub enum Whose {
    Person(PersonId),
    /// Of somebody whom the register does not know: the [`unknown_person`] of their number.
    Unknown(PersonId),
    /// It does not say, or says several.
    Unclear(Issue),
}

/// Finds out whose the resources of one file or request are; asks the register once for each number.
pub struct Owners<'h> {
    source: &'h Source,
    keyring: &'h Keyring,
    register: &'h dyn PopulationRegister,
    patients: Patients,
    known: HashMap<NationalNumber, Option<PersonId>>,
}

/// Holds a resource against R4, against what the pages need of its type, and against the profile that its source is
/// bound to.
pub fn check(source: &Source, resource: &Resource<'_>) -> Vec<Issue> {
    let issues = fhir::validate(resource.node());
    if !issues.is_empty() {
        return issues;
    }
    match resource.kind() {
        "Appointment" if source.profile == Profile::Helsenorge => helsenorge::validate_appointment(resource.node()),
        "Encounter" => fhir::validate_home_visit(resource.node()),
        "CareTeam" => fhir::validate_care_team(resource.node()),
        _ => issues,
    }
}

/// System and value of each whole identifier of the resource.
pub fn identifiers<'n>(resource: &Resource<'n>) -> impl Iterator<Item = (&'n str, &'n str)> + use<'n> {
    let whole = |it: &'n Node<'n>| Some((it.text_of("system")?, it.text_of("value")?));
    resource.node().items("identifier").iter().filter_map(whole)
}

/// The national number that an Identifier holds.
pub fn number_of_identifier(identifier: &Node<'_>) -> Option<NationalNumber> {
    number_in(std::slice::from_ref(identifier))
}

impl<'h> Owners<'h> {
    /// For resources that came together: Patients among them are known by their names in the file.
    pub fn new<'f>(
        source: &'h Source,
        keyring: &'h Keyring,
        register: &'h dyn PopulationRegister,
        together: impl Iterator<Item = (&'f Resource<'f>, Option<&'f str>)>,
    ) -> Self {
        Self { source, keyring, register, patients: patients(together), known: HashMap::new() }
    }

    /// Whose the resource is, by national number or by the id that the organisation knows its patient by.
    pub async fn of(&mut self, resource: &Resource<'_>) -> Result<Whose, RegisterError> {
        let named = match numbers_of(resource, &self.patients) {
            Ok(named) => named,
            Err(issue) => return Ok(Whose::Unclear(issue)),
        };
        let (mut people, mut all_known) = (BTreeSet::new(), true);
        for named in named {
            people.insert(match named {
                Named::Number(number) => match self.find(number).await? {
                    Some(person) => person,
                    None => {
                        all_known = false;
                        unknown_person(self.keyring, &number)
                    }
                },
                Named::Patient(id) => patient_of(self.keyring, &self.source.organisation, id),
            });
        }
        Ok(match people.pop_first() {
            Some(person) if people.is_empty() && all_known => Whose::Person(person),
            Some(person) if people.is_empty() => Whose::Unknown(person),
            _ => Whose::Unclear(several(resource)),
        })
    }

    /// The person with the number, once it has been asked for.
    pub fn known(&self, number: &NationalNumber) -> Option<PersonId> {
        self.known.get(number).copied().flatten()
    }

    async fn find(&mut self, number: NationalNumber) -> Result<Option<PersonId>, RegisterError> {
        match self.known.entry(number) {
            Entry::Occupied(known) => Ok(*known.get()),
            Entry::Vacant(unasked) => Ok(*unasked.insert(self.register.find_by_number(&number).await?)),
        }
    }
}

/// Every name that a Patient in the file goes by, with its national number.
fn patients<'f>(together: impl Iterator<Item = (&'f Resource<'f>, Option<&'f str>)>) -> Patients {
    let mut patients = Patients::new();
    for (resource, full_url) in together.filter(|(it, _)| it.kind() == "Patient") {
        let Some(number) = number_in(resource.node().items("identifier")) else { continue };
        let names = [full_url.map(str::to_owned), resource.id().map(|id| format!("Patient/{id}"))];
        patients.extend(names.into_iter().flatten().map(|name| (name, number)));
    }
    patients
}

fn several(resource: &Resource<'_>) -> Issue {
    let mend = "send one resource for each, or say whose it is";
    Issue::new(IssueKind::Invariant, resource.kind(), "is about several persons", mend)
}

/// An id as we make them, in a reference to a patient: `Patient/<id>`, or its whole address.
pub(crate) fn opaque_patient(reference: &str) -> Option<Uuid> {
    let (before, id) = reference.rsplit_once('/')?;
    let is_patient = before == "Patient" || before.ends_with("/Patient");
    Uuid::try_parse(id).ok().filter(|_| is_patient && id.len() == 36)
}
