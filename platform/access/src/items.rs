//! The marks of items (R4) where the usage log finds them.

use db::{DbError, Tx, args};
use people::PersonId;
use uuid::Uuid;

use crate::rules::{Flags, ItemSource};

/// Registers an item or changes its marks, in the transaction that stores the item itself.
pub async fn set(tx: &mut Tx, person: PersonId, item: Uuid, flags: Flags, source: ItemSource) -> Result<(), DbError> {
    let sql = "INSERT INTO items (person, item, item_source, hidden_from_parents, hidden_from_youth)
               VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (person, item) DO UPDATE SET item_source = excluded.item_source,
               hidden_from_parents = excluded.hidden_from_parents, hidden_from_youth = excluded.hidden_from_youth";
    let row = args![person, item, source.bit(), flags.hidden_from_parents, flags.hidden_from_youth];
    tx.execute(sql, row).await.map(drop)
}
