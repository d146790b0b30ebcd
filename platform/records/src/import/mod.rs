//! Reads files of FHIR resources in, as a source would have delivered them.

mod plan;
mod read;
mod report;

use std::collections::BTreeMap;
use std::sync::Arc;

use access::rules::Refusal;
use access::{Actor, Deed, Gate, GateError};
use db::{Db, DbError, Keyring, PersonId};
use fhir::{Issue, IssueKind};
use people::{PopulationRegister, RegisterError};
use thiserror::Error;

pub use report::{Refused, Report};

use crate::{Delivery, Expected, Kind, ReceiveError, Source, Stored, put_shared, receive_expecting};
use plan::{Item, Plan};

/// Items written in one transaction at most: long ones keep other writers waiting.
const BATCH: usize = 100;

/// What an import needs of the house.
#[derive(Clone)]
pub struct Importer {
    pub db: Db,
    pub gate: Gate,
    pub keyring: Keyring,
    pub register: Arc<dyn PopulationRegister>,
    pub source: Source,
    /// Whom the patient in the files is taken to be; `None`: each resource names its patient by national number.
    pub bound_to: Option<PersonId>,
    /// What resources of a type belong to, and what follows from them.
    pub kind: fn(&str) -> Kind,
}

/// A fault that ends the import: what was reported as taken stays.
#[derive(Debug, Error)]
pub enum ImportError {
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Every resource was already there: the transaction is not kept. Never leaves this module.
    #[error("nothing changed")]
    Unchanged,
    /// One resource does not fit what is here: nothing of its batch is kept. Never leaves this module.
    #[error("item {at} does not fit")]
    Unfit { at: usize, issue: Issue },
}

impl Importer {
    /// Takes in one file: a resource, a Bundle, or NDJSON. Faults in the data are in the report.
    ///
    /// A transaction Bundle goes in whole or not at all. The same file again adds nothing.
    ///
    /// # Errors
    /// Faults of the house: the database, the register, the gate.
    pub async fn file(&self, name: &str, text: &str, report: &mut Report) -> Result<(), ImportError> {
        let documents = match read::documents(text) {
            Ok(documents) => documents,
            Err(fault) => {
                report.unreadable(name, fault, "send JSON or NDJSON");
                return Ok(());
            }
        };
        let plan = Plan::of(self, name, &documents).await?;
        report.refused.extend(plan.refused);
        let mut left_out = !plan.personal.is_empty();
        for (person, items) in plan.personal {
            left_out &= !self.deliver(person, items, report).await?;
        }
        if left_out {
            // Nobody got anything of the file: what it holds besides is not left behind either.
            report.refused.extend(plan.shared.iter().map(|item| item.refused(not_alone(item))));
            return Ok(());
        }
        self.share(plan.shared, report).await
    }

    /// Whether any of it was taken.
    async fn deliver(&self, person: PersonId, items: Vec<Item>, report: &mut Report) -> Result<bool, ImportError> {
        let mut taken = false;
        for items in self.batches(&items) {
            let stored = match self.batch(person, &items).await {
                Ok(stored) => stored,
                Err(ImportError::Unchanged) => vec![Stored::Unchanged; items.len()],
                Err(ImportError::Gate(GateError::Refused(refusal))) => {
                    report.refused.extend(items.iter().map(|item| item.refused(not_delivered(item, refusal))));
                    continue;
                }
                Err(ImportError::Unfit { at, issue }) => {
                    let why = |(here, item): (usize, &&Item)| {
                        item.refused(if here == at { issue.clone() } else { not_alone(item) })
                    };
                    report.refused.extend(items.iter().enumerate().map(why));
                    continue;
                }
                Err(fault) => return Err(fault),
            };
            taken = true;
            items.iter().zip(stored).for_each(|(item, stored)| report.take(&item.delivery.resource_type, stored));
        }
        Ok(taken)
    }

