//! The register's SQL. Every change has its line in `api_client_changes`, in the same transaction.

use db::{Db, DbError, Row, Tx, args};
use jiff::Timestamp;
use records::Source;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Client, ClientChange, ClientKey, RegistryError};
use crate::{PublicKey, Scopes};

/// A change and who made it.
#[derive(Clone)]
pub(super) struct Change {
    pub id: Uuid,
    pub client: String,
    pub at: Timestamp,
    pub by: String,
    pub change: &'static str,
    pub detail: String,
}

/// What a system may do just now, if it and its key hold.
pub(crate) struct Standing {
    pub source: Source,
    pub scopes: Scopes,
    pub dpop_required: bool,
    pub per_minute: Option<u32>,
}

const COLUMNS: &str = "client_id, organisation, name, scopes, dpop_required, per_minute, added_at, ended_at, used_at";

pub(super) async fn insert(db: &Db, client: Client, change: Change) -> Result<(), RegistryError> {
    let done = db.write(move |tx| {
        Box::pin(async move {
            let sql = format!("INSERT INTO api_clients ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL)");
            let row = args![
                &client.id,
                &client.organisation,
                &client.name,
                client.scopes.to_string(),
                client.dpop_required,
                client.per_minute,
                client.added_at
            ];
            tx.execute(sql, row).await?;
            for key in &client.keys {
                put_key(tx, &client.id, &key.key, client.added_at).await?;
            }
            note(tx, &change).await
        })
    });
    match done.await {
        Err(DbError::Exists) => Err(RegistryError::Exists),
        other => Ok(other?),
    }
}

pub(super) async fn insert_key(db: &Db, key: PublicKey, change: Change) -> Result<(), RegistryError> {
    let done = db.write(move |tx| {
        Box::pin(async move {
            put_key(tx, &change.client, &key, change.at).await?;
            note(tx, &change).await
        })
    });
    match done.await {
        Err(DbError::Exists) => Err(RegistryError::KeyExists),
        other => Ok(other?),
    }
}

async fn put_key(tx: &mut Tx, client: &str, key: &PublicKey, now: Timestamp) -> Result<(), DbError> {
    let sql = "INSERT INTO api_client_keys (client_id, kid, jwk, added_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, args![client, key.kid(), key.to_json(), now]).await.map(drop)
}

pub(super) async fn end_key(db: &Db, change: Change) -> Result<(), RegistryError> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE api_client_keys SET ended_at = $1 WHERE client_id = $2 AND kid = $3 AND ended_at IS NULL";
            match tx.execute(sql, args![change.at, &change.client, &change.detail]).await? {
                0 => Err(RegistryError::NoKey),
                _ => Ok(note(tx, &change).await?),
            }
        })
    })
    .await
}

pub(super) async fn end(db: &Db, change: Change) -> Result<(), RegistryError> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE api_clients SET ended_at = $1 WHERE client_id = $2 AND ended_at IS NULL";
            match tx.execute(sql, args![change.at, &change.client]).await? {
                0 => Err(RegistryError::Ended),
                _ => Ok(note(tx, &change).await?),
            }
        })
    })
    .await
}

pub(super) async fn change_scopes(db: &Db, change: Change) -> Result<(), RegistryError> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE api_clients SET scopes = $1 WHERE client_id = $2 AND ended_at IS NULL";
            match tx.execute(sql, args![&change.detail, &change.client]).await? {
                0 => Err(RegistryError::Ended),
                _ => Ok(note(tx, &change).await?),
            }
        })
    })
    .await
}

pub(super) async fn note_use(db: &Db, client: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE api_clients SET used_at = $2 WHERE client_id = $1";
    db.execute(sql, args![client, now]).await.map(drop)
}

