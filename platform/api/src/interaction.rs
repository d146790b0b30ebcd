//! The table of what can be asked: routes, entries of a batch and the CapabilityStatement are all read from it.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use clients::Right;
use fhir::{Issue, IssueKind};
use uuid::Uuid;

use crate::fault::Fault;

/// One thing that is asked, with the names in its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interaction {
    Capabilities,
    Bundle,
    SystemHistory,
    Search(String),
    SearchForm(String),
    Create(String),
    TypeHistory(String),
    DigitalUser,
    Read(String, Uuid),
    Update(String, Uuid),
    History(String, Uuid),
    VersionRead(String, Uuid, i64),
}

/// A row of the table: method, address, and what FHIR calls it.
struct Row {
    method: Method,
    address: &'static str,
    code: &'static str,
    make: fn(&[&str]) -> Option<Interaction>,
}

static TABLE: [Row; 13] = [
    row(Method::GET, "/metadata", "capabilities", |_| Some(Interaction::Capabilities)),
    row(Method::POST, "", "batch transaction", |_| Some(Interaction::Bundle)),
    row(Method::GET, "/_history", "history-system", |_| Some(Interaction::SystemHistory)),
    row(Method::POST, "/Patient/$digital-user", "operation", |_| Some(Interaction::DigitalUser)),
    row(Method::GET, "/{type}/_history", "history-type", |it| Some(Interaction::TypeHistory(kind(it)?))),
    row(Method::POST, "/{type}/_search", "search-type", |it| Some(Interaction::SearchForm(kind(it)?))),
    row(Method::GET, "/{type}", "search-type", |it| Some(Interaction::Search(kind(it)?))),
    row(Method::POST, "/{type}", "create", |it| Some(Interaction::Create(kind(it)?))),
    row(Method::GET, "/{type}/{id}/_history/{vid}", "vread", |it| {
        Some(Interaction::VersionRead(kind(it)?, id(it)?, it.get(3)?.parse().ok()?))
    }),
    row(Method::GET, "/{type}/{id}/_history", "history-instance", |it| Some(Interaction::History(kind(it)?, id(it)?))),
    row(Method::GET, "/{type}/{id}", "read", |it| Some(Interaction::Read(kind(it)?, id(it)?))),
    row(Method::PUT, "/{type}/{id}", "update", |it| Some(Interaction::Update(kind(it)?, id(it)?))),
    row(Method::HEAD, "/{type}/{id}", "read", |it| Some(Interaction::Read(kind(it)?, id(it)?))),
];

const fn row(
    method: Method,
    address: &'static str,
    code: &'static str,
    make: fn(&[&str]) -> Option<Interaction>,
) -> Row {
    Row { method, address, code, make }
}

fn kind(parts: &[&str]) -> Option<String> {
    parts.first().map(|it| (*it).to_owned())
}

fn id(parts: &[&str]) -> Option<Uuid> {
    Uuid::try_parse(parts.get(1)?).ok()
}

/// Every address of the table, and those that are near enough to be answered in FHIR.
pub fn routes() -> BTreeSet<&'static str> {
    const NEAR: [&str; 5] = ["/", "/{type}/", "/{type}/{id}/", "/{type}/{id}/{name}", "/{type}/{id}/{name}/{*rest}"];
    TABLE.iter().map(|row| row.address).chain(NEAR).collect()
}

/// Every address of the table, whole: for the generated list of addresses.
pub fn addresses() -> BTreeSet<String> {
    TABLE.iter().map(|row| format!("/fhir{}", row.address)).collect()
}

/// What FHIR calls what can be done with a type, or with the whole system.
pub fn codes(of_type: bool) -> Vec<&'static str> {
    let mut codes: Vec<&str> = TABLE
        .iter()
        .filter(|row| row.address.starts_with("/{type}") == of_type && row.method != Method::HEAD)
        .flat_map(|row| row.code.split(' '))
        .filter(|code| !matches!(*code, "capabilities" | "operation"))
        .collect();
    codes.dedup();
    codes
}

impl Interaction {
    /// The type and the right that are needed for it; a write names its own, and capabilities are open.
    pub fn right(&self) -> Option<(&str, Right)> {
        match self {
            Self::Read(kind, _) | Self::VersionRead(kind, ..) | Self::History(kind, _) => Some((kind, Right::Read)),
            Self::Search(kind) | Self::SearchForm(kind) | Self::TypeHistory(kind) => Some((kind, Right::Search)),
            Self::SystemHistory => Some(("*", Right::Search)),
            Self::DigitalUser => Some(("Patient", Right::Search)),
            Self::Capabilities | Self::Bundle | Self::Create(_) | Self::Update(..) => None,
        }
    }

    /// The type that it is about, where it is about one.
    pub fn kind(&self) -> Option<&str> {
        match self {
            Self::Search(kind) | Self::SearchForm(kind) | Self::Create(kind) | Self::TypeHistory(kind) => Some(kind),
            Self::Read(kind, _) | Self::Update(kind, _) | Self::History(kind, _) => Some(kind),
            Self::VersionRead(kind, ..) => Some(kind),
            Self::DigitalUser => Some("Patient"),
            Self::Capabilities | Self::Bundle | Self::SystemHistory => None,
        }
    }

    /// What is asked by `method` at `path`, the part of the address behind `/fhir`.
    ///
    /// # Errors
    /// 404 for an address or type that is not there; 405 with what is allowed for a method that is not.
    pub fn of(method: &Method, path: &str) -> Result<Self, Fault> {
        let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let rows: Vec<&Row> = TABLE.iter().filter(|row| fits(row.address, &parts)).collect();
        // An exact address goes before one with a name in its place.
        let exact = rows.iter().any(|row| !row.address.contains('{'));
        let rows: Vec<&Row> = rows.into_iter().filter(|row| !exact || !row.address.contains('{')).collect();
        if rows.is_empty() {
            return Err(Fault::no_address());
        }
        if !exact && !parts.first().is_some_and(|it| fhir::is_resource_type(it)) {
            return Err(Fault::no_type());
        }
        let Some(row) = rows.iter().find(|row| row.method == *method) else {
            return Err(not_allowed(method, &rows));
        };
        // An id that cannot be one of ours is one that is not there.
        (row.make)(&parts).ok_or_else(Fault::not_found)
    }
}

fn fits(address: &str, parts: &[&str]) -> bool {
    let wanted: Vec<&str> = address.split('/').filter(|it| !it.is_empty()).collect();
    let fits = |(wanted, part): (&&str, &&str)| {
        if wanted.starts_with('{') { !part.starts_with(['_', '$']) } else { wanted == part }
    };
    wanted.len() == parts.len() && wanted.iter().zip(parts).all(fits)
}

fn not_allowed(method: &Method, rows: &[&Row]) -> Fault {
    let allowed = rows.iter().map(|row| row.method.as_str()).collect::<Vec<_>>().join(", ");
    let (fault, mend) = match *method {
        Method::DELETE => (
            "is DELETE, and nothing is deleted: what a citizen has been shown stays on record",
            "update the resource: with the status of one that is cancelled, or `entered-in-error`",
        ),
        Method::PATCH => {
            ("is PATCH, and a resource is not changed in part", "read it, change it, and send it whole with PUT")
        }
        _ => ("is not one for this address", "see the CapabilityStatement at /fhir/metadata"),
    };
    let issue = Issue::new(IssueKind::NotSupported, "http.method", fault, mend);
    Fault::new(StatusCode::METHOD_NOT_ALLOWED, issue).with("allow", &allowed)
}
