//! What follows from a delivered resource, in the transaction that stores it (I9).

use access::{GateError, PersonTx, Policy};
use futures_util::future::BoxFuture;

use crate::{Delivery, Record, Stored};

/// A resource type as the store meets it: the service it belongs to, and what follows from a change of it.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The service in whose name it stands in the usage log.
    pub policy: &'static Policy,
    pub consequence: Consequence,
}

/// Does what follows from a change. It fails only where the change itself must not stand without it.
pub type Consequence = for<'a, 't> fn(&'a mut PersonTx<'t>, &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>>;

/// A resource that a source has made or changed; never one that it sent again as it was.
pub struct Change<'a> {
    /// As it stood; `None` for one that is new.
    pub before: Option<&'a Record>,
    /// As it stands now.
    pub delivery: &'a Delivery,
    pub stored: Stored,
}

impl Kind {
    /// A type from which nothing follows.
    pub const fn quiet(policy: &'static Policy) -> Self {
        Self { policy, consequence: nothing }
    }
}

/// For types from which nothing follows.
pub fn nothing<'a>(_: &'a mut PersonTx<'_>, _: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async { Ok(()) })
}
