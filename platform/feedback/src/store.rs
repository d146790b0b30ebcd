//! All SQL of what readers tell.

use db::{Clock, Db, DbError, Keyring, PersonKey, Row, Value, args};
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;
use uuid::Uuid;

use crate::{About, Content, Message, New};

/// Unhandled messages are taken up to this number: nobody fills the disk with them.
pub const MOST_WAITING: i64 = 5_000;
/// A message is gone after it.
const KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);
/// The name of the key that messages are sealed with.
const KEY: &str = "feedback";
/// What a sealed text is bound to.
const LABEL: &str = "feedback_messages.content";
const COLUMNS: &str = "id, about, language, content, received_at, handled_at";

/// What readers have told this installation. Cheap to clone.
#[derive(Clone)]
pub struct Feedback {
    db: Db,
    keyring: Keyring,
    clock: Clock,
}

/// Why a message was not taken.
#[derive(Debug, Error)]
pub enum FeedbackError {
    /// [`MOST_WAITING`] messages wait already.
    #[error("too many messages wait")]
    Full,
    #[error(transparent)]
    Database(#[from] DbError),
}

/// What readers answered of one article in one language and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinions {
    /// `topic/slug`.
    pub article: String,
    pub language: String,
    /// `2026-11`.
    pub month: String,
    pub useful: i64,
    pub not_useful: i64,
}

impl Feedback {
    /// What is told in this database.
    pub fn new(db: Db, keyring: Keyring, clock: Clock) -> Self {
        Self { db, keyring, clock }
    }

