//! No text of a service is missing, unused or different between languages.

use std::{fs, path::Path};

#[test]
fn every_services_texts_are_whole() {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(&services).expect("the services").map(|entry| entry.expect("an entry").path());
    for folder in folders.filter(|path| path.join("texts").is_dir()) {
        // Visits and messages are told of where they are kept, forms and roles at the desk, where some deeds are done too.
        let beside = ["platform/visits", "platform/dialogue", "desk"];
        let beside = beside.map(|name| services.join("../..").join(name).join("src"));
        let faults = web::texts::check_beside(&folder, &beside).expect("files");
        assert_eq!(faults, Vec::<String>::new(), "{}", folder.display());
    }
}

#[test]
fn the_texts_of_the_desk_are_whole() {
    let desk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/src");
    for part in ["", "clinic", "home_visits", "contacts", "guidance", "operator"] {
        let faults = web::texts::check_shared(&desk.join(part).join("texts"), std::slice::from_ref(&desk));
        assert_eq!(faults.expect("files"), Vec::<String>::new(), "{part}");
    }
}
