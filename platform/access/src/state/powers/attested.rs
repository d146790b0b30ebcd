//! Powers on a doctor's certificate, for one who cannot give one (R9). Guidance staff register them from a paper form.

use db::{args, oslo};
use jiff::civil::Date;
use people::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{NewPower, PowerError, give::NewRow};
use crate::{
    Allowed, GateError, PersonTx, PersonalSql, See,
    rules::{Area, Level, PowerKind, latest_attested_end},
    state::{Change, change},
};

/// Label that certificates are sealed under.
const CERTIFICATE: &str = "powers.certificate";

/// The doctor's certificate, as the form says it. Sealed with the giver's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The doctor's name, and number in the register of health personnel where the form has it.
    pub doctor: String,
    pub hpr_number: Option<String>,
    /// When it was signed.
    pub signed: Date,
}

/// An attested power to be registered for the subject, who lacks the capacity to give one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// The next of kin who is to act.
    pub holder: PersonId,
    pub starts: Date,
    /// The last day: five years from the first at the latest ([`latest_attested_end`]).
    pub ends: Date,
    pub attestation: Attestation,
}

impl PersonTx<'_> {
    /// Registers an attested power for the subject: all areas, to see and act. One who has accepted the terms keeps the
    /// level they chose; for one who has not, the power brings the terms and level Full, which hold for its holder alone
    /// and as long as it does (docs/decisions/attested-powers.md). What parents chose before the age of 16 is not theirs.
    ///
    /// The caller has asked the register that both live, that neither has a protected address, and their ages; the
    /// rules ask again in every request.
    ///
    /// # Errors
    /// [`PowerError::Bounds`] for one that is over already, longer than five years, or held by the giver.
    pub async fn register_attested(&mut self, new: &Attested) -> Result<Uuid, PowerError> {
        let today = oslo(self.now()).date();
        let in_bounds = new.starts <= new.ends && new.ends >= today && new.ends <= latest_attested_end(new.starts);
        if !in_bounds || new.holder == self.subject() {
            return Err(PowerError::Bounds);
        }
        let (areas, holder) = (Area::ALL.to_vec(), new.holder);
        let power = NewPower { holder, areas, may_act: true, starts: new.starts, ends: Some(new.ends) };
        if let Some(already) = self.find_equal_power(&power, PowerKind::Attested).await? {
            return Ok(already);
        }
        let giver = self.subject();
        let chose_themself = self.consent().await?.level_set_by == Some(giver);
        if !chose_themself && !change::has_attested(self.raw(), giver).await? {
            self.change_state(&Change::AcceptTerms(Level::Full), new.holder).await?;
        }
        let plain = serde_json::to_vec(&new.attestation).unwrap_or_default();
        let certificate = Some(self.seal(CERTIFICATE, &plain));
        Ok(self.insert_power(NewRow { new: &power, kind: PowerKind::Attested, replaces: None, certificate }).await?)
    }
}

impl Attestation {
    /// The certificate behind an attested power of the subject.
    pub async fn find(allowed: &Allowed<See>, power: Uuid) -> Result<Option<Self>, GateError> {
        static FIND: PersonalSql =
            PersonalSql::new("SELECT certificate FROM powers WHERE person = :person AND id = :1");
        let row = allowed.fetch_optional(&FIND, args![power]).await?;
        let Some(sealed) = row.map(|row| row.opt_bytes(0)).transpose()?.flatten() else { return Ok(None) };
        Ok(serde_json::from_slice(&allowed.open(CERTIFICATE, &sealed)?).ok())
    }
}
