//! The transaction: everything of a plan, its lines in the usage log and what follows from it, or nothing.

use access::rules::Refusal;
use access::{Ask, Deed, GateError, PersonTx, Policy, SharedTx};
use clients::Caller;
use db::{DbError, PersonId};
use jiff::Timestamp;
use records::{
    Expected, Kind, ReceiveError, Received, Stored, identified, put_shared_expecting, receive_expecting,
    shared_identified,
};
use thiserror::Error;
use uuid::Uuid;

use super::plan::{Plan, Step};
use crate::fault::Fault;
use crate::{Api, actor};

/// Two that write the same at the same moment: one of them is tried again.
const TRIES: usize = 4;

/// What became of one entry.
#[derive(Clone, Debug)]
pub struct Done {
    pub kind: String,
    pub id: Uuid,
    pub stored: Stored,
    pub version: i64,
    pub updated_at: Timestamp,
    pub text: String,
}

/// Why nothing of it is kept.
#[derive(Debug, Error)]
enum Aborted {
    #[error(transparent)]
    Gate(#[from] GateError),
    /// One step does not fit what is there.
    #[error("step {at}: {error}")]
    Step { at: usize, error: ReceiveError, id: Uuid },
    #[error("step {at} has a condition that several resources fit")]
    Several { at: usize, id: Uuid },
    /// All was there already: no line in the log tells of a retry.
    #[error("nothing changed")]
    Unchanged(Vec<(Uuid, Received)>),
}

impl From<DbError> for Aborted {
    fn from(error: DbError) -> Self {
        Self::Gate(error.into())
    }
}

impl Aborted {
    /// Whether another that wrote the same at the same moment was the reason.
    fn may_pass(&self, steps: &[Step]) -> bool {
        let fault = match self {
            // Its condition found nothing a moment ago, and finds now what is there.
            Self::Step { at, error: ReceiveError::Exists, .. } => {
                return steps.get(*at).is_some_and(|step| step.unless.is_some());
            }
            Self::Gate(fault) | Self::Step { error: ReceiveError::Gate(fault), .. } => fault,
            _ => return false,
        };
        matches!(fault, GateError::Database(DbError::Exists | DbError::Conflict))
    }
}

/// Writes the plan. One answer for each entry, in their order.
pub async fn run(api: &Api, caller: &Caller, plan: Plan) -> Result<Vec<Done>, Fault> {
    let Plan { person, steps, patients, .. } = plan;
    let steps = std::sync::Arc::new(steps);
    let mut tries = 0;
    let received = loop {
        tries += 1;
        let written = match person {
            Some(person) => of_person(api, caller, person, steps.clone()).await,
            None => of_nobody(api, steps.clone()).await,
        };
        match written {
            Ok(received) | Err(Aborted::Unchanged(received)) => break received,
            Err(aborted) if aborted.may_pass(&steps) && tries < TRIES => {}
            Err(aborted) => {
                if let Some(person) = person {
                    note(api, caller, person, &aborted, &steps).await?;
                }
                return Err(fault(api, aborted, &steps));
            }
        }
    };
    let done = |(step, (id, received)): (&Step, (Uuid, Received))| Done {
        kind: step.delivery.resource_type.clone(),
        id,
        stored: received.stored,
        version: received.version,
        updated_at: received.updated_at,
        text: step.delivery.text.clone(),
    };
    let mut all: Vec<Done> = steps.iter().zip(received).map(done).collect();
    for (at, id) in patients {
        let (kind, stored) = ("Patient".to_owned(), Stored::Unchanged);
        let named = Done { kind, id, stored, version: 1, updated_at: Timestamp::UNIX_EPOCH, text: String::new() };
        all.insert(at.min(all.len()), named);
    }
    Ok(all)
}

type Steps = std::sync::Arc<Vec<Step>>;

async fn of_person(
    api: &Api,
    caller: &Caller,
    person: PersonId,
    steps: Steps,
) -> Result<Vec<(Uuid, Received)>, Aborted> {
    let kind = api.0.parts.kind;
    let personal = || steps.iter().filter(|it| !it.shared).map(|it| &it.delivery);
    let mut policies: Vec<&Policy> = personal().map(|it| kind(&it.resource_type).policy).collect();
    if policies.is_empty() {
        policies.push(kind("Patient").policy);
    }
    let deed = personal().next().map_or(Deed::new("deliver"), |it| Deed::on("deliver", it.id));
    let allowed = api.gate().deliver_to(&actor(caller), person, &policies, deed).await?;
    allowed
        .commit(move |tx| {
            Box::pin(async move {
                let mut all = Vec::with_capacity(steps.len());
                for (at, step) in steps.iter().enumerate() {
                    let (id, received) = write(tx, kind, at, step).await?;
                    // The permission's own line is about the first personal step; each further one has its own.
                    if !step.shared && received.stored != Stored::Unchanged && first_of(&steps) != Some(at) {
                        let policy = kind(&step.delivery.resource_type).policy;
                        tx.note(policy, &Deed::on("deliver", id)).await?;
                    }
                    all.push((id, received));
                }
                if all.iter().all(|(_, it)| it.stored == Stored::Unchanged) {
                    return Err(Aborted::Unchanged(all));
                }
                Ok(all)
            })
        })
        .await
}

fn first_of(steps: &[Step]) -> Option<usize> {
    steps.iter().position(|it| !it.shared)
}

async fn write(
    tx: &mut PersonTx<'_>,
    kind: fn(&str) -> Kind,
    at: usize,
    step: &Step,
) -> Result<(Uuid, Received), Aborted> {
    if step.shared {
        let now = tx.now();
        return write_shared(&mut tx.shared(), at, step, now).await;
    }
    let delivery = &step.delivery;
    if let Some(key) = &step.unless {
        let known = identified(tx, &delivery.organisation, &delivery.resource_type, key).await?;
        if let Some(there) = there_already(at, &known)? {
            return Ok(there);
        }
    }
    let received = receive_expecting(tx, &kind(&delivery.resource_type), delivery, step.expected).await;
    received.map(|it| (delivery.id, it)).map_err(|error| Aborted::Step { at, error, id: delivery.id })
}

async fn write_shared(
    tx: &mut SharedTx<'_>,
    at: usize,
    step: &Step,
    now: Timestamp,
) -> Result<(Uuid, Received), Aborted> {
    let delivery = &step.delivery;
    if let Some(key) = &step.unless {
        let known = shared_identified(tx, &delivery.resource_type, key).await?;
        if let Some(there) = there_already(at, &known)? {
            return Ok(there);
        }
    }
    let received = put_shared_expecting(tx, delivery, step.expected, now).await;
    received.map(|it| (delivery.id, it)).map_err(|error| Aborted::Step { at, error, id: delivery.id })
}

/// The one that fits a condition; `None` where none does.
fn there_already(at: usize, known: &[(Uuid, i64, Timestamp)]) -> Result<Option<(Uuid, Received)>, Aborted> {
    match known {
        [] => Ok(None),
        [(id, version, updated_at)] => {
            let (version, updated_at) = (*version, *updated_at);
            Ok(Some((*id, Received { stored: Stored::Unchanged, version, updated_at })))
        }
        [(id, ..), ..] => Err(Aborted::Several { at, id: *id }),
    }
}

async fn of_nobody(api: &Api, steps: Steps) -> Result<Vec<(Uuid, Received)>, Aborted> {
    let now = api.gate().clock().now();
    api.gate()
        .share(move |tx| {
            Box::pin(async move {
                let mut all = Vec::with_capacity(steps.len());
                for (at, step) in steps.iter().enumerate() {
                    all.push(write_shared(tx, at, step, now).await?);
                }
                Ok(all)
            })
        })
        .await
}

/// Writes down that the sender learns of the person that they are a user, by a fault that only a user's data can meet:
/// the line of the write itself is gone with it. The line goes with what is there already, so that it tells nothing that
/// the thing does not (R4).
async fn note(api: &Api, caller: &Caller, person: PersonId, aborted: &Aborted, steps: &[Step]) -> Result<(), Fault> {
    let (at, there) = match aborted {
        Aborted::Step { at, error: ReceiveError::Exists | ReceiveError::Changed, id } => (*at, Some(*id)),
        Aborted::Several { at, id } => (*at, Some(*id)),
        Aborted::Step { at, error: ReceiveError::Missing, .. } => (*at, None),
        _ => return Ok(()),
    };
    let is_shared = steps.get(at).is_none_or(|it| it.shared);
    let about = if is_shared { first_of(steps) } else { Some(at) };
    let kind = about.and_then(|at| steps.get(at)).map_or("Patient", |it| it.delivery.resource_type.as_str());
    let policy = api.kind(kind).policy;
    match there.filter(|_| !is_shared) {
        Some(id) => {
            let ask = Ask { subject: person, policy, deed: Deed::on("fetch_own", id) };
            api.gate().see_sources(&actor(caller), vec![ask]).await?;
        }
        None => {
            api.gate().digital_users(&actor(caller), &[(person, policy)]).await?;
        }
    }
    Ok(())
}

fn fault(api: &Api, aborted: Aborted, steps: &[Step]) -> Fault {
    let step = |at: usize| steps.get(at);
    let place = |at: usize| step(at).map_or("", |it| it.place.as_str());
    let first = first_of(steps).unwrap_or_default();
    match aborted {
        // Not a user, or one whose key is gone: to the sender the same.
        Aborted::Gate(GateError::Refused(Refusal::TermsNotAccepted) | GateError::Database(DbError::NoKey)) => {
            let kind = step(first).map_or("Patient", |it| it.delivery.resource_type.as_str());
            // To change what is not there tells nothing of anybody.
            match step(first).map(|it| it.expected) {
                Some(Expected::Version(_)) => Fault::not_found().within(place(first)),
                _ => Fault::not_digital(kind).within(place(first)),
            }
        }
        Aborted::Gate(fault) => fault.into(),
        Aborted::Step { at, error, id } => {
            let exists = matches!(error, ReceiveError::Exists);
            let fault = Fault::from(error).within(place(at));
            let kind = step(at).map_or("", |it| it.delivery.resource_type.as_str());
            if exists { fault.with("location", &api.address(kind, id)) } else { fault }
        }
        Aborted::Several { at, .. } => {
            let issue = fhir::Issue::new(
                fhir::IssueKind::MultipleMatches,
                "http.If-None-Exist",
                "is a condition that several resources fit",
                "use an identifier that only one has",
            );
            Fault::new(axum::http::StatusCode::PRECONDITION_FAILED, issue).within(place(at))
        }
        Aborted::Unchanged(_) => Fault::internal("an unchanged plan was taken for a fault"),
    }
}
