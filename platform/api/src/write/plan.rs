//! What a request would write, worked out before anything is: right or not, whose, under which id, with which references.

use std::collections::HashMap;

use clients::Caller;
use db::PersonId;
use fhir::json::Node;
use fhir::{Issue, IssueKind, Resource};
use records::intake::{self, Owners, Whose};
use records::{Delivery, Expected, identifier_key, is_shared, patient_id, record_id, shared_id};
use uuid::Uuid;

use crate::fault::Fault;
use crate::{Api, subscription};

/// One resource that is sent, and what is to be done with it.
pub struct Entry<'n> {
    pub resource: Resource<'n>,
    pub full_url: Option<&'n str>,
    pub how: How,
    /// In a Bundle, `Bundle.entry[3]`; else empty.
    pub place: String,
}

pub enum How {
    /// Unless there is one with this system and value.
    Create { if_none_exist: Option<(String, String)> },
    /// The version that the sender has seen.
    Update { id: Uuid, version: i64 },
}

/// One write that is ready.
pub struct Step {
    pub delivery: Delivery,
    pub expected: Expected,
    /// Nothing is written where the organisation knows one by this key.
    pub unless: Option<String>,
    pub shared: bool,
    pub place: String,
}

/// What a request comes to.
pub struct Plan {
    /// Whose it is, where anything in it is about somebody.
    pub person: Option<PersonId>,
    pub steps: Vec<Step>,
    /// Places of entries that only say who the patient is, with the opaque id, by their position.
    pub patients: Vec<(usize, Uuid)>,
    all: Vec<String>,
}

