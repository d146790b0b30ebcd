//! One item against a reader: the second half of a decision (R4, L2).

use super::{Flags, Granted, ItemSource, Reader, Refusal};

/// Whether the item exists for the reader. Says in Rust what `:visible` says in SQL.
pub fn admits(reader: &Reader, flags: Flags, source: ItemSource) -> bool {
    comes_from(reader, source) && !hidden(reader, flags)
}

impl Granted {
    /// The answer for one item: seen, refused for a reason that holds for everything from its source, or no trace.
    ///
    /// The source is judged first: what the reader is told of it is the same whether a hidden item is there or not.
    pub fn item(&self, flags: Flags, source: ItemSource) -> Result<(), Refusal> {
        if !comes_from(&self.reader, source) {
            return Err(self.narrowed.unwrap_or(Refusal::NoTrace));
        }
        if hidden(&self.reader, flags) {
            return Err(Refusal::NoTrace);
        }
        Ok(())
    }
}

/// L2: a youth's items come from some sources only.
fn comes_from(reader: &Reader, source: ItemSource) -> bool {
    reader.sources & source.bit() != 0
}

/// R4: marked as hidden from who reads.
fn hidden(reader: &Reader, flags: Flags) -> bool {
    (reader.as_parent && flags.hidden_from_parents) || (reader.as_youth && flags.hidden_from_youth)
}
