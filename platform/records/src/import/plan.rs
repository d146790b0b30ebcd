//! Checks a file and works out what would be stored, before anything is.

use std::collections::HashMap;

use db::PersonId;
use fhir::{Issue, IssueKind, Reference, Resource, is_collection};
use uuid::Uuid;

use super::read::Document;
use super::report::Refused;
use super::{ByPerson, ImportError, Importer};
use crate::intake::{self, Owners, Whose};
use crate::{Delivery, is_shared, record_id, shared_id};

/// What a file comes to.
#[derive(Default)]
pub(super) struct Plan {
    pub personal: ByPerson,
    pub shared: Vec<Item>,
    pub refused: Vec<Refused>,
}

/// A resource that is to be stored.
pub(super) struct Item {
    pub delivery: Delivery,
    /// Part of a transaction: goes in with all others of it or not at all.
    pub whole: bool,
    file: String,
    place: String,
}

impl Item {
    pub fn refused(&self, issue: Issue) -> Refused {
        Refused { file: self.file.clone(), place: self.place.clone(), issue }
    }
}

/// A resource with what its place in the file says of it.
struct Found<'n> {
    resource: Resource<'n>,
    full_url: Option<&'n str>,
    place: String,
}

/// Where a document stands, for the report.
#[derive(Clone, Copy)]
struct Place<'p> {
    file: &'p str,
    line: Option<usize>,
}

impl Place<'_> {
    /// In words: `line 3, entry 12`.
    fn of(&self, entry: &str) -> String {
        let line = self.line.map(|line| format!("line {line}"));
        let parts: Vec<&str> = line.as_deref().into_iter().chain([entry]).filter(|it| !it.is_empty()).collect();
        parts.join(", ")
    }
}