impl Plan {
    /// # Errors
    /// 422 with everything that is wrong in any entry.
    pub async fn of(api: &Api, caller: &Caller, entries: &[Entry<'_>]) -> Result<Self, Fault> {
        check(caller, entries)?;
        let together = entries.iter().map(|it| (&it.resource, it.full_url));
        let register = api.gate().register();
        let mut owners = Owners::new(&caller.source, api.keyring(), &**register, together);
        let person = person(&mut owners, entries).await?;
        let planner = Planner { api, caller, person, owners: &owners };
        let ids: Vec<Uuid> = entries.iter().map(|entry| planner.id(entry)).collect();
        let addresses = addresses(entries, &ids);
        let mut plan = Self { person, steps: Vec::new(), patients: Vec::new(), all: Vec::new() };
        for (at, (entry, id)) in entries.iter().zip(&ids).enumerate() {
            plan.all.push(entry.place.clone());
            if entry.resource.kind() == "Patient" {
                plan.patients.push((at, *id));
            } else {
                plan.steps.push(planner.step(entry, *id, &addresses));
            }
        }
        Ok(plan)
    }

    /// The places of all entries, in their order.
    pub fn places(&self) -> Vec<String> {
        self.all.clone()
    }
}

/// Everything that is wrong in any entry, at once.
fn check(caller: &Caller, entries: &[Entry<'_>]) -> Result<(), Fault> {
    let mut issues = Vec::new();
    for Entry { resource, how, place, .. } in entries {
        let mut own = intake::check(&caller.source, resource);
        if resource.kind() == "Patient" && own.is_empty() && (place.is_empty() || matches!(how, How::Update { .. })) {
            let fault = "is not kept here: people come from the population register";
            let mend = "name the patient by identifier in the resource that is about them";
            own.push(Issue::new(IssueKind::NotSupported, "Patient", fault, mend));
        }
        if resource.kind() == subscription::KIND {
            let fault = "is not kept in a transaction";
            own.push(Issue::new(
                IssueKind::NotSupported,
                subscription::KIND,
                fault,
                "send it by itself, or in a batch",
            ));
        }
        issues.extend(Fault::content(own).within(place).issues);
    }
    if issues.is_empty() { Ok(()) } else { Err(Fault::content(issues)) }
}

/// The one person that all personal entries are about; `None` where none is.
async fn person(owners: &mut Owners<'_>, entries: &[Entry<'_>]) -> Result<Option<PersonId>, Fault> {
    let mut person = None;
    for Entry { resource, place, .. } in entries.iter().filter(|it| !is_shared(it.resource.kind())) {
        let found = match owners.of(resource).await? {
            // One whom nobody knows is refused where one who is no user is: by the gate, with the same words.
            Whose::Person(found) | Whose::Unknown(found) => found,
            Whose::Unclear(issue) => {
                let mend = format!("{}, or Patient/<id> as this server has given it", issue.mend);
                return Err(Fault::content(vec![Issue { mend, ..issue }]).within(place));
            }
        };
        if person.is_some_and(|other| other != found) {
            let fault = "is a transaction about several persons";
            let issue = Issue::new(IssueKind::Invariant, "Bundle", fault, "send one for each person");
            return Err(Fault::content(vec![issue]));
        }
        person = Some(found);
    }
    Ok(person)
}

/// `fullUrl` and, for a Patient, its id in the Bundle → the address here.
fn addresses(entries: &[Entry<'_>], ids: &[Uuid]) -> HashMap<String, String> {
    let mut addresses = HashMap::new();
    for (entry, id) in entries.iter().zip(ids) {
        let address = format!("{}/{id}", entry.resource.kind());
        if let (true, Some(own)) = (entry.resource.kind() == "Patient", entry.resource.id()) {
            addresses.insert(format!("Patient/{own}"), address.clone());
        }
        if let Some(full_url) = entry.full_url {
            addresses.insert(full_url.to_owned(), address);
        }
    }
    addresses
}

struct Planner<'p> {
    api: &'p Api,
    caller: &'p Caller,
    person: Option<PersonId>,
    owners: &'p Owners<'p>,
}

impl Planner<'_> {
    /// The same thing sent again has the same id: by what the create is conditional on, else by its first identifier.
    fn id(&self, entry: &Entry<'_>) -> Uuid {
        let kind = entry.resource.kind();
        let (organisation, keyring) = (&self.caller.source.organisation, self.api.keyring());
        if let (true, Some(person)) = (kind == "Patient", self.person) {
            return patient_id(keyring, organisation, person);
        }
        let named = match &entry.how {
            How::Update { id, .. } => return *id,
            How::Create { if_none_exist: Some((system, value)) } => Some((system.as_str(), value.as_str())),
            How::Create { if_none_exist: None } => intake::identifiers(&entry.resource).next(),
        };
        let Some((system, value)) = named else {
            return self.api.0.parts.random.uuid(self.api.gate().clock().now());
        };
        let name = format!("identifier {system}|{value}");
        match self.person.filter(|_| !is_shared(kind)) {
            Some(person) => record_id(keyring, organisation, person, kind, &name),
            None => shared_id(keyring, organisation, kind, &name),
        }
    }

    fn step(&self, entry: &Entry<'_>, id: Uuid, addresses: &HashMap<String, String>) -> Step {
        let Entry { resource, how, place, .. } = entry;
        let text = resource.addressed(
            &id.to_string(),
            |reference| addresses.get(reference).cloned(),
            |identifier| self.patient_named_by(identifier),
        );
        let source = &self.caller.source;
        let delivery = Delivery::new(source, id, resource, text).identified(self.api.keyring(), resource);
        let (expected, unless) = match how {
            How::Update { version, .. } => (Expected::Version(*version), None),
            How::Create { if_none_exist } => {
                let key = |(system, value): &(String, String)| {
                    identifier_key(self.api.keyring(), &source.organisation, resource.kind(), system, value)
                };
                (Expected::Nothing, if_none_exist.as_ref().map(key))
            }
        };
        Step { delivery, expected, unless, shared: is_shared(resource.kind()), place: place.clone() }
    }

    /// The opaque reference to the patient, where the identifier is theirs.
    fn patient_named_by(&self, identifier: &Node<'_>) -> Option<String> {
        let person = self.person?;
        let number = intake::number_of_identifier(identifier)?;
        let is_theirs = self.owners.known(&number) == Some(person);
        is_theirs
            .then(|| format!("Patient/{}", patient_id(self.api.keyring(), &self.caller.source.organisation, person)))
    }
}
