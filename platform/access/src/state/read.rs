//! Reads the gate's facts, afresh in every request: no cache may outlive a withdrawal.

use std::collections::HashMap;

use db::{Db, DbError, Keyring, PersonKey, Row, ToValue, Tx, args};
use people::PersonId;

use crate::{
    GateError, Policy, Reach,
    rules::{Area, Availability, Level, Power, PowerKind, Refusal, Restrictions, ServiceRules},
    source::is_open,
};

/// Persons in one statement; more take several.
const AT_ONCE: usize = 100;

/// One person's row of `access_states` with the key their data are sealed under.
pub(crate) struct Stored {
    pub key: PersonKey,
    pub level: Option<Level>,
    pub level_set_by_another: bool,
    pub parental_consent: bool,
    pub restrictions: Restrictions,
}

/// A power that the person asked for holds, and whose it is.
pub(crate) struct Held {
    pub giver: PersonId,
    pub power: Power,
}

/// The columns of a person's state and key, for `person_keys k LEFT JOIN access_states s`.
macro_rules! state {
    () => {
        "k.master, k.wrapped, s.level, s.parental_consent_by IS NOT NULL, s.access_removed, s.patient_record_removed,
         s.services_off, s.terms_accepted_at, s.level_set_by IS NOT NULL AND s.level_set_by <> s.person"
    };
}

/// The subject's state and key in one statement. Without a state row nothing is accepted and nothing closed.
pub(crate) async fn stored(db: &Db, keyring: &Keyring, person: PersonId) -> Result<Stored, DbError> {
    let sql = concat!(
        "SELECT ",
        state!(),
        " FROM person_keys k LEFT JOIN access_states s ON s.person = k.person WHERE k.person = $1"
    );
    let row = db.fetch_optional(sql, args![person]).await?.ok_or(DbError::NoKey)?;
    read_stored(keyring, person, &row)
}

/// The same of several; those without a key are left out.
pub(crate) async fn stored_of(
    db: &Db,
    keyring: &Keyring,
    persons: &[PersonId],
) -> Result<HashMap<PersonId, Stored>, DbError> {
    let mut found = HashMap::with_capacity(persons.len());
    for some in persons.chunks(AT_ONCE) {
        let marks = db::marks(1, some.len());
        let sql = format!(
            "SELECT {}, k.person FROM person_keys k LEFT JOIN access_states s ON s.person = k.person
             WHERE k.person IN ({marks})",
            state!()
        );
        for row in db.fetch_all(sql, some.iter().map(ToValue::to_value).collect()).await? {
            let person = row.person(9)?;
            found.insert(person, read_stored(keyring, person, &row)?);
        }
    }
    Ok(found)
}

/// The actor's own state and key, with every power they hold, ended ones too: one statement for every page.
pub(crate) async fn own(db: &Db, keyring: &Keyring, actor: PersonId) -> Result<(Stored, Vec<Held>), DbError> {
    let sql = concat!(
        "SELECT ",
        state!(),
        ", p.person, p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at, p.kind
         FROM person_keys k
         LEFT JOIN access_states s ON s.person = k.person
         LEFT JOIN powers_held h ON h.person = k.person
         LEFT JOIN powers p ON p.person = h.giver AND p.id = h.power
         WHERE k.person = $1"
    );
    let rows = db.fetch_all(sql, args![actor]).await?;
    let stored = read_stored(keyring, actor, rows.first().ok_or(DbError::NoKey)?)?;
    let mut held = Vec::new();
    for row in &rows {
        if let Some(giver) = row.opt_uuid(9)?.map(PersonId) {
            held.push(Held { giver, power: power(row, 10)? });
        }
    }
    Ok((stored, held))
}

fn read_stored(keyring: &Keyring, person: PersonId, row: &Row) -> Result<Stored, DbError> {
    Ok(Stored {
        key: keyring.unwrap_row(person, row, 0)?,
        level: level(row)?,
        level_set_by_another: row.opt_bool(8)?.unwrap_or(false),
        parental_consent: row.opt_bool(3)?.unwrap_or(false),
        restrictions: restrictions(row, 4)?,
    })
}

