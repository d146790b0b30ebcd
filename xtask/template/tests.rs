//! What must hold before anyone has written a line of the service.

use std::path::Path;

use super::SERVICE;

#[test]
fn its_texts_are_whole_in_three_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/SNAKE");
    assert_eq!(web::texts::check(&folder).expect("files"), Vec::<String>::new());
}

#[test]
fn it_is_in_the_register() {
    assert!(crate::ALL.iter().any(|service| service.id() == SERVICE.id()));
}
