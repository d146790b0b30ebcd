//! How much one wants to be told, and about whom (S5).

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use db::{Db, DbError, Row};
use people::PersonId;

use crate::{Alternative, Level};

/// What one has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub level: Level,
    /// `None`: not chosen; whichever can be reached.
    pub alternative: Option<Alternative>,
    /// Givers of powers whom one wants to be told about as about oneself.
    pub about: Vec<PersonId>,
}

/// The subject's own choices.
pub async fn settings(allowed: &Allowed<See>) -> Result<Settings, GateError> {
    static LEVEL: PersonalSql =
        PersonalSql::new("SELECT level, alternative FROM notice_settings WHERE person = :person");
    static ABOUT: PersonalSql = PersonalSql::new("SELECT about FROM notice_choices WHERE person = :person");
    let row = allowed.fetch_optional(&LEVEL, args![]).await?;
    let (level, alternative) = row.as_ref().map(chosen).transpose()?.unwrap_or_default();
    let about = allowed.fetch_all(&ABOUT, args![]).await?;
    Ok(Settings { level, alternative, about: about.iter().map(|row| row.person(0)).collect::<Result<_, _>>()? })
}

/// Chooses how much the subject is told, from now on.
pub async fn set_level(tx: &mut PersonTx<'_>, level: Level) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO notice_settings (person, level) VALUES (:person, :1)
         ON CONFLICT (person) DO UPDATE SET level = excluded.level",
    );
    tx.execute(&SET, args![level.as_str()]).await.map(drop)
}

/// Chooses what the subject is told by where no device answers.
pub async fn set_alternative(tx: &mut PersonTx<'_>, alternative: Alternative) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO notice_settings (person, level, alternative) VALUES (:person, :1, :2)
         ON CONFLICT (person) DO UPDATE SET alternative = excluded.alternative",
    );
    tx.execute(&SET, args![Level::default().as_str(), alternative.as_str()]).await.map(drop)
}

/// Chooses the givers of powers whom the subject is told about: these and no others.
pub async fn set_about(tx: &mut PersonTx<'_>, about: &[PersonId]) -> Result<(), GateError> {
    static CLEAR: PersonalSql = PersonalSql::new("DELETE FROM notice_choices WHERE person = :person");
    static ADD: PersonalSql = PersonalSql::new("INSERT INTO notice_choices (person, about) VALUES (:person, :1)");
    tx.execute(&CLEAR, args![]).await?;
    for person in about {
        tx.execute(&ADD, args![*person]).await?;
    }
    Ok(())
}

/// Takes the subject out of what others were told of, and out of what was kept of what the subject was told: for erasure
/// (L4). Rows of the subject's own go with their tables.
pub async fn forget(tx: &mut PersonTx<'_>) -> Result<(), GateError> {
    static LETTERS: PersonalSql = PersonalSql::new("DELETE FROM letters WHERE recipient = :person");
    static NOTICES: PersonalSql = PersonalSql::new("DELETE FROM notices WHERE recipient = :person");
    static CHOICES: PersonalSql = PersonalSql::new("DELETE FROM notice_choices WHERE about = :person");
    static KIN: PersonalSql = PersonalSql::new("DELETE FROM notice_kin WHERE holder = :person");
    for sql in [&LETTERS, &NOTICES, &CHOICES, &KIN] {
        tx.execute(sql, args![]).await?;
    }
    Ok(())
}

/// What somebody who is to be told has chosen.
pub(crate) async fn choices(db: &Db, person: PersonId) -> Result<(Level, Option<Alternative>), DbError> {
    let sql = "SELECT level, alternative FROM notice_settings WHERE person = $1";
    let row = db.fetch_optional(sql, args![person]).await?;
    Ok(row.as_ref().map(chosen).transpose()?.unwrap_or_default())
}

fn chosen(row: &Row) -> Result<(Level, Option<Alternative>), DbError> {
    let alternative = row.opt_text(1)?.as_deref().and_then(Alternative::parse);
    Ok((Level::parse(&row.text(0)?).unwrap_or_default(), alternative))
}

/// Whether the holder of a power wants to be told about its giver.
pub(crate) async fn wants(db: &Db, holder: PersonId, giver: PersonId) -> Result<bool, DbError> {
    let sql = "SELECT about FROM notice_choices WHERE person = $1 AND about = $2";
    Ok(db.fetch_optional(sql, args![holder, giver]).await?.is_some())
}