/// Refuses when the person has withdrawn, or closed one of the services, since the decision. The row is held until the
/// transaction ends, so that nothing can be delivered behind an erasure.
pub(crate) async fn still_a_user(tx: &mut Tx, person: PersonId, services: &[&ServiceRules]) -> Result<(), GateError> {
    let sql = "SELECT level, access_removed, patient_record_removed, services_off FROM access_states
               WHERE person = $1 AND terms_accepted_at IS NOT NULL";
    let row = tx.fetch_held(sql, args![person]).await?.ok_or(GateError::Refused(Refusal::TermsNotAccepted))?;
    let level = row.opt_text(0)?.as_deref().and_then(Level::parse);
    let closed = restrictions(&row, 1)?;
    let uses = services.iter().all(|rules| is_open(level, &closed, rules));
    if uses { Ok(()) } else { Err(GateError::Refused(Refusal::TermsNotAccepted)) }
}

/// The level holds only while the terms are accepted (L3).
fn level(row: &Row) -> Result<Option<Level>, DbError> {
    let accepted = row.opt_int(7)?.is_some();
    Ok(row.opt_text(2)?.as_deref().and_then(Level::parse).filter(|_| accepted))
}

/// From the columns `access_removed, patient_record_removed, services_off`, from `first` on.
fn restrictions(row: &Row, first: usize) -> Result<Restrictions, DbError> {
    Ok(Restrictions {
        access_removed: row.opt_bool(first)?.unwrap_or(false),
        patient_record_removed: row.opt_bool(first + 1)?.unwrap_or(false),
        services_off: words(&row.opt_text(first + 2)?.unwrap_or_default()),
    })
}

/// The powers that `giver` has given `holder`, ended ones too: the rules tell them apart.
pub(crate) async fn powers_between(db: &Db, giver: PersonId, holder: PersonId) -> Result<Vec<Power>, DbError> {
    let sql = "SELECT id, areas, may_act, starts, ends, ended_at, kind FROM powers WHERE person = $1 AND holder = $2";
    db.fetch_all(sql, args![giver, holder]).await?.iter().map(|row| power(row, 0)).collect()
}

/// A power from the columns `id, areas, may_act, starts, ends, ended_at, kind`, from `first` on.
pub(super) fn power(row: &Row, first: usize) -> Result<Power, DbError> {
    let date = |text: String, index| text.parse().map_err(|_| DbError::Column { index, expected: "a date" });
    Ok(Power {
        id: row.uuid(first)?,
        areas: words(&row.text(first + 1)?).iter().filter_map(|word| Area::parse(word)).collect(),
        may_act: row.bool(first + 2)?,
        starts: date(row.text(first + 3)?, first + 3)?,
        ends: row.opt_text(first + 4)?.map(|text| date(text, first + 4)).transpose()?,
        ended: row.opt_int(first + 5)?.is_some(),
        kind: PowerKind::parse(&row.text(first + 6)?)
            .ok_or(DbError::Column { index: first + 6, expected: "a kind of power" })?,
    })
}

/// Whether the service is to be had for a person of this municipality.
pub(crate) async fn connected(
    db: &Db,
    policy: &Policy,
    person: PersonId,
    municipality: Option<&str>,
) -> Result<Availability, DbError> {
    let service = policy.rules.service;
    let municipality = municipality.unwrap_or_default();
    match policy.reach {
        Reach::Everywhere => Ok(Availability::Everywhere),
        Reach::ConnectedMunicipalities => {
            let sql = "SELECT service FROM connected_municipalities WHERE service = $1 AND municipality = $2";
            let connected = db.fetch_optional(sql, args![service, municipality]).await?.is_some();
            Ok(Availability::Municipality { connected })
        }
        Reach::Pilot => {
            // A region is a county: the first two digits of a municipality's number.
            let region: String = municipality.chars().take(2).collect();
            let sql = "SELECT kind FROM pilot_members WHERE service = $1 AND ((kind = 'person' AND value = $2)
                       OR (kind = 'municipality' AND value = $3) OR (kind = 'region' AND value = $4))";
            let chosen = db.fetch_optional(sql, args![service, person, municipality, region]).await?.is_some();
            Ok(Availability::Pilot { chosen })
        }
    }
}

/// A column of words with spaces between, such as `registered digital`.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
