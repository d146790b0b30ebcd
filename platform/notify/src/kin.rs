//! Whom of those who hold a power the person lets be told of what (R7, B5).

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use db::{Db, DbError, Row};
use people::PersonId;

/// Which holders of powers are told of an event. Whoever it is, they have asked to be told of the person (S5) and may
/// open the item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kin {
    /// All of them.
    #[default]
    All,
    /// Those who use the portal and whose level takes this class of news, but none whom the person has said no to (R7).
    UnlessRefused,
    /// Of the same, those alone whom the person has chosen; and not the person, who knows (B5).
    Chosen,
}

impl Kin {
    /// As it stands in the column `kin`.
    pub(crate) fn as_str(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::UnlessRefused => Some("unless_refused"),
            Self::Chosen => Some("chosen"),
        }
    }

    /// The way back. A word that nobody knows tells as few as may be.
    pub(crate) fn of_column(word: Option<&str>) -> Self {
        match word {
            None => Self::All,
            Some("unless_refused") => Self::UnlessRefused,
            Some(_) => Self::Chosen,
        }
    }

    /// What holds of one about whom the person has said neither yes nor no.
    pub fn unsaid(self) -> bool {
        self != Self::Chosen
    }
}

/// The person's word about one holder and one kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KinChoice {
    pub holder: PersonId,
    /// Kind of the event.
    pub kind: String,
    pub told: bool,
}

/// What the subject has said of the events of a service, in no order.
pub async fn kin_choices(allowed: &Allowed<See>, service: &str) -> Result<Vec<KinChoice>, GateError> {
    let rows = allowed.fetch_all(&CHOICES, args![service]).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// As [`kin_choices`], inside the transaction of a change.
pub async fn kin_choices_in(tx: &mut PersonTx<'_>, service: &str) -> Result<Vec<KinChoice>, GateError> {
    let rows = tx.fetch_all(&CHOICES, args![service]).await?;
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

static CHOICES: PersonalSql =
    PersonalSql::new("SELECT holder, kind, told FROM notice_kin WHERE person = :person AND service = :1");

/// Says that a holder is to be told of a kind of event, or is not; an earlier word gives way.
pub async fn choose_kin(tx: &mut PersonTx<'_>, service: &str, choice: &KinChoice) -> Result<(), GateError> {
    static SET: PersonalSql = PersonalSql::new(
        "INSERT INTO notice_kin (person, holder, service, kind, told) VALUES (:person, :1, :2, :3, :4)
         ON CONFLICT (person, holder, service, kind) DO UPDATE SET told = excluded.told",
    );
    tx.execute(&SET, args![choice.holder, service, &choice.kind, choice.told]).await.map(drop)
}

/// Whether the person lets `holder` be told of it now.
pub(crate) async fn lets(
    db: &Db,
    person: PersonId,
    holder: PersonId,
    event: (&str, &str),
    kin: Kin,
) -> Result<bool, DbError> {
    let sql = "SELECT told FROM notice_kin WHERE person = $1 AND holder = $2 AND service = $3 AND kind = $4";
    let row = db.fetch_optional(sql, args![person, holder, event.0, event.1]).await?;
    row.map_or(Ok(kin.unsaid()), |row| row.bool(0))
}

fn read(row: &Row) -> Result<KinChoice, DbError> {
    Ok(KinChoice { holder: row.person(0)?, kind: row.text(1)?, told: row.bool(2)? })
}