    /// Counts one answer to "Was this useful?". The article must be one there is: then counts never grow beyond
    /// articles × languages × months.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn count(&self, article: &str, language: &str, useful: bool) -> Result<(), DbError> {
        let (article, language) = (article.to_owned(), language.to_owned());
        let month = self.clock.today().strftime("%Y-%m").to_string();
        let (yes, no) = (i64::from(useful), i64::from(!useful));
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                let sql = "INSERT INTO article_opinions (article, language, month, useful, not_useful)
                           VALUES ($1, $2, $3, $4, $5)
                           ON CONFLICT (article, language, month) DO UPDATE SET
                             useful = article_opinions.useful + excluded.useful,
                             not_useful = article_opinions.not_useful + excluded.not_useful";
                tx.execute(sql, args![article, language, month, yes, no]).await.map(drop)
            })
        });
        job.await
    }

    /// All answers from a month (`2026-01`) on, by article, language and month.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn opinions(&self, from: &str) -> Result<Vec<Opinions>, DbError> {
        let sql = "SELECT article, language, month, useful, not_useful FROM article_opinions
                   WHERE month >= $1 ORDER BY article, language, month";
        let read = |row: &Row| {
            Ok(Opinions {
                article: row.text(0)?,
                language: row.text(1)?,
                month: row.text(2)?,
                useful: row.int(3)?,
                not_useful: row.int(4)?,
            })
        };
        self.db.fetch_all(sql, args![from]).await?.iter().map(read).collect()
    }

    /// Takes a message, sealed. The same one again changes nothing.
    ///
    /// # Errors
    /// [`FeedbackError::Full`] when too many wait, or a fault of the database.
    pub async fn receive(&self, new: New) -> Result<(), FeedbackError> {
        let plain = serde_json::to_vec(&new.content).map_err(|_| DbError::Sealed)?;
        let sealed = self.keyring.own(KEY).await?.seal(LABEL, &plain);
        let at = self.clock.now();
        let job = self.db.write::<_, FeedbackError, _>(move |tx| {
            Box::pin(async move {
                let waiting = "SELECT COUNT(*) FROM feedback_messages WHERE handled_at IS NULL";
                if number(tx.fetch_optional(waiting, args![]).await?.as_ref())? >= MOST_WAITING {
                    return Err(FeedbackError::Full);
                }
                let sql = "INSERT INTO feedback_messages (id, about, language, content, received_at)
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
                tx.execute(sql, args![new.id, new.about.as_str(), new.language, sealed, at]).await?;
                Ok(())
            })
        });
        job.await
    }

    /// Messages that wait, the oldest first, and after them at most `handled` of those that do not, the newest first.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn list(&self, handled: u32) -> Result<Vec<Message>, DbError> {
        let waiting =
            format!("SELECT {COLUMNS} FROM feedback_messages WHERE handled_at IS NULL ORDER BY received_at, id");
        let done = format!(
            "SELECT {COLUMNS} FROM feedback_messages WHERE handled_at IS NOT NULL ORDER BY received_at DESC, id LIMIT $1"
        );
        let mut rows = self.db.fetch_all(waiting, args![]).await?;
        rows.extend(self.db.fetch_all(done, args![i64::from(handled)]).await?);
        let key = self.keyring.own(KEY).await?;
        rows.iter().map(|row| read(row, &key)).collect()
    }

    /// The message with this id.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn find(&self, id: Uuid) -> Result<Option<Message>, DbError> {
        let sql = format!("SELECT {COLUMNS} FROM feedback_messages WHERE id = $1");
        let Some(row) = self.db.fetch_optional(sql, args![id]).await? else { return Ok(None) };
        read(&row, &self.keyring.own(KEY).await?).map(Some)
    }

    /// How many wait.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn waiting(&self) -> Result<i64, DbError> {
        let sql = "SELECT COUNT(*) FROM feedback_messages WHERE handled_at IS NULL";
        number(self.db.fetch_optional(sql, args![]).await?.as_ref())
    }

    /// Marks a message as handled, in the name of `by`. The second click changes nothing.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn handle(&self, id: Uuid, by: &str) -> Result<(), DbError> {
        let sql = "UPDATE feedback_messages SET handled_at = $2, handled_by = $3 WHERE id = $1 AND handled_at IS NULL";
        self.change(sql, args![id, self.clock.now(), by]).await.map(drop)
    }

    /// Lets a handled message wait again.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn reopen(&self, id: Uuid) -> Result<(), DbError> {
        let sql = "UPDATE feedback_messages SET handled_at = NULL, handled_by = NULL WHERE id = $1";
        self.change(sql, args![id]).await.map(drop)
    }

    /// Removes a message. Says whether it was there.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn delete(&self, id: Uuid) -> Result<bool, DbError> {
        Ok(self.change("DELETE FROM feedback_messages WHERE id = $1", args![id]).await? > 0)
    }

    /// Removes messages that are older than a year and says how many.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn purge(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - KEPT;
        self.change("DELETE FROM feedback_messages WHERE received_at < $1", args![before]).await
    }

    /// How many messages the operator has not been told of by letter.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn untold(&self) -> Result<i64, DbError> {
        let sql = "SELECT COUNT(*) FROM feedback_messages WHERE told_at IS NULL AND handled_at IS NULL";
        number(self.db.fetch_optional(sql, args![]).await?.as_ref())
    }

    /// The operator has been told of all that had come by `at`.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn told(&self, at: Timestamp) -> Result<(), DbError> {
        let sql = "UPDATE feedback_messages SET told_at = $1 WHERE told_at IS NULL AND received_at <= $1";
        self.change(sql, args![at]).await.map(drop)
    }

    async fn change(&self, sql: &'static str, args: Vec<Value>) -> Result<u64, DbError> {
        self.db.write(move |tx| Box::pin(async move { tx.execute(sql, args).await })).await
    }
}

fn number(row: Option<&Row>) -> Result<i64, DbError> {
    row.map_or(Ok(0), |row| row.int(0))
}

fn read(row: &Row, key: &PersonKey) -> Result<Message, DbError> {
    let about = About::parse(row.str(1)?).ok_or(DbError::Column { index: 1, expected: "what a message is about" })?;
    let plain = key.open(LABEL, row.blob(3)?)?;
    let content: Content = serde_json::from_slice(&plain).map_err(|_| DbError::Sealed)?;
    Ok(Message {
        id: row.uuid(0)?,
        about,
        language: row.text(2)?,
        content,
        received_at: row.time(4)?,
        handled_at: row.opt_time(5)?,
    })
}
