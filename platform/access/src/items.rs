//! The marks of items (R4) where the usage log finds them.

use db::{Db, DbError, Tx, args};
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

/// The present marks of an item, and where it comes from; `None` for one that is not registered: nobody sees it.
pub async fn marks(db: &Db, person: PersonId, item: Uuid) -> Result<Option<(Flags, ItemSource)>, DbError> {
    let sql = "SELECT item_source, hidden_from_parents, hidden_from_youth FROM items WHERE person = $1 AND item = $2";
    let Some(row) = db.fetch_optional(sql, args![person, item]).await? else { return Ok(None) };
    let flags = Flags { hidden_from_parents: row.bool(1)?, hidden_from_youth: row.bool(2)? };
    Ok(ItemSource::of_bit(row.int(0)?).map(|source| (flags, source)))
}
