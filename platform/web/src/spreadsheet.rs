//! What goes into a spreadsheet must not run there.

/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
pub fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=SUM(A1)", "+47 22", "-1", "@a", "\t=1", "\r=1"] {
            assert_eq!(inert(formula.into()), format!("'{formula}"));
        }
        assert_eq!(inert("Kari".into()), "Kari");
    }
}
