//! The starter articles, read as a running portal reads them.

use services::ALL;
use site::{Files, Open};
use web::{Texts, texts::PLATFORM};

/// Every text the site needs.
pub fn texts() -> Texts {
    let services = ALL.iter().map(|service| service.texts);
    let sources: Vec<_> = [PLATFORM, site::TEXTS].into_iter().chain(services).collect();
    Texts::load(&sources).expect("whole texts")
}

/// The starter articles, whole.
pub fn open() -> Open {
    Open::read(&Files::starter(), ALL, &texts()).unwrap_or_else(|fault| panic!("{fault}"))
}
