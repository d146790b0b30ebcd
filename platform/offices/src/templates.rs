//! Answers that an office has written once and uses often (H3).

use db::{DbError, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::Offices;

/// A text of an office's own, to begin an answer with. Nothing is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub id: Uuid,
    /// What staff choose it by.
    pub name: String,
    pub body: String,
}

impl Offices {
    /// The templates of an office, by name.
    pub async fn templates(&self, office: Uuid) -> Result<Vec<Template>, DbError> {
        let sql = "SELECT id, name, body FROM answer_templates WHERE office = $1 ORDER BY name, id";
        let rows = self.0.fetch_all(sql, args![office]).await?;
        rows.iter().map(|row| Ok(Template { id: row.uuid(0)?, name: row.text(1)?, body: row.text(2)? })).collect()
    }

    /// Adds a template to an office, or changes it.
    pub async fn save_template(&self, office: Uuid, template: &Template, now: Timestamp) -> Result<(), DbError> {
        let sql = "INSERT INTO answer_templates (office, id, name, body, changed_at) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (office, id) DO UPDATE SET name = excluded.name, body = excluded.body,
                   changed_at = excluded.changed_at";
        self.0.execute(sql, args![office, template.id, &template.name, &template.body, now]).await.map(drop)
    }

    /// Removes a template of an office; again changes nothing.
    pub async fn remove_template(&self, office: Uuid, id: Uuid) -> Result<(), DbError> {
        let sql = "DELETE FROM answer_templates WHERE office = $1 AND id = $2";
        self.0.execute(sql, args![office, id]).await.map(drop)
    }
}
