//! No text of the open site is missing, unused or different between languages.

use std::path::PathBuf;

#[test]
fn the_sites_texts_are_whole() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_eq!(web::texts::check_shared(&folder.join("texts"), &[folder]).expect("files"), Vec::<String>::new());
}