    /// What goes in together: the whole of a transaction; else what is of one service, so that one which the person has
    /// closed keeps nothing else out.
    fn batches<'i>(&self, items: &'i [Item]) -> Vec<Vec<&'i Item>> {
        if items.iter().any(|it| it.whole) {
            return vec![items.iter().collect()];
        }
        let mut services: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for item in items {
            let service = (self.kind)(&item.delivery.resource_type).policy.rules.service;
            services.entry(service).or_default().push(item);
        }
        services.into_values().flat_map(|own| own.chunks(BATCH).map(<[&Item]>::to_vec).collect::<Vec<_>>()).collect()
    }

    /// Writes items of one person and a line for each in the usage log, in one transaction (I9).
    async fn batch(&self, person: PersonId, items: &[&Item]) -> Result<Vec<Stored>, ImportError> {
        let Some(first) = items.first() else { return Ok(Vec::new()) };
        let actor = Actor::Source { organisation: self.source.organisation.clone() };
        let kind = self.kind;
        let deed = Deed::on("deliver", first.delivery.id);
        let policies: Vec<_> = items.iter().map(|it| kind(&it.delivery.resource_type).policy).collect();
        let allowed = self.gate.deliver_to(&actor, person, &policies, deed).await?;
        let deliveries: Vec<Delivery> = items.iter().map(|it| it.delivery.clone()).collect();
        allowed
            .commit(move |tx| {
                Box::pin(async move {
                    let mut all = Vec::with_capacity(deliveries.len());
                    for (at, delivery) in deliveries.iter().enumerate() {
                        let kind = kind(&delivery.resource_type);
                        let received = receive_expecting(tx, &kind, delivery, Expected::Anything).await;
                        let stored = received.map_err(|error| ImportError::of(at, error))?.stored;
                        if at > 0 && stored != Stored::Unchanged {
                            tx.note(kind.policy, &Deed::on("deliver", delivery.id)).await?;
                        }
                        all.push(stored);
                    }
                    // Rolled back, so that a retry leaves no line in the log.
                    if all.iter().all(|it| *it == Stored::Unchanged) { Err(ImportError::Unchanged) } else { Ok(all) }
                })
            })
            .await
    }

    async fn share(&self, items: Vec<Item>, report: &mut Report) -> Result<(), ImportError> {
        let now = self.gate.clock().now();
        for items in items.chunks(BATCH) {
            let deliveries: Vec<Delivery> = items.iter().map(|it| it.delivery.clone()).collect();
            let stored = self.gate.share(move |tx| {
                Box::pin(async move {
                    let mut all = Vec::with_capacity(deliveries.len());
                    for delivery in &deliveries {
                        all.push(put_shared(tx, delivery, now).await?);
                    }
                    Ok::<_, GateError>(all)
                })
            });
            items
                .iter()
                .zip(stored.await?)
                .for_each(|(item, stored)| report.take(&item.delivery.resource_type, stored));
        }
        Ok(())
    }
}

impl ImportError {
    fn of(at: usize, error: ReceiveError) -> Self {
        match error {
            ReceiveError::Unfit(issue) => Self::Unfit { at, issue },
            error => Self::Gate(error.when_nothing_was_expected()),
        }
    }
}

/// The source is told no more than that the person is no user (L3).
fn not_delivered(item: &Item, refusal: Refusal) -> Issue {
    let fault = match refusal {
        Refusal::TermsNotAccepted => "is about a person who does not use the portal (not-digital)",
        _ => "may not be delivered",
    };
    Issue::new(IssueKind::Forbidden, &item.delivery.resource_type, fault, "reach the person in another way")
}

fn not_alone(item: &Item) -> Issue {
    let fault = "came with data of which nothing could be taken";
    Issue::new(IssueKind::Invariant, &item.delivery.resource_type, fault, "mend the others, or send it by itself")
}

/// Items by person, in the order of the file.
type ByPerson = BTreeMap<PersonId, Vec<Item>>;
