//! All SQL of offices.

use access::{GateError, SharedTx};
use db::{Db, DbError, Row, Tx, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Office, OfficeKind};

/// The offices of an installation, read afresh each time. Cheap to clone.
#[derive(Clone)]
pub struct Offices(pub(crate) Db);

const COLUMNS: &str = "id, organisation, kind, name, municipality, telephone, answer_days, post_after_days, ended_at";

impl Offices {
    /// The offices in this database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// The office with this id, one that has ended too: what it once sent still names it.
    pub async fn find(&self, id: Uuid) -> Result<Option<Office>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM offices WHERE id = $1");
        self.0.fetch_optional(sql, args![id]).await?.as_ref().map(read).transpose()
    }

    /// The offices of an organisation that are open, by name.
    pub async fn of_organisation(&self, organisation: &str) -> Result<Vec<Office>, DbError> {
        let sql =
            format!("SELECT {COLUMNS} FROM offices WHERE organisation = $1 AND ended_at IS NULL ORDER BY name, id");
        self.0.fetch_all(sql, args![organisation]).await?.iter().map(read).collect()
    }

    /// The offices of a kind for people who live in the municipality (four digits), by name. Of kinds that a municipality
    /// must connect, only where it has (L6).
    pub async fn in_municipality(&self, municipality: &str, kind: OfficeKind) -> Result<Vec<Office>, DbError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM offices WHERE municipality = $1 AND kind = $2 AND ended_at IS NULL
             AND ($3 IS NULL OR EXISTS (SELECT 1 FROM connected_municipalities c
                                        WHERE c.service = $3 AND c.municipality = $1))
             ORDER BY name, id"
        );
        self.0.fetch_all(sql, args![municipality, kind.as_str(), kind.service()]).await?.iter().map(read).collect()
    }

    /// Every office, those that have ended too, by organisation and name: for the operator.
    pub async fn list(&self) -> Result<Vec<Office>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM offices ORDER BY organisation, name, id");
        self.0.fetch_all(sql, args![]).await?.iter().map(read).collect()
    }
}

/// The office with this id, inside the transaction of something that is sent to it.
pub async fn find_in(tx: &mut SharedTx<'_>, id: Uuid) -> Result<Option<Office>, GateError> {
    let sql = "SELECT id, organisation, kind, name, municipality, telephone, answer_days, post_after_days, ended_at
               FROM offices WHERE id = $1";
    Ok(tx.fetch_optional(sql, args![id]).await?.as_ref().map(read).transpose()?)
}

/// The office of an organisation that something comes from: the one it names, or the only one there is.
pub async fn answering(
    tx: &mut SharedTx<'_>,
    organisation: &str,
    named: Option<Uuid>,
) -> Result<Option<Office>, GateError> {
    if let Some(id) = named {
        return Ok(find_in(tx, id).await?.filter(|office| office.organisation == organisation));
    }
    let sql = "SELECT id, organisation, kind, name, municipality, telephone, answer_days, post_after_days, ended_at
               FROM offices WHERE organisation = $1 AND ended_at IS NULL LIMIT 2";
    let rows = tx.fetch_all(sql, args![organisation]).await?;
    Ok(if let [only] = rows.as_slice() { Some(read(only)?) } else { None })
}

impl Office {
    /// The office with this id, in the transaction that changes it.
    pub(crate) async fn read_in(tx: &mut Tx, id: Uuid) -> Result<Option<Self>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM offices WHERE id = $1");
        tx.fetch_optional(sql, args![id]).await?.as_ref().map(read).transpose()
    }

    /// Adds the office, or changes what is known of it. Organisation and kind stay what they were: what was sent hangs on
    /// them.
    pub async fn save(&self, tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
        let sql = format!(
            "INSERT INTO offices ({COLUMNS}, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, municipality = excluded.municipality,
             telephone = excluded.telephone, answer_days = excluded.answer_days,
             post_after_days = excluded.post_after_days, ended_at = excluded.ended_at"
        );
        let row = args![
            self.id,
            &self.organisation,
            self.kind.as_str(),
            &self.name,
            self.municipality.as_deref(),
            self.telephone.as_deref(),
            i64::from(self.answer_days),
            self.post_after_days.map(i64::from),
            self.ended_at,
            now
        ];
        tx.execute(sql, row).await.map(drop)
    }
}

fn read(row: &Row) -> Result<Office, DbError> {
    let kind = OfficeKind::parse(row.str(2)?).ok_or(DbError::Column { index: 2, expected: "a kind of office" })?;
    let days = |days: i64| u16::try_from(days).unwrap_or(u16::MAX);
    Ok(Office {
        id: row.uuid(0)?,
        organisation: row.text(1)?,
        kind,
        name: row.text(3)?,
        municipality: row.opt_text(4)?,
        telephone: row.opt_text(5)?,
        answer_days: u8::try_from(row.int(6)?).unwrap_or(u8::MAX),
        post_after_days: row.opt_int(7)?.map(days),
        ended_at: row.opt_time(8)?,
    })
}
