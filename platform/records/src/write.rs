//! Takes resources in, keeps what they were before, and follows the marks on them.

use access::rules::{Flags, ItemSource};
use access::{GateError, Grant, PersonTx, PersonalSql};
use db::{DbError, args};
use fhir::json::Node;
use fhir::{Issue, Resource, has_element};
use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

use crate::delivery::{MOST_IDENTIFIERS, index_of};
use crate::ids::key_of_identifier;
use crate::record::{columns, label, open};
use crate::{Change, Delivery, Fit, Kind, Record, intake, terms};

/// What became of a delivered resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    Created,
    Updated,
    /// The source sends what it sent last: nothing was written.
    Unchanged,
}

/// The row as it stands before a write.
struct Present {
    record: Record,
    sealed_body: Vec<u8>,
    source_version: i64,
    item_source: i64,
}

/// What a delivery expects to meet in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// New or not: what is sent again as it was changes nothing.
    Anything,
    /// Nothing: one that is there already is left, and is no fault where the source sent the same.
    Nothing,
    /// This version, which the source has seen.
    Version(i64),
}

/// What became of a delivery, and the version that stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    pub stored: Stored,
    pub version: i64,
    pub updated_at: Timestamp,
}

/// Why a delivery does not fit what is in the store.
#[derive(Debug, Error)]
pub enum ReceiveError {
    #[error(transparent)]
    Gate(#[from] GateError),
    /// Something else is there under the same id.
    #[error("another resource is there already")]
    Exists,
    /// There is no such resource that this source has sent.
    #[error("there is no such resource")]
    Missing,
    /// It has changed since the source saw it.
    #[error("the resource has another version")]
    Changed,
    /// It does not fit what else is here. The text is for the sender.
    #[error("the resource does not fit what is here")]
    Unfit(Issue),
}

impl ReceiveError {
    /// To one who took anything that was there: somebody else was first, and it may be tried again.
    pub(crate) fn when_nothing_was_expected(self) -> GateError {
        match self {
            Self::Gate(fault) => fault,
            Self::Exists | Self::Missing | Self::Changed | Self::Unfit(_) => DbError::Conflict.into(),
        }
    }
}

impl From<DbError> for ReceiveError {
    fn from(error: DbError) -> Self {
        Self::Gate(error.into())
    }
}

/// Takes in a delivered resource: new, as the next version, or not at all when the source sends the same bytes again;
/// then what follows from the change, in the same transaction (I9). Every source's way in.
///
/// # Errors
/// [`DbError::Conflict`] when another writes the same resource at the same moment: the call may be made again.
pub async fn receive(tx: &mut PersonTx<'_>, kind: &Kind, delivery: &Delivery) -> Result<Stored, GateError> {
    let received = receive_expecting(tx, kind, delivery, Expected::Anything).await;
    Ok(received.map_err(ReceiveError::when_nothing_was_expected)?.stored)
}

/// As [`receive`], where the store is as `expected`.
///
/// # Errors
/// [`ReceiveError`] where it is not: then nothing was written.
pub async fn receive_expecting(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    delivery: &Delivery,
    expected: Expected,
) -> Result<Received, ReceiveError> {
    let fit = (kind.admission)(tx, delivery).await?;
    let fitted;
    let delivery = if fit == Fit::own(delivery) {
        delivery
    } else {
        fitted = Delivery { item_source: fit.item_source, flags: fit.flags, ..delivery.clone() };
        &fitted
    };
    let present = present(tx, &delivery.resource_type, delivery.id).await?;
    let present = present.filter(|it| it.record.organisation == delivery.organisation);
    let stored = put(tx, delivery, present.as_ref(), expected).await?;
    let before = present.as_ref().map(|present| &present.record);
    if stored == Stored::Unchanged {
        let (version, updated_at) = before.map_or((1, tx.now()), |it| (it.version, it.updated_at));
        return Ok(Received { stored, version, updated_at });
    }
    let version = before.map_or(0, |it| it.version) + 1;
    tell_feed(tx, &delivery.resource_type, delivery.id, version, &delivery.organisation).await?;
    (kind.consequence)(tx, &Change { before, delivery, stored }).await?;
    Ok(Received { stored, version, updated_at: tx.now() })
}

async fn put(
    tx: &mut PersonTx<'_>,
    delivery: &Delivery,
    present: Option<&Present>,
    expected: Expected,
) -> Result<Stored, ReceiveError> {
    let Some(present) = present else {
        if let Expected::Version(_) = expected {
            return Err(ReceiveError::Missing);
        }
        insert(tx, delivery).await?;
        identify(tx, delivery, false).await?;
        tx.set_item(delivery.id, delivery.flags, delivery.item_source).await?;
        return Ok(Stored::Created);
    };
    let same_marks = present.record.flags == delivery.flags && present.item_source == delivery.item_source.bit();
    let unchanged = match expected {
        Expected::Version(version) if version != present.record.version => return Err(ReceiveError::Changed),
        // Who has seen a citizen's change may write over it with what was sent before.
        Expected::Version(_) => present.record.body == delivery.text,
        Expected::Anything | Expected::Nothing => last_received(tx, delivery, present).await? == delivery.text,
    };
    if unchanged && same_marks {
        return Ok(Stored::Unchanged);
    }
    if expected == Expected::Nothing {
        return Err(ReceiveError::Exists);
    }
    archive(tx, present).await?;
    update(tx, delivery, present).await?;
    identify(tx, delivery, true).await?;
    tx.set_item(delivery.id, delivery.flags, delivery.item_source).await?;
    Ok(Stored::Updated)
}

/// Keeps the names its source knows it by, and what else it is searched by.
async fn identify(tx: &mut PersonTx<'_>, delivery: &Delivery, known: bool) -> Result<(), GateError> {
    static FORGET: PersonalSql =
        PersonalSql::new("DELETE FROM record_identifiers WHERE person = :person AND resource_type = :1 AND id = :2");
    static KEEP: PersonalSql = PersonalSql::new(
        "INSERT INTO record_identifiers (person, resource_type, id, lookup) VALUES (:person, :1, :2, :3)
         ON CONFLICT (person, resource_type, id, lookup) DO NOTHING",
    );
    if known {
        tx.execute(&FORGET, args![&delivery.resource_type, delivery.id]).await?;
    }
    for lookup in delivery.identifiers.iter().chain(&keys(tx, delivery)) {
        tx.execute(&KEEP, args![&delivery.resource_type, delivery.id, lookup]).await?;
    }
    Ok(())
}

/// Keys of the names in its text, whoever has changed it, and of what else it is searched by.
fn keys(grant: &Grant, delivery: &Delivery) -> Vec<String> {
    let (kind, organisation) = (&delivery.resource_type, &delivery.organisation);
    let is_named = has_element(kind, "identifier") || !terms::parameters(kind).is_empty();
    let node = Some(&delivery.text).filter(|_| is_named).and_then(|text| Node::parse(text).ok());
    let Some(node) = node else { return Vec::new() };
    let (resource, keyed) = (Resource::new(&delivery.text, &node), |purpose: &str, it: &str| grant.keyed(purpose, it));
    let names = intake::identifiers(&resource).take(MOST_IDENTIFIERS);
    let names = names.map(|name| key_of_identifier(keyed, organisation, kind, name));
    let term = |(name, value): (&str, String)| terms::key(keyed, organisation, kind, name, &value);
    names.chain(terms::of(&resource).into_iter().map(term)).collect()
}

/// Puts the new version in the feed of the organisation that sent the resource, whoever changed it.
async fn tell_feed(
    tx: &mut PersonTx<'_>,
    resource_type: &str,
    id: Uuid,
    version: i64,
    organisation: &str,
) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO organisation_changes (person, resource_type, id, version, organisation, changed_at, settled)
         VALUES (:person, :1, :2, :3, :4, :5, FALSE)",
    );
    tx.execute(&SQL, args![resource_type, id, version, organisation, tx.now()]).await?;
    Ok(())
}

