//! How an account stands, for the guidance service, and the paper forms that change it (O4, P10).

use db::{DbError, args};
use jiff::{Timestamp, civil::Date};
use people::PersonId;
use uuid::Uuid;

use crate::{
    Allowed, GateError, PersonTx, PersonalSql, See, items,
    rules::{Flags, ItemSource, Level},
    state::{Change, change, standing_powers},
};

/// What guidance sees of somebody: nothing of their health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub accepted_at: Option<Timestamp>,
    pub level: Option<Level>,
    pub access_removed: bool,
    pub patient_record_removed: bool,
    /// How many powers stand or will, given or held.
    pub powers: usize,
}

/// What a form on paper asks for (L7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormKind {
    RemoveAccess,
    ReopenAccess,
    RemovePatientRecord,
    ReopenPatientRecord,
}

/// A form of the subject's on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperForm {
    pub kind: FormKind,
    /// As the archive knows the form.
    pub form: String,
    /// A date in Norway.
    pub received: Date,
    pub registered_by: PersonId,
}

impl FormKind {
    pub const ALL: [Self; 4] =
        [Self::RemoveAccess, Self::ReopenAccess, Self::RemovePatientRecord, Self::ReopenPatientRecord];

    /// As it stands in a column, and with `-` for `_` in a text key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RemoveAccess => "remove_access",
            Self::ReopenAccess => "reopen_access",
            Self::RemovePatientRecord => "remove_patient_record",
            Self::ReopenPatientRecord => "reopen_patient_record",
        }
    }

    /// The way back from [`FormKind::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    fn change(self) -> Change {
        match self {
            Self::RemoveAccess => Change::RemoveAccess(true),
            Self::ReopenAccess => Change::RemoveAccess(false),
            Self::RemovePatientRecord => Change::RemovePatientRecord(true),
            Self::ReopenPatientRecord => Change::RemovePatientRecord(false),
        }
    }
}

static ACCOUNT: PersonalSql = PersonalSql::new(
    "SELECT terms_accepted_at, level, access_removed, patient_record_removed FROM access_states WHERE person = :person",
);

/// The subject's account as it stands.
pub async fn account(allowed: &Allowed<See>) -> Result<Account, GateError> {
    let powers = standing_powers(allowed).await?;
    let Some(row) = allowed.fetch_optional(&ACCOUNT, vec![]).await? else {
        return Ok(Account { powers, ..Account::default() });
    };
    Ok(Account {
        accepted_at: row.opt_time(0)?,
        level: row.opt_text(1)?.as_deref().and_then(Level::parse),
        access_removed: row.bool(2)?,
        patient_record_removed: row.bool(3)?,
        powers,
    })
}

impl PersonTx<'_> {
    /// Registers a form of the subject, or of a parent for a child, and does what it asks for. Returns its id; `None` for
    /// one that is registered already: then nothing is done again.
    pub async fn register_form(&mut self, form: &PaperForm) -> Result<Option<Uuid>, DbError> {
        let (person, at, id) = (self.subject(), self.now(), self.new_id());
        let received = form.received.to_string();
        // Two clicks at once come one after the other.
        change::hold_row(self.raw(), person).await?;
        let same = "SELECT id FROM paper_forms WHERE person = $1 AND kind = $2 AND form = $3 AND received_on = $4";
        let what = args![person, form.kind.as_str(), &form.form, &received];
        if self.raw().fetch_optional(same, what).await?.is_some() {
            return Ok(None);
        }
        let sql = "INSERT INTO paper_forms (person, id, kind, form, received_on, registered_by, registered_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let row = args![person, id, form.kind.as_str(), &form.form, received, form.registered_by, at];
        self.raw().execute(sql, row).await?;
        items::set(self.raw(), person, id, Flags::default(), ItemSource::Other).await?;
        self.change_state(&form.kind.change(), form.registered_by).await?;
        Ok(Some(id))
    }
}

/// A form that was registered for the subject, with when it was.
pub async fn find_form(allowed: &Allowed<See>, id: Uuid) -> Result<Option<(PaperForm, Timestamp)>, GateError> {
    static FIND: PersonalSql = PersonalSql::new(
        "SELECT kind, form, received_on, registered_by, registered_at FROM paper_forms WHERE person = :person AND id = :1",
    );
    let Some(row) = allowed.fetch_optional(&FIND, args![id]).await? else { return Ok(None) };
    let kind = FormKind::parse(row.str(0)?).ok_or(DbError::Column { index: 0, expected: "a kind of form" })?;
    let received = row.str(2)?.parse().map_err(|_| DbError::Column { index: 2, expected: "a date" })?;
    let form = PaperForm { kind, form: row.text(1)?, received, registered_by: row.person(3)? };
    Ok(Some((form, row.time(4)?)))
}
