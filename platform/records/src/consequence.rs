//! What follows from a delivered resource, in the transaction that stores it (I9).

use access::rules::{Flags, ItemSource};
use access::{GateError, PersonTx, Policy};
use futures_util::future::BoxFuture;

use crate::{Delivery, ReceiveError, Record, Stored};

/// A resource type as the store meets it: the service it belongs to, and what follows from a change of it.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The service in whose name it stands in the usage log.
    pub policy: &'static Policy,
    pub admission: Admission,
    pub consequence: Consequence,
}

/// Whether a resource fits what else is here, and how it is kept. Asked before anything is written, of what is sent again
/// too: the same resource must get the same answer.
pub type Admission = for<'a, 't> fn(&'a mut PersonTx<'t>, &'a Delivery) -> BoxFuture<'a, Result<Fit, ReceiveError>>;

/// How a resource is kept: what comes from elsewhere than its own labels and its source's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    pub item_source: ItemSource,
    pub flags: Flags,
}

impl Fit {
    /// As the resource and its source say.
    pub fn own(delivery: &Delivery) -> Self {
        Self { item_source: delivery.item_source, flags: delivery.flags }
    }
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
        Self { policy, admission: as_it_comes, consequence: nothing }
    }
}

/// For types from which nothing follows.
pub fn nothing<'a>(_: &'a mut PersonTx<'_>, _: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async { Ok(()) })
}

/// For types that stand alone.
pub fn as_it_comes<'a>(_: &'a mut PersonTx<'_>, delivery: &'a Delivery) -> BoxFuture<'a, Result<Fit, ReceiveError>> {
    Box::pin(async move { Ok(Fit::own(delivery)) })
}
