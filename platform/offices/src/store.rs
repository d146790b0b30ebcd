//! All SQL of offices.

use access::{GateError, SharedTx};
use db::{Db, DbError, Row, Tx, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Address, Hours, Office, OfficeKind};

/// The offices of an installation, read afresh each time. Cheap to clone.
#[derive(Clone)]
pub struct Offices(pub(crate) Db);

/// The columns of an office: statements inside another's transaction are fixed texts.
macro_rules! columns {
    () => {
        "id, organisation, kind, name, municipality, telephone, answer_days, post_after_days, ended_at, street, postal_code,
         city, available_time, open_on_holidays, hours_note"
    };
}
const COLUMNS: &str = columns!();

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

    /// The offices that take people from a municipality, those that it has not connected too, by name. What a municipality
    /// must connect is its own; the rest may be for people from everywhere.
    pub(crate) async fn open_for(&self, municipality: &str) -> Result<Vec<Office>, DbError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM offices WHERE (municipality = $1 OR municipality IS NULL) AND ended_at IS NULL
             ORDER BY name, id"
        );
        let rows = self.0.fetch_all(sql, args![municipality]).await?;
        let mut offices: Vec<Office> = rows.iter().map(read).collect::<Result<_, _>>()?;
        offices.retain(|office| office.kind.service().is_none() || office.municipality.is_some());
        Ok(offices)
    }

    /// Every office, those that have ended too, by organisation and name: for the operator.
    pub async fn list(&self) -> Result<Vec<Office>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM offices ORDER BY organisation, name, id");
        self.0.fetch_all(sql, args![]).await?.iter().map(read).collect()
    }
}

/// The office with this id, inside the transaction of something that is sent to it.
pub async fn find_in(tx: &mut SharedTx<'_>, id: Uuid) -> Result<Option<Office>, GateError> {
    let sql = concat!("SELECT ", columns!(), " FROM offices WHERE id = $1");
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
    let sql = concat!("SELECT ", columns!(), " FROM offices WHERE organisation = $1 AND ended_at IS NULL LIMIT 2");
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
            "INSERT INTO offices ({COLUMNS}, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, municipality = excluded.municipality,
             telephone = excluded.telephone, answer_days = excluded.answer_days,
             post_after_days = excluded.post_after_days, ended_at = excluded.ended_at, street = excluded.street,
             postal_code = excluded.postal_code, city = excluded.city, available_time = excluded.available_time,
             open_on_holidays = excluded.open_on_holidays, hours_note = excluded.hours_note"
        );
        let address = self.address.as_ref();
        let hours = serde_json::to_string(&self.hours.available_time).unwrap_or_default();
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
            address.map(|it| it.street.as_str()),
            address.map(|it| it.postal_code.as_str()),
            address.map(|it| it.city.as_str()),
            (!self.hours.available_time.is_empty()).then_some(hours),
            self.hours.on_holidays,
            self.hours.note.as_deref(),
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
        address: address(row)?,
        hours: hours(row)?,
        answer_days: u8::try_from(row.int(6)?).unwrap_or(u8::MAX),
        post_after_days: row.opt_int(7)?.map(days),
        ended_at: row.opt_time(8)?,
    })
}

fn address(row: &Row) -> Result<Option<Address>, DbError> {
    let parts = row.opt_text(9)?.zip(row.opt_text(10)?).zip(row.opt_text(11)?);
    Ok(parts.map(|((street, postal_code), city)| Address { street, postal_code, city }))
}

fn hours(row: &Row) -> Result<Hours, DbError> {
    let wrong = |_| DbError::Column { index: 12, expected: "the hours of a week" };
    let available_time = row.opt_text(12)?.map(|json| serde_json::from_str(&json).map_err(wrong)).transpose()?;
    Ok(Hours {
        available_time: available_time.unwrap_or_default(),
        on_holidays: row.bool(13)?,
        note: row.opt_text(14)?,
    })
}
