//! What people have told of themselves (S1): for their own page, and what a service they meet should know beforehand.

mod account;
mod telephone;

use access::{Allowed, DbError, GateError, PersonTx, PersonalSql, See, args};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use account::AccountNumber;
pub use telephone::Telephone;

/// The tables of this crate.
pub const SCHEMA: access::Schema = access::Schema {
    name: "profile",
    migrations: &[access::Migration {
        name: "20261122T0645_create_profiles",
        sql: include_str!("../migrations/20261122T0645_create_profiles.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};

/// Labels that the columns are sealed under.
const DETAILS: &str = "profiles.details";
const NEEDS: &str = "profiles.needs";

/// The person's own entries, for themself and what they apply for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub next_of_kin: Option<NextOfKin>,
    pub employer: Option<String>,
    /// Where refunds go (C21).
    pub account: Option<AccountNumber>,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextOfKin {
    pub name: String,
    /// In the person's own words: daughter, neighbour.
    pub relation: String,
    pub telephone: Option<Telephone>,
}

/// What a health service should know before it meets the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// The language of the interpreter, where one is needed.
    pub interpreter: Option<String>,
    pub hearing: bool,
    pub sight: bool,
    pub speech: bool,
    /// In the person's own words.
    pub note: Option<String>,
}

impl Needs {
    /// Nothing that a service has to prepare for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the subject has told of themself.
pub async fn details(allowed: &Allowed<See>) -> Result<Details, GateError> {
    static FIND: PersonalSql = PersonalSql::new("SELECT details FROM profiles WHERE person = :person");
    read(allowed, &FIND, DETAILS).await
}

/// What a health service should know before it meets the subject: for the person's page, for staff at work with them,
/// and for systems, each by a permission of their own.
pub async fn needs(allowed: &Allowed<See>) -> Result<Needs, GateError> {
    static FIND: PersonalSql = PersonalSql::new("SELECT needs FROM profiles WHERE person = :person");
    read(allowed, &FIND, NEEDS).await
}

/// Keeps the subject's own entries in the place of those before.
pub async fn set_details(tx: &mut PersonTx<'_>, details: &Details) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO profiles (person, details, changed_at) VALUES (:person, :1, :2)
         ON CONFLICT (person) DO UPDATE SET details = excluded.details, changed_at = excluded.changed_at",
    );
    write(tx, &SET, DETAILS, details).await
}

/// Keeps the subject's needs in the place of those before.
pub async fn set_needs(tx: &mut PersonTx<'_>, needs: &Needs) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO profiles (person, needs, changed_at) VALUES (:person, :1, :2)
         ON CONFLICT (person) DO UPDATE SET needs = excluded.needs, changed_at = excluded.changed_at",
    );
    write(tx, &SET, NEEDS, needs).await
}

async fn read<T: DeserializeOwned + Default>(
    allowed: &Allowed<See>,
    sql: &PersonalSql,
    label: &str,
) -> Result<T, GateError> {
    let row = allowed.fetch_optional(sql, args![]).await?;
    let Some(sealed) = row.map(|row| row.opt_bytes(0)).transpose()?.flatten() else { return Ok(T::default()) };
    serde_json::from_slice(&allowed.open(label, &sealed)?).map_err(|_| DbError::Sealed.into())
}

async fn write<T: Serialize + Sync>(
    tx: &mut PersonTx<'_>,
    sql: &PersonalSql,
    label: &str,
    told: &T,
) -> Result<(), GateError> {
    let plain = serde_json::to_vec(told).map_err(|_| DbError::Sealed)?;
    let row = args![tx.seal(label, &plain), tx.now()];
    tx.execute(sql, row).await.map(drop)
}
