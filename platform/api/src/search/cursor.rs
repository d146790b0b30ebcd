//! Where the next page begins: the place of the last one shown, so that pages stand still while others write.

use fhir::IssueKind;
use records::search::Position;
use uuid::Uuid;

use crate::fault::Fault;

/// The place as a parameter.
pub fn write(position: Position) -> String {
    format!("{:016x}{}", position.key, position.id.simple())
}

/// # Errors
/// 400 for a text that is none of ours.
pub fn read(text: &str) -> Result<Position, Fault> {
    let position = || {
        let (key, id) = text.split_at_checked(16)?;
        // Two's complement: times before 1970 as well.
        let key = u64::from_str_radix(key, 16).ok()?.cast_signed();
        Some(Position { key, id: Uuid::try_parse(id).ok()? })
    };
    let mend = "follow the link as it was given";
    position().ok_or_else(|| Fault::bad(IssueKind::Value, "http._cursor", "is no page of ours", mend))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for key in [0, 1_795_000_000_000_000, -1, i64::MAX] {
            let position = Position { key, id: Uuid::from_u128(7) };
            assert_eq!(read(&write(position)).ok(), Some(position));
        }
        for text in ["", "x", "0123456789abcdef", "0123456789abcdé"] {
            assert!(read(text).is_err());
        }
    }
}
