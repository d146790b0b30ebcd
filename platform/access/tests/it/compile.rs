//! What must not compile: forging a permission, reaching a personal table without one (I4).

#[test]
fn a_permission_cannot_be_forged_and_rows_cannot_be_reached_without_one() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile/*.rs");
}
