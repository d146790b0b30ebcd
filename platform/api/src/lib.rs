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
mod write;

use std::sync::Arc;

use access::{Actor, Gate, Policy};
use axum::{Router, routing::any};
use clients::{Caller, Clients};
use db::{Db, Keyring, Random};
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
