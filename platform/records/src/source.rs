//! The health services' systems that deliver, and what they are bound to.

use access::rules::ItemSource;
use db::{Db, DbError, Row, Tx, args};
use jiff::Timestamp;

/// A health service that delivers resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Organisation number, nine digits.
    pub organisation: String,
    /// As citizens know it.
    pub name: String,
    /// What kind of service it is: the gate narrows a youth's items by it (L2).
    pub kind: ItemSource,
    pub profile: Profile,
}

/// What a source's resources are held to, beyond base R4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Base R4 alone.
    #[default]
    Base,
    /// Helsenorge's profiles.
    Helsenorge,
}

const COLUMNS: &str = "organisation, name, item_source, profile";

impl Source {
    /// The source with this organisation number.
    pub async fn find(db: &Db, organisation: &str) -> Result<Option<Self>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM sources WHERE organisation = $1");
        db.fetch_optional(sql, args![organisation]).await?.map(|row| Self::read(&row, 0)).transpose()
    }

    /// The same in the transaction that changes it.
    pub async fn find_in(tx: &mut Tx, organisation: &str) -> Result<Option<Self>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM sources WHERE organisation = $1");
        tx.fetch_optional(sql, args![organisation]).await?.map(|row| Self::read(&row, 0)).transpose()
    }

    /// All sources, by name.
    pub async fn list(db: &Db) -> Result<Vec<Self>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM sources ORDER BY name, organisation");
        db.fetch_all(sql, args![]).await?.iter().map(|row| Self::read(row, 0)).collect()
    }

    /// Adds the source, or changes what is known of it.
    pub async fn save(&self, tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
        let sql = "INSERT INTO sources (organisation, name, item_source, profile, added_at) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (organisation) DO UPDATE SET name = excluded.name, item_source = excluded.item_source,
                   profile = excluded.profile";
        let row = args![&self.organisation, &self.name, self.kind.bit(), self.profile.as_str(), now];
        tx.execute(sql, row).await.map(drop)
    }

    /// The source in a row that has organisation, name, item_source and profile at `column` and the next three: for
    /// statements that join them.
    pub fn read(row: &Row, column: usize) -> Result<Self, DbError> {
        let kind = row.int(column + 2)?;
        let known =
            [ItemSource::Gp, ItemSource::Municipal, ItemSource::SchoolNurse, ItemSource::Hospital, ItemSource::Other];
        let helsenorge = row.text(column + 3)? == Profile::Helsenorge.as_str();
        Ok(Self {
            organisation: row.text(column)?,
            name: row.text(column + 1)?,
            kind: known.into_iter().find(|it| it.bit() == kind).unwrap_or(ItemSource::Other),
            profile: if helsenorge { Profile::Helsenorge } else { Profile::Base },
        })
    }
}

impl Profile {
    fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Helsenorge => "helsenorge",
        }
    }
}