/// Those of the person's resources of a type that this organisation knows by a name: its id and version.
pub async fn identified(
    tx: &mut PersonTx<'_>,
    organisation: &str,
    resource_type: &str,
    lookup: &str,
) -> Result<Vec<(Uuid, i64, Timestamp)>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT r.id, r.version, r.updated_at FROM record_identifiers i
         JOIN records r ON r.person = i.person AND r.resource_type = i.resource_type AND r.id = i.id
         WHERE i.person = :person AND i.resource_type = :1 AND i.lookup = :2 AND r.organisation = :3 AND :visible(r)",
    );
    let rows = tx.fetch_all(&SQL, args![resource_type, lookup, organisation]).await?;
    Ok(rows.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?, row.time(2)?))).collect::<Result<_, DbError>>()?)
}

/// Makes the next version of a resource with the citizen's change in its text. Marks and source stay.
///
/// # Errors
/// [`DbError::Conflict`] when it has changed since `record` was read.
pub async fn change(tx: &mut PersonTx<'_>, record: &Record, body: &str) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE records SET version = version + 1, starts_at = :1, ends_at = :2, status = :3, updated_at = :4, body = :5
         WHERE person = :person AND :visible AND resource_type = :6 AND id = :7 AND version = :8",
    );
    let present = present(tx, &record.resource_type, record.id).await?.ok_or(DbError::Conflict)?;
    archive(tx, &present).await?;
    let index = index_of(body);
    let sealed = tx.seal(&label(record.id), body.as_bytes());
    let times = args![index.starts_at, index.ends_at, index.status, tx.now(), sealed];
    let key = args![&record.resource_type, record.id, record.version];
    one(tx.execute(&SQL, [times, key].concat()).await?)?;
    tell_feed(tx, &record.resource_type, record.id, record.version + 1, &record.organisation).await
}

