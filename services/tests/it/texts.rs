//! No text of a service is missing, unused or different between languages.

use std::{fs, path::Path};

#[test]
fn every_services_texts_are_whole() {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(&services).expect("the services").map(|entry| entry.expect("an entry").path());
    for folder in folders.filter(|path| path.join("texts").is_dir()) {
        // Visits and messages are told of where they are kept.
        let beside = ["visits", "dialogue"].map(|name| services.join("../../platform").join(name).join("src"));
        let faults = web::texts::check_beside(&folder, &beside).expect("files");
        assert_eq!(faults, Vec::<String>::new(), "{}", folder.display());
    }
}