impl Plan {
    pub async fn of(importer: &Importer, file: &str, documents: &[Document<'_>]) -> Result<Self, ImportError> {
        let opened: Vec<_> = documents
            .iter()
            .map(|document| {
                let place = Place { file, line: document.line };
                let resource = document.node.as_ref().map(|node| Resource::new(document.text, node));
                (place, resource.map(|it| (it, entries(it))))
            })
            .collect();
        let all = opened.iter().filter_map(|(_, it)| it.as_ref().ok()).flat_map(|(_, all)| all);
        let together = all.map(|it| (&it.resource, it.full_url));
        let mut owners = Owners::new(&importer.source, &importer.keyring, &*importer.register, together);
        let mut plan = Self::default();
        for (place, document) in &opened {
            match document {
                Ok((resource, all)) => plan.join(Self::document(importer, *place, resource, all, &mut owners).await?),
                Err(error) => {
                    let issue = Issue::new(IssueKind::Structure, "line", error.to_string(), "send JSON");
                    plan.refuse(*place, "", issue);
                }
            }
        }
        Ok(plan)
    }

    async fn document(
        importer: &Importer,
        place: Place<'_>,
        resource: &Resource<'_>,
        all: &[Found<'_>],
        owners: &mut Owners<'_>,
    ) -> Result<Self, ImportError> {
        let whole = is_collection(resource) && resource.node().text_of("type") == Some("transaction");
        let mut plan = Self::default();
        plan.empty_entries(place, resource);
        let mut owned = Vec::with_capacity(all.len());
        for found in all {
            let issues = intake::check(&importer.source, &found.resource);
            if !issues.is_empty() {
                issues.into_iter().for_each(|issue| plan.refuse(place, &found.place, issue));
            } else if is_shared(found.resource.kind()) {
                owned.push((found, None));
            } else {
                match owner(importer, &found.resource, owners).await? {
                    Ok(person) => owned.push((found, Some(person))),
                    Err(issue) => plan.refuse(place, &found.place, issue),
                }
            }
        }
        let addresses = addresses(importer, &owned);
        for (found, person) in &owned {
            let delivery = delivery(importer, found, *person, &addresses);
            let item = Item { delivery, whole, file: place.file.to_owned(), place: place.of(&found.place) };
            match person {
                Some(person) => plan.personal.entry(*person).or_default().push(item),
                None => plan.shared.push(item),
            }
        }
        plan.keep_whole(place, whole);
        Ok(plan)
    }

    /// Entries that only ask for something, such as a deletion, carry nothing to take in.
    fn empty_entries(&mut self, place: Place<'_>, resource: &Resource<'_>) {
        let entries = if is_collection(resource) { resource.node().items("entry") } else { &[] };
        for (at, _) in entries.iter().enumerate().filter(|(_, it)| it.get("resource").is_none()) {
            let fault = "carries no resource";
            let issue =
                Issue::new(IssueKind::NotSupported, format!("Bundle.entry[{at}]"), fault, "send resources alone");
            self.refuse(place, "", issue);
        }
    }

    fn join(&mut self, other: Self) {
        for (person, items) in other.personal {
            self.personal.entry(person).or_default().extend(items);
        }
        self.shared.extend(other.shared);
        self.refused.extend(other.refused);
    }

    fn refuse(&mut self, place: Place<'_>, entry: &str, issue: Issue) {
        self.refused.push(Refused { file: place.file.to_owned(), place: place.of(entry), issue });
    }

    /// A transaction goes in whole or not at all: what is good in it is refused with the rest.
    fn keep_whole(&mut self, place: Place<'_>, whole: bool) {
        if whole && self.personal.len() > 1 {
            let fault = "is a transaction about several persons";
            self.refuse(place, "", Issue::new(IssueKind::NotSupported, "Bundle", fault, "send one for each person"));
        }
        if !whole || self.refused.is_empty() {
            return;
        }
        let personal = std::mem::take(&mut self.personal).into_values().flatten();
        let good: Vec<Item> = personal.chain(std::mem::take(&mut self.shared)).collect();
        for item in good {
            let fault = "is part of a transaction in which something is refused";
            let issue = Issue::new(IssueKind::Invariant, &item.delivery.resource_type, fault, "mend the transaction");
            self.refused.push(item.refused(issue));
        }
    }
}

fn entries(resource: Resource<'_>) -> Vec<Found<'_>> {
    let several = is_collection(&resource);
    let name = |at: usize| if several { format!("entry {at}") } else { String::new() };
    let all = resource.entries().into_iter().enumerate();
    all.map(|(at, it)| Found { resource: it.resource, full_url: it.full_url, place: name(at) }).collect()
}

/// Whose a resource is, or why that cannot be said.
async fn owner(
    importer: &Importer,
    resource: &Resource<'_>,
    owners: &mut Owners<'_>,
) -> Result<Result<PersonId, Issue>, ImportError> {
    if let Some(person) = importer.bound_to {
        return Ok(Ok(person));
    }
    Ok(match owners.of(resource).await? {
        // One whom nobody knows is refused where one who is no user is: by the gate, with the same words.
        Whose::Person(person) | Whose::Unknown(person) => Ok(person),
        Whose::Unclear(issue) => Err(Issue { mend: format!("{}, or say whose it is with --as", issue.mend), ..issue }),
    })
}

/// What the source calls the resource: its id, else its address in the Bundle, its first identifier, or itself.
fn source_id(found: &Found<'_>) -> String {
    let resource = &found.resource;
    let identifier = || intake::identifiers(resource).next().map(|(system, value)| format!("{system} {value}"));
    let given = resource.id().or(found.full_url).map(str::to_owned);
    given.or_else(identifier).unwrap_or_else(|| resource.text().to_owned())
}

/// `fullUrl` → `Type/id` in this portal, for the references between the entries of a Bundle.
fn addresses(importer: &Importer, owned: &[(&Found<'_>, Option<PersonId>)]) -> HashMap<String, String> {
    let address = |(found, person): &(&Found<'_>, Option<PersonId>)| {
        let kind = found.resource.kind();
        Some((found.full_url?.to_owned(), format!("{kind}/{}", id_of(importer, *person, kind, &source_id(found)))))
    };
    owned.iter().filter_map(address).collect()
}

/// The portal's id of what the source calls `source_id`.
fn id_of(importer: &Importer, person: Option<PersonId>, kind: &str, source_id: &str) -> Uuid {
    let organisation = &importer.source.organisation;
    match person {
        Some(person) if !is_shared(kind) => record_id(&importer.keyring, organisation, person, kind, source_id),
        _ => shared_id(&importer.keyring, organisation, kind, source_id),
    }
}

fn delivery(
    importer: &Importer,
    found: &Found<'_>,
    person: Option<PersonId>,
    addresses: &HashMap<String, String>,
) -> Delivery {
    let resource = &found.resource;
    let id = id_of(importer, person, resource.kind(), &source_id(found));
    let text = resource.rewritten(&id.to_string(), |text| match (addresses.get(text), Reference::parse(text)) {
        (Some(address), _) => Some(address.clone()),
        (None, Reference::Relative { kind, id }) if person.is_some() || is_shared(kind) => {
            Some(format!("{kind}/{}", id_of(importer, person, kind, id)))
        }
        _ => None,
    });
    Delivery::new(&importer.source, id, resource, text).identified(&importer.keyring, resource)
}
