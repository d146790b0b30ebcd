//! No text of a service is missing, unused or different between languages.

use std::{fs, path::Path};

#[test]
fn every_services_texts_are_whole() {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = fs::read_dir(services).expect("the services").map(|entry| entry.expect("an entry").path());
    for folder in folders.filter(|path| path.join("texts").is_dir()) {
        assert_eq!(web::texts::check(&folder).expect("files"), Vec::<String>::new(), "{}", folder.display());
    }
}
