//! Reads what a permission lets one see.

use access::{Allowed, GateError, PersonTx, PersonalSql, See};
use db::{Db, DbError, PersonId, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Record;
use crate::record::{Version, columns, open};

/// All of a type, the latest start first; what has no time comes last.
pub async fn list(allowed: &Allowed<See>, resource_type: &str) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1
          ORDER BY starts_at IS NULL, starts_at DESC, id"
    ));
    rows(allowed, &SQL, args![resource_type]).await
}

/// At most `limit` that end, or begin, at `from` or later, or have no time; the earliest first.
pub async fn upcoming(
    allowed: &Allowed<See>,
    resource_type: &str,
    from: Timestamp,
    limit: i64,
) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1
          AND (starts_at IS NULL OR COALESCE(ends_at, starts_at) >= :2)
          ORDER BY starts_at IS NULL, starts_at, id LIMIT :3"
    ));
    rows(allowed, &SQL, args![resource_type, from, limit]).await
}

/// At most `limit` that ended, or began, before `before`, after the first `skip`; the latest first.
pub async fn past(
    allowed: &Allowed<See>,
    resource_type: &str,
    before: Timestamp,
    limit: i64,
    skip: i64,
) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1
          AND COALESCE(ends_at, starts_at) < :2
          ORDER BY starts_at DESC, id LIMIT :3 OFFSET :4"
    ));
    rows(allowed, &SQL, args![resource_type, before, limit, skip]).await
}

/// One resource. Another person's id, a hidden one and one that never was look the same.
pub async fn find(allowed: &Allowed<See>, resource_type: &str, id: Uuid) -> Result<Option<Record>, GateError> {
    let row = allowed.fetch_optional(&FIND, args![resource_type, id]).await?;
    row.map(|row| Record::read(allowed, &row)).transpose()
}

/// Ids in one statement.
const AT_ONCE: usize = 16;

/// Those of `ids` that the reader may see, in no order.
pub async fn find_some(allowed: &Allowed<See>, resource_type: &str, ids: &[Uuid]) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1
          AND id IN (:2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17)"
    ));
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut values = args![resource_type];
        // The places that are left take the last id once more.
        let last = some.last().copied().unwrap_or_default();
        values.extend((0..AT_ONCE).map(|at| db::ToValue::to_value(some.get(at).copied().unwrap_or(last))));
        found.extend(rows(allowed, &SQL, values).await?);
    }
    Ok(found)
}

/// As [`find`], inside the transaction of a change.
pub async fn find_in(tx: &mut PersonTx<'_>, resource_type: &str, id: Uuid) -> Result<Option<Record>, GateError> {
    let row = tx.fetch_optional(&FIND, args![resource_type, id]).await?;
    row.map(|row| Record::read(tx, &row)).transpose()
}

static FIND: PersonalSql = PersonalSql::new(concat!(
    "SELECT ",
    columns!(),
    " FROM records WHERE person = :person AND :visible AND resource_type = :1 AND id = :2"
));

/// The earlier versions of a resource, the latest first. Visible to whom the present one is.
pub async fn versions(allowed: &Allowed<See>, resource_type: &str, id: Uuid) -> Result<Vec<Version>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT v.version, v.updated_at, v.body FROM record_versions v
         JOIN records r ON r.person = v.person AND r.resource_type = v.resource_type AND r.id = v.id
         WHERE v.person = :person AND :visible(r) AND v.resource_type = :1 AND v.id = :2 ORDER BY v.version DESC",
    );
    let rows = allowed.fetch_all(&SQL, args![resource_type, id]).await?;
    let read = |row: &db::Row| {
        Ok(Version { version: row.int(0)?, updated_at: row.time(1)?, body: open(allowed, id, row.blob(2)?)? })
    };
    rows.iter().map(read).collect()
}

/// The person and type that an id leads to: for the gate to be asked about, never an answer in itself.
pub async fn route(db: &Db, id: Uuid) -> Result<Option<(PersonId, String)>, DbError> {
    let row = db.fetch_optional("SELECT person, resource_type FROM resource_routes WHERE id = $1", args![id]).await?;
    row.map(|row| Ok((row.person(0)?, row.text(1)?))).transpose()
}

async fn rows(
    allowed: &Allowed<See>,
    sql: &'static PersonalSql,
    args: Vec<db::Value>,
) -> Result<Vec<Record>, GateError> {
    allowed.fetch_all(sql, args).await?.iter().map(|row| Record::read(allowed, row)).collect()
}
