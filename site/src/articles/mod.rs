//! Articles (P2, O5): Markdown files with front matter, read whole, checked, and made into HTML once.

mod anchor;
mod bundle;
mod check;
mod figure;
mod files;
mod front_matter;
mod headings;
mod library;
mod lix;
mod markdown;
mod reading;

pub use bundle::{BundleError, Signer, to_hex, unpack};
pub use check::{Remark, Severity, check};
pub use files::{Files, FilesError};
pub use front_matter::{Audience, FrontMatter, Reference};
pub use headings::Heading;
pub use library::{Article, Contributor, ContributorText, Library, Surroundings, Topic, TopicText};
pub use markdown::escaped;
pub use reading::in_language_key;