/// Sets the marks of an organisation's resource that follows another, as an attachment follows its message; its text
/// stays.
pub async fn set_marks(
    tx: &mut PersonTx<'_>,
    (resource_type, id): (&str, Uuid),
    organisation: &str,
    flags: Flags,
    source: ItemSource,
) -> Result<(), GateError> {
    // Whoever changes the one must not leave the other behind, seen by the reader or not: `OR TRUE`.
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE records SET hidden_from_parents = :1, hidden_from_youth = :2, item_source = :3
         WHERE person = :person AND (:visible OR TRUE) AND resource_type = :4 AND id = :5 AND organisation || '' = :6",
    );
    let marks = args![flags.hidden_from_parents, flags.hidden_from_youth, source.bit()];
    let key = args![resource_type, id, organisation];
    if tx.execute(&SQL, [marks, key].concat()).await? > 0 {
        tx.set_item(id, flags, source).await?;
    }
    Ok(())
}

/// Removes every resource of the person, whoever asks: for erasure (L4).
pub async fn erase(tx: &mut PersonTx<'_>) -> Result<(), GateError> {
    // What the one who withdraws may not see is erased as well: `OR TRUE` says that the reader does not narrow it.
    static RECORDS: PersonalSql = PersonalSql::new("DELETE FROM records WHERE person = :person AND (:visible OR TRUE)");
    static VERSIONS: PersonalSql = PersonalSql::new("DELETE FROM record_versions WHERE person = :person");
    static ROUTES: PersonalSql = PersonalSql::new("DELETE FROM resource_routes WHERE person = :person");
    static IDENTIFIERS: PersonalSql = PersonalSql::new("DELETE FROM record_identifiers WHERE person = :person");
    static CHANGES: PersonalSql = PersonalSql::new("DELETE FROM organisation_changes WHERE person = :person");
    for sql in [&RECORDS, &VERSIONS, &ROUTES, &IDENTIFIERS, &CHANGES] {
        tx.execute(sql, args![]).await?;
    }
    Ok(())
}

