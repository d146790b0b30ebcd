//! All SQL of the service (I2). Every function takes the permission, not an id (I4).

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use serde::Serialize;

/// Something the person has here.
#[derive(Serialize)]
pub struct Item {
    pub added_at: Timestamp,
    pub text: String,
}

static LIST: PersonalSql = PersonalSql::new(
    "SELECT added_at, body FROM SNAKE WHERE person = :person AND :visible ORDER BY added_at DESC, id LIMIT 200",
);
static ERASE: PersonalSql = PersonalSql::new("DELETE FROM SNAKE WHERE person = :person AND :visible");

/// The newest 200 that the reader may see, newest first.
pub async fn list(allowed: &Allowed<See>) -> Result<Vec<Item>, GateError> {
    let mut items = Vec::new();
    for row in allowed.fetch_all(&LIST, args![]).await? {
        let body = allowed.open("SNAKE.body", &row.bytes(1)?)?;
        items.push(Item { added_at: row.time(0)?, text: String::from_utf8_lossy(&body).into_owned() });
    }
    Ok(items)
}

/// Removes all the service holds of the person (L4).
pub fn erase<'a>(tx: &'a mut PersonTx<'_>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async move { tx.execute(&ERASE, args![]).await.map(drop) })
}
