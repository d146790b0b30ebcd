//! What a person has chosen about home care: naming it in notices, and which next of kin are told of what (N3, R7, B5).

use std::collections::BTreeSet;

use access::rules::{Area, table};
use access::state::given_powers;
use access::{Allowed, GateError, PersonTx, PersonalSql, Row, See, args};
use notify::{Kin, KinChoice};
use people::PersonId;

/// Kind of the event that a visit was made.
pub const COMPLETED: &str = "completed";
/// Kind of the event that nobody has registered a planned visit.
pub const MISSED: &str = "missed";
/// Minutes after the planned end that one can choose among (B5).
pub const MISSED_AFTER: [u16; 4] = [30, 60, 120, 240];

const SERVICE: &str = table::HOME_CARE.service;

/// The person's choices. Nothing is chosen from the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Notices about visits may say that they are (N3).
    pub named: bool,
    /// Minutes after the planned end of a visit that nobody has registered, at which chosen next of kin are told.
    pub missed_after: Option<u16>,
}

/// What one holder of a power is told of, as far as the person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KinWord {
    pub holder: PersonId,
    /// Unless the person has said no (R7).
    pub completed: bool,
    /// Once the person has said yes (B5).
    pub missed: bool,
}

static FIND: PersonalSql =
    PersonalSql::new("SELECT named, missed_after FROM home_care_settings WHERE person = :person");

/// The subject's choices.
pub async fn settings(allowed: &Allowed<See>) -> Result<Settings, GateError> {
    read(allowed.fetch_optional(&FIND, args![]).await?)
}

/// As [`settings`], inside the transaction of a change.
pub async fn settings_in(tx: &mut PersonTx<'_>) -> Result<Settings, GateError> {
    read(tx.fetch_optional(&FIND, args![]).await?)
}

/// Keeps the subject's choices: these and no others.
pub async fn store(tx: &mut PersonTx<'_>, settings: &Settings) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO home_care_settings (person, named, missed_after) VALUES (:person, :1, :2)
         ON CONFLICT (person) DO UPDATE SET named = excluded.named, missed_after = excluded.missed_after",
    );
    tx.execute(&SET, args![settings.named, settings.missed_after.map(i64::from)]).await.map(drop)
}

/// What each of `holders` is told of, in the same order.
pub async fn kin(allowed: &Allowed<See>, holders: &[PersonId]) -> Result<Vec<KinWord>, GateError> {
    let choices = notify::kin_choices(allowed, SERVICE).await?;
    let said = |holder: PersonId, kind: &str, unsaid: bool| {
        choices.iter().find(|it| it.holder == holder && it.kind == kind).map_or(unsaid, |it| it.told)
    };
    let word = |holder: PersonId| KinWord {
        holder,
        completed: said(holder, COMPLETED, Kin::UnlessRefused.unsaid()),
        missed: said(holder, MISSED, Kin::Chosen.unsaid()),
    };
    Ok(holders.iter().copied().map(word).collect())
}

/// Keeps what one holder is told of.
pub async fn choose_kin(tx: &mut PersonTx<'_>, word: KinWord) -> Result<(), GateError> {
    for (kind, told) in [(COMPLETED, word.completed), (MISSED, word.missed)] {
        notify::choose_kin(tx, SERVICE, &KinChoice { holder: word.holder, kind: kind.to_owned(), told }).await?;
    }
    Ok(())
}

/// Those who hold the subject's power for digital health services today (R7), each once.
pub async fn next_of_kin(allowed: &Allowed<See>) -> Result<Vec<PersonId>, GateError> {
    let today = db::oslo(allowed.now()).date();
    let given = given_powers(allowed).await?;
    let stands = given.iter().filter(|it| it.power.stands(today) && it.power.areas.contains(&Area::Digital));
    let holders: BTreeSet<PersonId> = stands.map(|it| it.holder).collect();
    Ok(holders.into_iter().collect())
}

fn read(row: Option<Row>) -> Result<Settings, GateError> {
    let Some(row) = row else { return Ok(Settings::default()) };
    let minutes = row.opt_int(1)?.and_then(|minutes| u16::try_from(minutes).ok());
    Ok(Settings { named: row.bool(0)?, missed_after: minutes })
}
