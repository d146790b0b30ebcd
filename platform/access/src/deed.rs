//! What is done with a person's data, as the usage log says it.

use uuid::Uuid;

/// One deed: a verb, and the item it is about where it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    pub(crate) verb: &'static str,
    pub(crate) item: Option<Uuid>,
}

impl Deed {
    /// A deed about a service as a whole, for instance `list`. The verb has a text `deed-<verb>`, or,
    /// where it is the service's own, `<service>-deed-<verb>`, in three languages.
    pub const fn new(verb: &'static str) -> Self {
        Self { verb, item: None }
    }

    /// A deed about one item. Its line in the log is seen by those who may see the item now (R4).
    pub const fn on(verb: &'static str, item: Uuid) -> Self {
        Self { verb, item: Some(item) }
    }
}
