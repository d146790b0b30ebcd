//! What the database holds after a fault, against what people were answered.

use db::{Db, DbError, args};

use crate::load::{Count, Tally};

/// Lines that the usage log should have grown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Books {
    looks: i64,
    choices: i64,
    deliveries: i64,
    searches: i64,
    /// Lines of history of chosen levels.
    chosen: i64,
    /// Resources.
    records: i64,
}

/// Each finds what is half done: a sentence, and how many there are.
const HALF_DONE: [(&str, &str); 6] = [
    (
        "resources without a way to their person",
        "SELECT COUNT(*) FROM records r WHERE NOT EXISTS (SELECT 1 FROM resource_routes s WHERE s.id = r.id)",
    ),
    (
        "resources without their marks",
        "SELECT COUNT(*) FROM records r
         WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.person = r.person AND i.item = r.id)",
    ),
    (
        "resources with an earlier version missing",
        "SELECT COUNT(*) FROM records r WHERE r.version - 1 <> (SELECT COUNT(*) FROM record_versions v
         WHERE v.person = r.person AND v.resource_type = r.resource_type AND v.id = r.id)",
    ),
    (
        "resources whose coming is not in the usage log",
        "SELECT COUNT(*) FROM records r WHERE NOT EXISTS
         (SELECT 1 FROM usage_log l WHERE l.person = r.person AND l.item = r.id AND l.granted)",
    ),
    (
        "powers that their holder does not see",
        "SELECT COUNT(*) FROM powers p WHERE p.ended_at IS NULL AND NOT EXISTS
         (SELECT 1 FROM powers_held h WHERE h.person = p.holder AND h.giver = p.person AND h.power = p.id)",
    ),
    (
        "persons whose level is not the last one chosen",
        "SELECT COUNT(*) FROM access_states s WHERE s.level IS NOT NULL AND s.level <> (SELECT e.detail
         FROM consent_events e WHERE e.person = s.person AND e.kind IN ('level_chosen', 'terms_accepted')
         ORDER BY e.at DESC, e.id DESC LIMIT 1)",
    ),
];

impl Books {
    /// As they stand now.
    pub async fn read(db: &Db) -> Result<Self, DbError> {
        let lines = "SELECT COUNT(*) FROM usage_log WHERE granted AND service = $1 AND deed = $2";
        let events = "SELECT COUNT(*) FROM consent_events WHERE kind = 'level_chosen'";
        Ok(Self {
            looks: number(db, lines, args!["appointments", "list"]).await?,
            choices: number(db, lines, args!["consent", "choose_level"]).await?,
            deliveries: number(db, lines, args!["appointments", "deliver"]).await?,
            searches: number(db, lines, args!["appointments", "search_own"]).await?,
            chosen: number(db, events, args![]).await?,
            records: number(db, "SELECT COUNT(*) FROM records", args![]).await?,
        })
    }

    /// What does not agree with the answers people had since `before`; empty when all does.
    pub fn differences(&self, before: &Self, tally: &Tally) -> Vec<String> {
        let log = "lines in the usage log";
        let counts = [
            between("pages", log, tally.looks, self.looks - before.looks),
            between("saved levels", log, tally.choices, self.choices - before.choices),
            between("deliveries", log, tally.sent, self.deliveries - before.deliveries),
            between("deliveries", "resources", tally.sent, self.records - before.records),
            between("searches", log, tally.found, self.searches - before.searches),
        ];
        // Nobody chooses the level they have, so each line of the log has its line of history.
        let (lines_grown, events_grown) = (self.choices - before.choices, self.chosen - before.chosen);
        let history = (events_grown > lines_grown)
            .then(|| format!("{events_grown} levels were chosen, and the usage log knows of {lines_grown}"));
        counts.into_iter().flatten().chain(history).collect()
    }
}

/// At least one for each answer, at most one for each request.
fn between(what: &str, lines: &str, count: Count, grown: i64) -> Option<String> {
    let most = count.answered + count.unknown;
    let fault = grown < count.answered || grown > most;
    fault.then(|| format!("{} {what} were answered and {} were not: {grown} {lines}", count.answered, count.unknown))
}

/// What is half done; empty when nothing is.
pub async fn half_done(db: &Db) -> Result<Vec<String>, DbError> {
    let mut found = Vec::new();
    for (what, sql) in HALF_DONE {
        let count = number(db, sql, args![]).await?;
        if count > 0 {
            found.push(format!("{count} {what}"));
        }
    }
    Ok(found)
}

/// Lines that wait for their seal.
pub async fn unsealed(db: &Db) -> Result<i64, DbError> {
    number(db, "SELECT COUNT(*) FROM usage_log WHERE seal IS NULL", args![]).await
}

async fn number(db: &Db, sql: &'static str, args: Vec<db::Value>) -> Result<i64, DbError> {
    db.fetch_optional(sql, args).await?.map_or(Ok(0), |row| row.int(0))
}
