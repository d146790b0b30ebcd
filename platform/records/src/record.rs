//! A stored resource as it is read back.

use access::rules::Flags;
use access::{GateError, Grant};
use db::{DbError, Row};
use fhir::AppointmentView;
use jiff::Timestamp;
use uuid::Uuid;

/// One resource in its present version.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: Uuid,
    pub resource_type: String,
    /// From 1.
    pub version: i64,
    /// Organisation number of the source.
    pub organisation: String,
    pub flags: Flags,
    pub updated_at: Timestamp,
    /// The received text with the portal's id and references.
    pub body: String,
}

/// One earlier version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub version: i64,
    pub updated_at: Timestamp,
    pub body: String,
}

/// The columns that [`Record::read`] reads, in their order.
macro_rules! columns {
    () => {
        "id, resource_type, version, organisation, hidden_from_parents, hidden_from_youth, updated_at, body"
    };
}
pub(crate) use columns;

impl Record {
    /// The resource as FHIR gives it out: with `meta.versionId` and `meta.lastUpdated`.
    pub fn to_fhir(&self) -> String {
        fhir::stamped(&self.body, self.version, &self.updated_at.to_string())
    }

    /// The view of an Appointment; `None` for other types.
    pub fn appointment(&self) -> Option<AppointmentView> {
        AppointmentView::read(self.body.as_bytes())
    }

    pub(crate) fn read(grant: &Grant, row: &Row) -> Result<Self, GateError> {
        let id = row.uuid(0)?;
        Ok(Self {
            id,
            resource_type: row.text(1)?,
            version: row.int(2)?,
            organisation: row.text(3)?,
            flags: Flags { hidden_from_parents: row.bool(4)?, hidden_from_youth: row.bool(5)? },
            updated_at: row.time(6)?,
            body: open(grant, id, row.blob(7)?)?,
        })
    }
}

pub(crate) fn open(grant: &Grant, id: Uuid, sealed: &[u8]) -> Result<String, DbError> {
    String::from_utf8(grant.open(&label(id), sealed)?).map_err(|_| DbError::Sealed)
}

/// Bodies are sealed with the resource's id, so that none can be put in another's place.
pub(crate) fn label(id: Uuid) -> String {
    format!("records.body {id}")
}
