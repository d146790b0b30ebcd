//! The open site (P1–P11): articles, search, and the pages anyone may read. Nothing here knows a person.

pub mod articles;
mod memory;
mod open;
mod pages;
pub mod search;

use web::texts::Source;

pub use articles::Files;
pub use memory::{Memory, remember};
pub use open::{Open, OpenError, OpenSite};
pub use pages::routes;

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("site");
