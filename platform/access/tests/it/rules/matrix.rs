//! The rules in words are those in `docs/generated`.

use access::rules::matrix;

#[test]
fn the_printed_matrix_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/generated/access-matrix.txt");
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
