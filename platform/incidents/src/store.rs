//! All SQL of incidents.

use std::collections::HashMap;

use db::{Clock, Db, DbError, Random, Row, Tx, args};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{Component, Impact, Incident, Texts, Update};

/// How long the past is told of.
const HISTORY: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Which incidents are told of: what has not ended before `$1`.
const TOLD: &str = "COALESCE(resolved_at, ends_at, 9223372036854775807) > $1";

/// The incidents of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Incidents {
    db: Db,
    clock: Clock,
    random: Random,
}

impl Incidents {
    /// The incidents in this database.
    pub fn new(db: Db, clock: Clock, random: Random) -> Self {
        Self { db, clock, random }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Tells of something that is wrong from now on. Gives its id.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn open(&self, component: Component, impact: Impact, texts: Texts) -> Result<Uuid, DbError> {
        self.insert(component, impact, self.now(), None, texts).await
    }

    /// Tells of maintenance from one moment to another. Gives its id.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn plan(
        &self,
        component: Component,
        from: Timestamp,
        to: Timestamp,
        texts: Texts,
    ) -> Result<Uuid, DbError> {
        self.insert(component, Impact::Maintenance, from, Some(to), texts).await
    }

    async fn insert(
        &self,
        component: Component,
        impact: Impact,
        from: Timestamp,
        to: Option<Timestamp>,
        texts: Texts,
    ) -> Result<Uuid, DbError> {
        let (now, id) = (self.now(), self.random.uuid(self.now()));
        let update = self.random.uuid(now);
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                let sql =
                    "INSERT INTO incidents (id, component, impact, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5)";
                tx.execute(sql, args![id, component.as_str(), impact.as_str(), from, to]).await?;
                tell(tx, id, update, now, texts).await?;
                Ok(id)
            })
        });
        job.await
    }

    /// Tells more of one that is not over. Says whether there is one.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn update(&self, id: Uuid, texts: Texts) -> Result<bool, DbError> {
        self.change(id, "UPDATE incidents SET starts_at = starts_at WHERE id = $1 AND resolved_at IS NULL", texts).await
    }

    /// It is over, or maintenance is called off. Says whether it was not so before.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn resolve(&self, id: Uuid, texts: Texts) -> Result<bool, DbError> {
        self.change(id, "UPDATE incidents SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL", texts).await
    }

    async fn change(&self, id: Uuid, sql: &'static str, texts: Texts) -> Result<bool, DbError> {
        let (now, update) = (self.now(), self.random.uuid(self.now()));
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                let is_there = tx.execute(sql, if sql.contains("$2") { args![id, now] } else { args![id] }).await? > 0;
                if is_there {
                    tell(tx, id, update, now, texts).await?;
                }
                Ok(is_there)
            })
        });
        job.await
    }

    /// What is open or planned, and what was over within 90 days; what began or begins last first.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn list(&self) -> Result<Vec<Incident>, DbError> {
        let since = self.now() - HISTORY;
        let sql = format!(
            "SELECT incident, told_at, nb, nn, en FROM incident_updates
             WHERE incident IN (SELECT id FROM incidents WHERE {TOLD}) ORDER BY told_at, id"
        );
        let mut updates: HashMap<Uuid, Vec<Update>> = HashMap::new();
        for row in self.db.fetch_all(sql, args![since]).await? {
            let texts = Texts { nb: row.text(2)?, nn: row.text(3)?, en: row.text(4)? };
            updates.entry(row.uuid(0)?).or_default().push(Update { at: row.time(1)?, texts });
        }
        let sql = format!(
            "SELECT id, component, impact, starts_at, ends_at, resolved_at FROM incidents WHERE {TOLD}
             ORDER BY starts_at DESC, id DESC"
        );
        let rows = self.db.fetch_all(sql, args![since]).await?;
        rows.iter().map(|row| read(row, &mut updates)).collect()
    }
}

async fn tell(tx: &mut Tx, incident: Uuid, id: Uuid, at: Timestamp, texts: Texts) -> Result<(), DbError> {
    let sql = "INSERT INTO incident_updates (incident, id, told_at, nb, nn, en) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, args![incident, id, at, texts.nb, texts.nn, texts.en]).await.map(drop)
}

fn read(row: &Row, updates: &mut HashMap<Uuid, Vec<Update>>) -> Result<Incident, DbError> {
    let id = row.uuid(0)?;
    Ok(Incident {
        id,
        component: Component::parse(row.str(1)?).ok_or(DbError::Column { index: 1, expected: "a component" })?,
        impact: Impact::parse(row.str(2)?).ok_or(DbError::Column { index: 2, expected: "an impact" })?,
        starts_at: row.time(3)?,
        ends_at: row.opt_time(4)?,
        resolved_at: row.opt_time(5)?,
        updates: updates.remove(&id).unwrap_or_default(),
    })
}
