//! A line of the usage log on its way in.

use std::sync::{Arc, OnceLock};

use db::{Db, DbError, Tx, Value, args};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

/// One line: who did what with whose data, and why they could or could not.
#[derive(Clone, Debug)]
pub struct Entry {
    /// In whose log the line stands.
    pub(crate) person: PersonId,
    pub(crate) id: Uuid,
    pub(crate) at: Timestamp,
    /// Whose data it was: another than `person` in the log of one who acts for others (R10).
    pub(crate) subject: PersonId,
    pub(crate) actor_kind: &'static str,
    pub(crate) actor: String,
    pub(crate) service: &'static str,
    pub(crate) deed: &'static str,
    pub(crate) item: Option<Uuid>,
    pub(crate) granted: bool,
    /// A basis when granted, else a refusal, as in `rules::words`.
    pub(crate) reason: String,
    /// Where: the portal, or the organisation whose system it was.
    pub(crate) place: String,
    /// What staff stated as their reason, sealed for this line: it lies beside the log, not in it.
    pub(crate) words: Option<Vec<u8>>,
}

const COLUMNS: usize = 12;

/// Statements of 1, 2, 4 … 64 lines: 12 columns × 64 lines stay far below both engines' limits.
const WIDTHS: usize = 7;

/// Writes lines in the transaction, many to a statement. Widths are powers of two, so few statements are prepared.
pub(crate) async fn insert(tx: &mut Tx, entries: &[Entry]) -> Result<(), DbError> {
    count(entries);
    let mut rest = entries;
    while !rest.is_empty() {
        let power = (rest.len().ilog2() as usize).min(WIDTHS - 1);
        let (now, later) = rest.split_at(1 << power);
        tx.execute(statement(power), now.iter().flat_map(Entry::values).collect()).await?;
        rest = later;
    }
    insert_words(tx, entries).await
}

async fn insert_words(tx: &mut Tx, entries: &[Entry]) -> Result<(), DbError> {
    let sql = "INSERT INTO usage_log_words (person, line, words) VALUES ($1, $2, $3)";
    for entry in entries {
        if let Some(words) = &entry.words {
            tx.execute(sql, args![entry.person, entry.id, words.clone()]).await?;
        }
    }
    Ok(())
}

/// Writes lines in a transaction of their own, before the changes that wait: pages wait for these.
pub(crate) async fn append(db: &Db, entries: Vec<Entry>) -> Result<(), DbError> {
    let power = entries.len().max(1).ilog2() as usize;
    let wordless = entries.iter().all(|entry| entry.words.is_none());
    if wordless && entries.len() == 1 << power && power < WIDTHS {
        count(&entries);
        return db.execute(statement(power), entries.iter().flat_map(Entry::values).collect()).await.map(drop);
    }
    db.write_first(move |tx| Box::pin(async move { insert(tx, &entries).await })).await
}

fn count(entries: &[Entry]) {
    metrics::counter!("helsevei_usage_log_lines_total").increment(entries.len() as u64);
}

impl Entry {
    fn values(&self) -> Vec<Value> {
        args![
            self.person,
            self.id,
            self.at,
            self.subject,
            self.actor_kind,
            &self.actor,
            self.service,
            self.deed,
            self.item,
            self.granted,
            &self.reason,
            &self.place,
        ]
    }
}

/// The statement that writes 2 to the power of `power` lines.
fn statement(power: usize) -> Arc<str> {
    static TEXTS: [OnceLock<Arc<str>>; WIDTHS] = [const { OnceLock::new() }; WIDTHS];
    TEXTS[power].get_or_init(|| text(1 << power).into()).clone()
}

fn text(width: usize) -> String {
    let mut sql = String::from(
        "INSERT INTO usage_log (person, id, at, subject, actor_kind, actor, service, deed, item, granted, reason, place) \
         VALUES ",
    );
    for line in 0..width {
        let values: Vec<String> = (1..=COLUMNS).map(|column| format!("${}", line * COLUMNS + column)).collect();
        sql.push_str(if line == 0 { "(" } else { ", (" });
        sql.push_str(&values.join(", "));
        sql.push(')');
    }
    sql
}
