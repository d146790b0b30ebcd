//! Search over articles and services (P3): an index in memory, made anew with the articles. Nothing personal is in it.

mod analysis;
mod compound;
mod index;
mod question;
mod suggestions;
mod synonyms;

pub use index::{Ask, Doc, Found, Hit, Search, SearchError};
pub use synonyms::{Synonyms, SynonymsError};