pub(super) async fn history(db: &Db, client: Option<&str>) -> Result<Vec<ClientChange>, DbError> {
    let sql = "SELECT client_id, changed_at, changed_by, change, detail FROM api_client_changes
               WHERE client_id = $1 OR $1 IS NULL ORDER BY changed_at, id";
    let read = |row: &Row| {
        let (client, by) = (row.text(0)?, row.text(2)?);
        Ok(ClientChange { client, at: row.time(1)?, by, change: row.text(3)?, detail: row.text(4)? })
    };
    db.fetch_all(sql, args![client]).await?.iter().map(read).collect()
}

async fn note(tx: &mut Tx, change: &Change) -> Result<(), DbError> {
    let sql = "INSERT INTO api_client_changes (id, client_id, changed_at, changed_by, change, detail)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let row = args![change.id, &change.client, change.at, &change.by, change.change, &change.detail];
    tx.execute(sql, row).await.map(drop)
}

pub(super) async fn list(db: &Db) -> Result<Vec<Client>, RegistryError> {
    let sql = format!("SELECT {COLUMNS} FROM api_clients ORDER BY organisation, name, client_id");
    let mut clients = Vec::new();
    for row in db.fetch_all(sql, args![]).await? {
        clients.push(with_keys(db, &row).await?);
    }
    Ok(clients)
}

pub(super) async fn find(db: &Db, id: &str) -> Result<Option<Client>, RegistryError> {
    let sql = format!("SELECT {COLUMNS} FROM api_clients WHERE client_id = $1");
    match db.fetch_optional(sql, args![id]).await? {
        Some(row) => with_keys(db, &row).await.map(Some),
        None => Ok(None),
    }
}

async fn with_keys(db: &Db, row: &Row) -> Result<Client, RegistryError> {
    let id = row.text(0)?;
    let sql = "SELECT jwk, added_at, ended_at FROM api_client_keys WHERE client_id = $1 ORDER BY added_at, kid";
    let keys = db.fetch_all(sql, args![&id]).await?;
    Ok(Client {
        organisation: row.text(1)?,
        name: row.text(2)?,
        scopes: scopes(row, 3)?,
        dpop_required: row.bool(4)?,
        per_minute: per_minute(row, 5)?,
        added_at: row.time(6)?,
        ended_at: row.opt_time(7)?,
        used_at: row.opt_time(8)?,
        keys: keys.iter().map(client_key).collect::<Result<_, _>>()?,
        id,
    })
}

fn client_key(row: &Row) -> Result<ClientKey, RegistryError> {
    let jwk: Map<String, Value> =
        serde_json::from_str(&row.text(0)?).map_err(|_| DbError::Column { index: 0, expected: "a JWK" })?;
    Ok(ClientKey { key: PublicKey::read(&jwk)?, added_at: row.time(1)?, ended_at: row.opt_time(2)? })
}

pub(super) async fn standing(db: &Db, id: &str, kid: &str) -> Result<Option<Standing>, DbError> {
    let sql = "SELECT sources.organisation, sources.name, sources.item_source, sources.profile,
                      api_clients.scopes, api_clients.dpop_required, api_clients.per_minute
               FROM api_clients
               JOIN api_client_keys ON api_client_keys.client_id = api_clients.client_id
               JOIN sources ON sources.organisation = api_clients.organisation
               WHERE api_clients.client_id = $1 AND api_clients.ended_at IS NULL
                 AND api_client_keys.kid = $2 AND api_client_keys.ended_at IS NULL";
    let Some(row) = db.fetch_optional(sql, args![id, kid]).await? else { return Ok(None) };
    let (source, scopes) = (Source::read(&row, 0)?, scopes(&row, 4)?);
    Ok(Some(Standing { source, scopes, dpop_required: row.bool(5)?, per_minute: per_minute(&row, 6)? }))
}

fn scopes(row: &Row, index: usize) -> Result<Scopes, DbError> {
    row.text(index)?.parse().map_err(|_| DbError::Column { index, expected: "scopes" })
}

fn per_minute(row: &Row, index: usize) -> Result<Option<u32>, DbError> {
    Ok(row.opt_int(index)?.and_then(|number| u32::try_from(number).ok()))
}
