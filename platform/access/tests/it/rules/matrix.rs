//! The rules in words are those in `docs/generated`.

use access::rules::matrix;

#[test]
fn the_generated_matrix_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/generated/access-matrix.txt");
    if std::env::var_os("HELSEVEI_UPDATE").is_some() {
        std::fs::write(path, matrix()).expect("docs/generated can be written");
    }
    let printed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(printed == matrix(), "docs/generated/access-matrix.txt differs: `cargo xtask update` writes it anew");
}

#[test]
fn every_service_is_named_once() {
    let text = matrix();
    for rules in access::rules::table::ALL {
        let heading = format!("\n{} ({}), ", rules.service, rules.feature);
        assert_eq!(text.matches(&heading).count(), 1, "{}", rules.service);
    }
}
