//! The FHIR R4 API for health services' systems: one door, one table of interactions, the same store and gate as all.

mod answer;
mod bundle;
mod capability;
mod door;
mod fault;
mod feed;
mod headers;
mod interaction;
mod number_guard;
mod params;
mod patient;
mod read;
mod search;
mod subscription;
mod write;

use std::sync::Arc;

use access::{Actor, Gate, Policy};
use axum::{Router, routing::any};
use clients::{Caller, Clients};
use db::{Db, Keyring, Random};
use hooks::Subscriptions;
use records::Kind;
use tower_http::catch_panic::CatchPanicLayer;

pub use interaction::addresses;
pub use number_guard::holds_number;
pub use params::Params;
pub use search::{narrow, read_cursor, write_cursor};

/// What the API needs of the house.
pub struct Parts {
    pub db: Db,
    pub gate: Gate,
    pub keyring: Keyring,
    pub random: Random,
    pub clients: Clients,
    /// What resources of a type belong to, and what follows from them.
    pub kind: fn(&str) -> Kind,
    /// The service with an id, for instance `appointments`.
    pub service: fn(&str) -> Option<&'static Policy>,
    pub limits: Limits,
    pub subscriptions: Subscriptions,
}

/// How much a request may bring and an answer may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body. A Bundle of 500 appointments is about 2 MB.
    pub body_bytes: usize,
    /// Entries of one Bundle.
    pub entries: usize,
    /// Levels of JSON in a resource.
    pub depth: usize,
    /// Bytes of resources on one page of an answer; one that is larger has a page of its own.
    pub page_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body_bytes: 4 << 20, entries: 500, depth: 64, page_bytes: 4 << 20 }
    }
}

/// The API as its handlers know it. Cheap to clone.
#[derive(Clone)]
struct Api(Arc<Inner>);

struct Inner {
    parts: Parts,
    /// `https://helse.example.no/fhir`.
    base: String,
    /// The CapabilityStatement, as text.
    capability: String,
}

/// Everything under `/fhir`. To be merged in outside the layers of pages, and numbered ([`web::numbered`]).
pub fn router(parts: Parts) -> Router {
    let base = parts.clients.api_url().to_owned();
    let capability = capability::statement(&base, parts.gate.clock().now());
    let api = Api(Arc::new(Inner { parts, base, capability }));
    let addresses = interaction::routes().into_iter().map(|address| format!("/fhir{address}"));
    let router = addresses.fold(Router::new(), |router, address| router.route(&address, any(door::enter)));
    router.with_state(api).layer(CatchPanicLayer::custom(door::panicked))
}

impl Api {
    fn gate(&self) -> &Gate {
        &self.0.parts.gate
    }

    fn db(&self) -> &Db {
        &self.0.parts.db
    }

    fn keyring(&self) -> &Keyring {
        &self.0.parts.keyring
    }

    fn limits(&self) -> &Limits {
        &self.0.parts.limits
    }

    fn subscriptions(&self) -> &Subscriptions {
        &self.0.parts.subscriptions
    }

    fn base(&self) -> &str {
        &self.0.base
    }

    fn kind(&self, resource_type: &str) -> Kind {
        (self.0.parts.kind)(resource_type)
    }

    /// The address of a resource.
    fn address(&self, resource_type: &str, id: impl std::fmt::Display) -> String {
        format!("{}/{resource_type}/{id}", self.0.base)
    }
}

/// The caller as the gate and the usage log know it.
fn actor(caller: &Caller) -> Actor {
    Actor::Source { organisation: caller.source.organisation.clone() }
}
