//! Which municipalities offer which services digitally (L6, P5): changed by an operator alone.

use db::{Db, DbError, Tx, args};

/// A service that a municipality offers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Connection {
    /// A service's id or a kind of office, for instance `school_health`.
    pub service: String,
    /// Four digits.
    pub municipality: String,
}

/// Connects the municipality to the service; false where it was connected already.
pub async fn connect(tx: &mut Tx, service: &str, municipality: &str) -> Result<bool, DbError> {
    let sql = "INSERT INTO connected_municipalities (service, municipality) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(tx.execute(sql, args![service, municipality]).await? > 0)
}

/// Ends it, at once for everyone; false where it was not connected.
pub async fn disconnect(tx: &mut Tx, service: &str, municipality: &str) -> Result<bool, DbError> {
    let sql = "DELETE FROM connected_municipalities WHERE service = $1 AND municipality = $2";
    Ok(tx.execute(sql, args![service, municipality]).await? > 0)
}

/// All of them, by municipality and service.
pub async fn connections(db: &Db) -> Result<Vec<Connection>, DbError> {
    let sql = "SELECT service, municipality FROM connected_municipalities ORDER BY municipality, service";
    let rows = db.fetch_all(sql, args![]).await?;
    rows.iter().map(|row| Ok(Connection { service: row.text(0)?, municipality: row.text(1)? })).collect()
}
