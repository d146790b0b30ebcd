//! Powers on a doctor's certificate, for one who cannot give one (R9). Guidance staff register them from a paper form.

use db::{args, oslo};
use jiff::civil::Date;
use people::PersonId;
use uuid::Uuid;

use super::{NewPower, PowerError, Side, give::NewRow};
use crate::{
    Allowed, Gate, GateError, PersonTx, PersonalSql, See,
    rules::{Area, GIVER_AGE, HOLDER_AGE, Level, PowerKind, age, latest_attested_end},
    state::{Change, change},
};

/// Label that references to certificates are sealed under.
const CERTIFICATE: &str = "powers.certificate";

/// An attested power to be registered for the subject, who lacks the capacity to give one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// The next of kin who is to act.
    pub holder: PersonId,
    /// At least one.
    pub areas: Vec<Area>,
    pub may_act: bool,
    pub starts: Date,
    /// The last day: five years from the first at the latest ([`latest_attested_end`]).
    pub ends: Date,
    /// As the archive knows the doctor's certificate: sealed with the giver's key, and nothing else of it is kept.
    pub certificate: String,
}

impl PersonTx<'_> {
    /// Registers an attested power for the subject. One who has accepted the terms keeps the level they chose; for one who
    /// has not, the power brings the terms and level Full, which hold for its holder alone and as long as it does
    /// (docs/decisions/attested-powers.md). What parents chose before the age of 16 is not theirs.
    ///
    /// The caller has asked [`Gate::unfit_for_attested`]; the rules ask again in every request.
    ///
    /// # Errors
    /// [`PowerError::Already`] for a second click; [`PowerError::Bounds`] for one without areas, over already, longer than five years, or held by the giver.
    pub async fn register_attested(&mut self, new: &Attested) -> Result<Uuid, PowerError> {
        let today = oslo(self.now()).date();
        let in_bounds = new.starts <= new.ends && new.ends >= today && new.ends <= latest_attested_end(new.starts);
        if !in_bounds || new.areas.is_empty() || new.holder == self.subject() {
            return Err(PowerError::Bounds);
        }
        let Attested { holder, areas, may_act, starts, ends, certificate } = new.clone();
        let power = NewPower { holder, areas, may_act, starts, ends: Some(ends) };
        if let Some(already) = self.find_equal_power(&power, PowerKind::Attested).await? {
            return Err(PowerError::Already(already));
        }
        let giver = self.subject();
        let chose_themself = self.consent().await?.level_set_by == Some(giver);
        if !chose_themself && !change::has_attested(self.raw(), giver).await? {
            self.change_state(&Change::AcceptTerms(Level::Full), new.holder).await?;
        }
        let certificate = Some(self.seal(CERTIFICATE, certificate.as_bytes()));
        let row = NewRow { new: &power, kind: PowerKind::Attested, replaces: None, certificate };
        Ok(self.insert_power(row).await?)
    }
}

/// As the archive knows the certificate behind an attested power that the subject is the giver of.
pub async fn certificate(allowed: &Allowed<See>, power: Uuid) -> Result<Option<String>, GateError> {
    static FIND: PersonalSql = PersonalSql::new("SELECT certificate FROM powers WHERE person = :person AND id = :1");
    let row = allowed.fetch_optional(&FIND, args![power]).await?;
    let Some(sealed) = row.map(|row| row.opt_bytes(0)).transpose()?.flatten() else { return Ok(None) };
    Ok(String::from_utf8(allowed.open(CERTIFICATE, &sealed)?).ok())
}

impl Gate {
    /// Which of the two cannot be a side of an attested power today, by the register: one who has died, is too young
    /// (R5) or has a protected address (R8), all alike. `None` where both can.
    ///
    /// # Errors
    /// A fault of the register.
    pub async fn unfit_for_attested(&self, giver: PersonId, holder: PersonId) -> Result<Option<Side>, GateError> {
        let people = self.register().persons(&[giver, holder]).await?;
        let today = oslo(self.clock().now()).date();
        let fits = |id: PersonId, youngest: i16| {
            people.iter().find(|person| person.id == id).is_some_and(|person| {
                !person.is_dead() && !person.protection.is_protected() && age::years(person.born, today) >= youngest
            })
        };
        let sides = [(Side::Giver, giver, GIVER_AGE), (Side::Holder, holder, HOLDER_AGE)];
        Ok(sides.into_iter().find(|(_, id, youngest)| !fits(*id, *youngest)).map(|(side, ..)| side))
    }
}
