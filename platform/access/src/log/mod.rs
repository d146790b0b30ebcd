//! The usage log (S4, I5): written before data leaves, sealed within seconds, proved by `verify`.

mod entry;
mod prune;
mod read;
mod seal;
mod sink;
mod systems;
mod verify;
mod writer;

pub use entry::Entry;
pub(crate) use entry::{append, insert};
pub use prune::{Retention, prune};
pub use read::{Choices, Filter, Line, Page, Who, Why, choices, list};
pub use seal::{SealError, SealReport, Sealer, oldest_unsealed};
pub use sink::{Head, HeadFile};
pub use systems::{SystemUse, systems};
pub use verify::{Finding, Verified, verify};
pub(crate) use writer::LogWriter;
