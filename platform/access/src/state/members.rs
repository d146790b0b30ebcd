//! Who works where and as what (H3): read afresh in every request, so that a role that has ended opens nothing more.

use db::{Db, DbError, Row, Tx, args};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{
    Allowed, GateError, Grant, PersonTx, PersonalSql, See, Staff, items,
    rules::{Flags, ItemSource, Refusal, Role},
    state::change,
};

/// Label under which a number in the register of health personnel is sealed.
const HPR: &str = "members.hpr";

/// A role that somebody has or had at an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub id: Uuid,
    /// Organisation number, nine digits.
    pub organisation: String,
    pub office: Uuid,
    pub role: Role,
    /// A person's id, or how a command names itself.
    pub given_by: String,
    pub given_at: Timestamp,
    pub ended_by: Option<String>,
    pub ended_at: Option<Timestamp>,
    hpr: Option<Vec<u8>>,
}

/// A role to be given to the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    pub organisation: String,
    pub office: Uuid,
    pub role: Role,
    /// Number in the register of health personnel, where they have one.
    pub hpr: Option<HprNumber>,
    /// A person's id, or how a command names itself.
    pub given_by: String,
}

/// A number in the register of health personnel (Helsepersonellregisteret): seven to nine digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HprNumber(String);

impl HprNumber {
    /// Reads it as typed, spaces between the digits or not. `None` where it cannot be one.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|char| !char.is_whitespace()).collect();
        let fits = (7..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then_some(Self(digits))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Member {
    /// The number in the register of health personnel, opened with the permission for the member themself.
    ///
    /// # Errors
    /// [`DbError`] where it was not sealed for this person.
    pub fn hpr(&self, member: &Grant) -> Result<Option<String>, DbError> {
        let Some(sealed) = &self.hpr else { return Ok(None) };
        Ok(String::from_utf8(member.open(HPR, sealed)?).ok())
    }
}

const COLUMNS: &str = "person, id, organisation, office, role, hpr, given_by, given_at, ended_by, ended_at";

impl PersonTx<'_> {
    /// Gives the subject a role. `None` when they have it at this office already.
    pub async fn give_role(&mut self, new: &NewMember) -> Result<Option<Uuid>, GateError> {
        let (person, at, id) = (self.subject(), self.now(), self.new_id());
        let hpr = new.hpr.as_ref().map(|hpr| self.seal(HPR, hpr.as_str().as_bytes()));
        let tx = self.raw();
        change::hold_row(tx, person).await?;
        let has = "SELECT id FROM members WHERE person = $1 AND office = $2 AND role = $3 AND ended_at IS NULL";
        if tx.fetch_optional(has, args![person, new.office, new.role.as_str()]).await?.is_some() {
            return Ok(None);
        }
        let sql = format!("INSERT INTO members ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)");
        let by = &new.given_by;
        let row = args![person, id, &new.organisation, new.office, new.role.as_str(), hpr, by, at];
        tx.execute(sql, row).await?;
        items::set(tx, person, id, Flags::default(), ItemSource::Other).await?;
        Ok(Some(id))
    }

    /// Ends a role of the subject in the organisation, at once. Says whether there was one to end.
    pub async fn end_role(&mut self, organisation: &str, role: Uuid, by: &str) -> Result<bool, GateError> {
        let (person, at) = (self.subject(), self.now());
        let sql = "UPDATE members SET ended_at = $4, ended_by = $5
                   WHERE person = $1 AND id = $2 AND organisation = $3 AND ended_at IS NULL";
        let ended = self.raw().execute(sql, args![person, role, organisation, at, by]).await? > 0;
        if ended {
            items::set(self.raw(), person, role, Flags::default(), ItemSource::Other).await?;
        }
        Ok(ended)
    }
}

/// The member of staff under this id, while the role stands.
pub(crate) async fn standing_member(db: &Db, person: PersonId, id: Uuid) -> Result<Option<Staff>, DbError> {
    let sql = "SELECT organisation, office, role FROM members WHERE person = $1 AND id = $2 AND ended_at IS NULL";
    let Some(row) = db.fetch_optional(sql, args![person, id]).await? else { return Ok(None) };
    let (organisation, office, role) = (row.text(0)?, row.uuid(1)?, role(&row, 2)?);
    Ok(Some(Staff { person, membership: id, organisation, office, role }))
}

/// Refuses when the role was ended since the decision. The update changes nothing and holds the row until the
/// transaction ends.
pub(crate) async fn still_at_work(tx: &mut Tx, staff: &Staff) -> Result<(), GateError> {
    let sql = "UPDATE members SET role = role WHERE person = $1 AND id = $2 AND ended_at IS NULL";
    match tx.execute(sql, args![staff.person, staff.membership]).await? {
        0 => Err(GateError::Refused(Refusal::NotYourRole)),
        _ => Ok(()),
    }
}

/// A role that the subject has or had, for themself.
pub async fn own_role(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Member>, GateError> {
    static FIND: PersonalSql = PersonalSql::new(
        "SELECT person, id, organisation, office, role, hpr, given_by, given_at, ended_by, ended_at
         FROM members WHERE person = :person AND id = :1",
    );
    Ok(allowed.fetch_optional(&FIND, args![id]).await?.as_ref().map(member).transpose()?)
}

/// The roles that a person has now, for their own log-in at work.
pub async fn roles_of(db: &Db, person: PersonId) -> Result<Vec<Member>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM members WHERE person = $1 AND ended_at IS NULL ORDER BY given_at, id");
    db.fetch_all(sql, args![person]).await?.iter().map(member).collect()
}

/// Everyone who has or had a role in the organisation, the latest first. Whom it is about, the gate is asked to see.
pub async fn members_of(db: &Db, organisation: &str) -> Result<Vec<Member>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM members WHERE organisation = $1 ORDER BY given_at DESC, id DESC");
    db.fetch_all(sql, args![organisation]).await?.iter().map(member).collect()
}

/// The role with this id, one that has ended too: for an operator's command.
pub async fn find_member(db: &Db, id: Uuid) -> Result<Option<Member>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM members WHERE id = $1");
    db.fetch_optional(sql, args![id]).await?.as_ref().map(member).transpose()
}

fn member(row: &Row) -> Result<Member, DbError> {
    Ok(Member {
        person: row.person(0)?,
        id: row.uuid(1)?,
        organisation: row.text(2)?,
        office: row.uuid(3)?,
        role: role(row, 4)?,
        hpr: row.opt_bytes(5)?,
        given_by: row.text(6)?,
        given_at: row.time(7)?,
        ended_by: row.opt_text(8)?,
        ended_at: row.opt_time(9)?,
    })
}

fn role(row: &Row, index: usize) -> Result<Role, DbError> {
    Role::parse(row.str(index)?).ok_or(DbError::Column { index, expected: "a role" })
}
