//! Reads what a source may see: what it has sent, and nothing else.

use access::{Allowed, GateError, PersonalSql, See};
use db::{DbError, args};
use uuid::Uuid;

use crate::record::{columns, open};
use crate::{Record, Unit, Version};

/// Ids in one statement.
const AT_ONCE: usize = 16;

/// Those of `ids` that the organisation has sent, in no order.
pub async fn of_source(
    allowed: &Allowed<See>,
    organisation: &str,
    resource_type: &str,
    ids: &[Uuid],
) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1 AND organisation || '' = :2
          AND id IN (:3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17, :18)"
    ));
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let mut values = args![resource_type, organisation];
        // The places that are left take the last id once more.
        let last = some.last().copied().unwrap_or_default();
        values.extend((0..AT_ONCE).map(|at| db::ToValue::to_value(some.get(at).copied().unwrap_or(last))));
        let rows = allowed.fetch_all(&SQL, values).await?;
        for row in &rows {
            found.push(Record::read(allowed, row)?);
        }
    }
    Ok(found)
}

/// Appointments of one service of an organisation that end, or begin, at `from` or later; the earliest first.
pub async fn upcoming_at(
    allowed: &Allowed<See>,
    (organisation, service): Unit<'_>,
    from: jiff::Timestamp,
    limit: i64,
) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = 'Appointment'
          AND organisation || '' = :1 AND COALESCE(service, '') = :2
          AND COALESCE(ends_at, starts_at) >= :3 ORDER BY starts_at, id LIMIT :4"
    ));
    let values = args![organisation, service.unwrap_or_default(), from, limit];
    allowed.fetch_all(&SQL, values).await?.iter().map(|row| Record::read(allowed, row)).collect()
}

/// All of a type that belong to one service of an organisation.
pub async fn of_unit(
    allowed: &Allowed<See>,
    (organisation, service): Unit<'_>,
    resource_type: &str,
) -> Result<Vec<Record>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM records WHERE person = :person AND :visible AND resource_type = :1
          AND organisation || '' = :2 AND COALESCE(service, '') = :3 ORDER BY id"
    ));
    let values = args![resource_type, organisation, service.unwrap_or_default()];
    allowed.fetch_all(&SQL, values).await?.iter().map(|row| Record::read(allowed, row)).collect()
}

/// Numbers and sizes in bytes of a resource's versions before `before`, the present one among them, the latest first; at
/// most `limit`.
pub async fn source_versions(
    allowed: &Allowed<See>,
    organisation: &str,
    resource_type: &str,
    id: Uuid,
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, usize)>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT r.version, CAST(OCTET_LENGTH(r.body) AS BIGINT) FROM records r
         WHERE r.person = :person AND :visible(r) AND r.resource_type = :1 AND r.id = :2 AND r.organisation || '' = :3
         AND r.version < :4
         UNION ALL SELECT v.version, CAST(OCTET_LENGTH(v.body) AS BIGINT) FROM record_versions v
         JOIN records r ON r.person = v.person AND r.resource_type = v.resource_type AND r.id = v.id
         WHERE v.person = :person AND :visible(r) AND v.resource_type = :1 AND v.id = :2 AND r.organisation || '' = :3
         AND v.version < :4 ORDER BY 1 DESC LIMIT :5",
    );
    let rows = allowed.fetch_all(&SQL, args![resource_type, id, organisation, before, limit]).await?;
    let read = |row: &db::Row| Ok((row.int(0)?, usize::try_from(row.int(1)?).unwrap_or_default()));
    Ok(rows.iter().map(read).collect::<Result<_, DbError>>()?)
}

/// One version of a resource that the organisation has sent, the present one or an earlier.
pub async fn source_version(
    allowed: &Allowed<See>,
    organisation: &str,
    resource_type: &str,
    id: Uuid,
    version: i64,
) -> Result<Option<Version>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT r.updated_at, r.body FROM records r
         WHERE r.person = :person AND :visible(r) AND r.resource_type = :1 AND r.id = :2 AND r.version = :3
         AND r.organisation || '' = :4
         UNION ALL SELECT v.updated_at, v.body FROM record_versions v
         JOIN records r ON r.person = v.person AND r.resource_type = v.resource_type AND r.id = v.id
         WHERE v.person = :person AND :visible(r) AND v.resource_type = :1 AND v.id = :2 AND v.version = :3
         AND r.organisation || '' = :4",
    );
    let row = allowed.fetch_optional(&SQL, args![resource_type, id, version, organisation]).await?;
    let read = |row: db::Row| {
        Ok::<_, DbError>(Version { version, updated_at: row.time(0)?, body: open(allowed, id, row.blob(1)?)? })
    };
    Ok(row.map(read).transpose()?)
}