async fn present(tx: &mut PersonTx<'_>, resource_type: &str, id: Uuid) -> Result<Option<Present>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        ", source_version, item_source
         FROM records WHERE person = :person AND :visible AND resource_type = :1 AND id = :2"
    ));
    let Some(row) = tx.fetch_optional(&SQL, args![resource_type, id]).await? else { return Ok(None) };
    Ok(Some(Present {
        record: Record::read(tx, &row)?,
        sealed_body: row.bytes(7)?,
        source_version: row.int(8)?,
        item_source: row.int(9)?,
    }))
}

/// The text that the source sent last: the present one, unless a citizen has changed it since.
async fn last_received(tx: &mut PersonTx<'_>, delivery: &Delivery, present: &Present) -> Result<String, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT body FROM record_versions WHERE person = :person AND resource_type = :1 AND id = :2 AND version = :3",
    );
    if present.record.version == present.source_version {
        return Ok(present.record.body.clone());
    }
    let key = args![&delivery.resource_type, delivery.id, present.source_version];
    let row = tx.fetch_optional(&SQL, key).await?;
    row.map_or(Ok(String::new()), |row| Ok(open(tx, delivery.id, row.blob(0)?)?))
}

async fn insert(tx: &mut PersonTx<'_>, delivery: &Delivery) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO records (person, resource_type, id, version, source_version, organisation, item_source,
         hidden_from_parents, hidden_from_youth, starts_at, ends_at, status, service, updated_at, body)
         VALUES (:person, :1, :2, :3, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13)",
    );
    static ROUTE: PersonalSql =
        PersonalSql::new("INSERT INTO resource_routes (id, person, resource_type) VALUES (:1, :person, :2)");
    let key = args![&delivery.resource_type, delivery.id, 1_i64, &delivery.organisation];
    let sealed = tx.seal(&label(delivery.id), delivery.text.as_bytes());
    let row = [key, columns_of(delivery), args![tx.now(), sealed]].concat();
    tx.execute(&SQL, row).await?;
    tx.execute(&ROUTE, args![delivery.id, &delivery.resource_type]).await?;
    Ok(())
}

async fn update(tx: &mut PersonTx<'_>, delivery: &Delivery, present: &Present) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE records SET version = version + 1, source_version = version + 1, item_source = :1,
         hidden_from_parents = :2, hidden_from_youth = :3, starts_at = :4, ends_at = :5, status = :6, service = :7,
         updated_at = :8, body = :9
         WHERE person = :person AND :visible AND resource_type = :10 AND id = :11 AND version = :12",
    );
    let sealed = tx.seal(&label(delivery.id), delivery.text.as_bytes());
    let key = args![&delivery.resource_type, delivery.id, present.record.version];
    let row = [columns_of(delivery), args![tx.now(), sealed], key].concat();
    one(tx.execute(&SQL, row).await?)
}

/// `item_source, hidden_from_parents, hidden_from_youth, starts_at, ends_at, status, service`.
fn columns_of(delivery: &Delivery) -> Vec<db::Value> {
    let (flags, index) = (delivery.flags, &delivery.index);
    args![
        delivery.item_source.bit(),
        flags.hidden_from_parents,
        flags.hidden_from_youth,
        index.starts_at,
        index.ends_at,
        index.status.as_deref(),
        index.service.as_deref(),
    ]
}

async fn archive(tx: &mut PersonTx<'_>, present: &Present) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO record_versions (person, resource_type, id, version, updated_at, body)
         VALUES (:person, :1, :2, :3, :4, :5)",
    );
    let Record { resource_type, id, version, updated_at, .. } = &present.record;
    let row = args![resource_type, *id, *version, *updated_at, present.sealed_body.as_slice()];
    tx.execute(&SQL, row).await?;
    Ok(())
}

fn one(rows: u64) -> Result<(), GateError> {
    if rows == 1 { Ok(()) } else { Err(DbError::Conflict.into()) }
}
