//! Who uses the portal, of many at once: for a source that asks beforehand.

use std::collections::HashMap;

use db::{Db, DbError, Row};
use people::PersonId;

use crate::rules::{Level, ServiceRules};

/// What one who has accepted the terms has chosen.
pub(crate) struct User {
    level: Level,
    access_removed: bool,
    patient_record_removed: bool,
    services_off: String,
}

impl User {
    /// Whether the service is theirs to use (L3, L7, S2).
    pub fn has(&self, rules: &ServiceRules) -> bool {
        let closed_record = self.patient_record_removed && rules.service == "patient_record";
        let off = self.services_off.split_whitespace().any(|it| it == rules.service);
        rules.opens_at(self.level) && !self.access_removed && !closed_record && !off
    }
}

/// Those of `people` who have accepted the terms.
pub(crate) async fn users(db: &Db, people: &[PersonId]) -> Result<HashMap<PersonId, User>, DbError> {
    let marks = (1..=people.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT person, level, access_removed, patient_record_removed, services_off FROM access_states
         WHERE terms_accepted_at IS NOT NULL AND person IN ({marks})"
    );
    let rows = db.fetch_all(sql, people.iter().map(db::ToValue::to_value).collect()).await?;
    rows.iter().filter_map(|row| user(row).transpose()).collect()
}

fn user(row: &Row) -> Result<Option<(PersonId, User)>, DbError> {
    let Some(level) = row.opt_text(1)?.as_deref().and_then(Level::parse) else { return Ok(None) };
    let user =
        User { level, access_removed: row.bool(2)?, patient_record_removed: row.bool(3)?, services_off: row.text(4)? };
    Ok(Some((row.person(0)?, user)))
}
