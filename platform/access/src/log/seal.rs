//! The sealer: chains new lines into monthly segments within seconds, and signs each head (I5).

use std::sync::Arc;

use aws_lc_rs::{
    digest::{Context, SHA256},
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use db::{Clock, Db, DbError, Keyring, Row, Tx, args};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use thiserror::Error;
use tokio::task::spawn_blocking;

use super::{Head, HeadFile};

/// Lines younger than this wait: a transaction that is under way may still bring an older one.
const SETTLE: SignedDuration = SignedDuration::from_secs(2);
/// Lines in one seal, or a few more that share the last one's moment: what a run and `verify` hold in memory, and so few
/// that no page waits long behind the transaction that seals them.
const MOST_LINES: i64 = 1_000;
/// Heads that are flushed to the file together.
const SEALS_A_FLUSH: i32 = 100;
/// Longer than a run takes; a sealer that dies is followed by another after this.
const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// Seals the log of one database. Any number of processes may run one: a lease lets one work at a time.
#[derive(Clone)]
pub struct Sealer {
    db: Db,
    clock: Clock,
    key: Arc<Ed25519KeyPair>,
    heads: HeadFile,
    holder: String,
}

/// What one run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealReport {
    pub lines: i64,
}

/// Why a run failed; the lines wait for the next.
#[derive(Debug, Error)]
pub enum SealError {
    #[error("the log cannot be sealed: {0}")]
    Database(#[from] DbError),
    #[error("the head cannot be written outside the database: {0}")]
    Heads(#[from] std::io::Error),
}

impl Sealer {
    /// A sealer that signs with the installation's own key and writes heads to `heads`. `holder` names this process.
    pub async fn open(
        db: Db,
        keyring: &Keyring,
        clock: Clock,
        heads: HeadFile,
        holder: String,
    ) -> Result<Self, DbError> {
        let key = Arc::new(signing_key(keyring).await?);
        Ok(Self { db, clock, key, heads, holder })
    }

    /// Seals what has settled, month by month, until nothing is left or another process has taken over.
    pub async fn run(&self) -> Result<SealReport, SealError> {
        let mut report = SealReport::default();
        let settled = self.clock.now() - SETTLE;
        while self.db.take_lease("usage_log_sealer", &self.holder, self.clock.now(), LEASE).await? {
            // Also what was committed when a process died before the file had it.
            self.write_heads().await?;
            let mut lines = 0;
            for _ in 0..SEALS_A_FLUSH {
                match self.seal_one(settled).await? {
                    Some(head) => lines += head.lines,
                    None => break,
                }
            }
            if lines == 0 {
                break;
            }
            report.lines += lines;
        }
        Ok(report)
    }

    /// Writes the heads that stand in the database and not yet in the file.
    async fn write_heads(&self) -> Result<(), SealError> {
        let sql = "SELECT number, segment, lines, up_to_at, hash, signature FROM usage_seals WHERE number > $1
                   ORDER BY number LIMIT $2";
        loop {
            let written = self.heads.last()?.map_or(0, |head| head.number);
            let rows = self.db.fetch_all(sql, args![written, SEALS_A_FLUSH]).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let (file, heads) = (self.heads.clone(), rows.iter().map(head).collect::<Result<Vec<_>, _>>()?);
            // The flush waits for a disk: not on a thread that answers pages.
            let appended = spawn_blocking(move || file.append(&heads)).await;
            appended.map_err(std::io::Error::other)??;
        }
    }

    async fn seal_one(&self, settled: Timestamp) -> Result<Option<Head>, SealError> {
        let key = self.key.clone();
        let sealed = self.db.write(move |tx| Box::pin(async move { seal_in(tx, &key, settled).await })).await?;
        Ok(sealed)
    }
}

/// When the oldest line was written that still waits for its seal; `None` when none waits.
///
/// # Errors
/// A fault of the database.
pub async fn oldest_unsealed(db: &Db) -> Result<Option<Timestamp>, DbError> {
    let row = db.fetch_optional("SELECT MIN(at) FROM usage_log WHERE seal IS NULL", args![]).await?;
    row.map_or(Ok(None), |row| row.opt_time(0))
}

/// Seals the settled lines of the oldest unsealed month in the transaction.
async fn seal_in(tx: &mut Tx, key: &Ed25519KeyPair, settled: Timestamp) -> Result<Option<Head>, DbError> {
    let oldest = "SELECT MIN(at) FROM usage_log WHERE seal IS NULL AND at <= $1";
    let oldest = tx.fetch_optional(oldest, args![settled]).await?.map(|row| row.opt_time(0)).transpose()?.flatten();
    let Some(oldest) = oldest else { return Ok(None) };
    let (segment, next_month) = month(oldest);
    let month_end = settled.min(next_month - SignedDuration::from_micros(1));
    let full = "SELECT at FROM usage_log WHERE seal IS NULL AND at <= $1 ORDER BY at LIMIT 1 OFFSET $2";
    let full = tx.fetch_optional(full, args![month_end, MOST_LINES - 1]).await?;
    let up_to = full.map_or(Ok(month_end), |row| row.time(0))?;
    let last = "SELECT number, hash FROM usage_seals ORDER BY number DESC LIMIT 1";
    let (number, previous) = match tx.fetch_optional(last, args![]).await? {
        Some(row) => (row.int(0)? + 1, row.text(1)?),
        None => (1, String::new()),
    };
    let take = format!("UPDATE usage_log SET seal = $1 WHERE seal IS NULL AND at <= $2 RETURNING {LINE}");
    let lines = tx.fetch_all(take, args![number, up_to]).await?;
    let hash = chain(&previous, &lines)?;
    let mut head = Head {
        number,
        segment,
        lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
        up_to_at: up_to.as_microsecond(),
        hash,
        signature: String::new(),
    };
    head.signature = hex(key.sign(signed_text(&head).as_bytes()).as_ref());
    let sql = "INSERT INTO usage_seals (number, segment, lines, up_to_at, previous, hash, signature, pruned)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let row =
        args![head.number, &head.segment, head.lines, head.up_to_at, previous, &head.hash, &head.signature, false];
    tx.execute(sql, row).await?;
    Ok(Some(head))
}

/// The columns that a seal covers, in their order.
pub(super) const LINE: &str = "person, id, at, subject, actor_kind, actor, service, deed, item, granted, reason, place";

/// SHA-256 over the previous hash and the lines by person and id, every field with its length before it.
pub(super) fn chain(previous: &str, lines: &[Row]) -> Result<String, DbError> {
    let mut texts = lines.iter().map(line_text).collect::<Result<Vec<_>, _>>()?;
    texts.sort_unstable();
    let mut context = Context::new(&SHA256);
    context.update(previous.as_bytes());
    for text in &texts {
        context.update(text.as_bytes());
    }
    Ok(hex(context.finish().as_ref()))
}

fn line_text(row: &Row) -> Result<String, DbError> {
    let mut text = String::with_capacity(256);
    let mut field = |value: &str| {
        text.push_str(&value.len().to_string());
        text.push(':');
        text.push_str(value);
    };
    for index in [0, 1] {
        field(&row.text(index)?);
    }
    field(&row.int(2)?.to_string());
    for index in 3..=7 {
        field(&row.text(index)?);
    }
    field(&row.opt_text(8)?.unwrap_or_default());
    field(if row.bool(9)? { "granted" } else { "refused" });
    for index in [10, 11] {
        field(&row.text(index)?);
    }
    text.push('\n');
    Ok(text)
}

pub(super) fn head(row: &Row) -> Result<Head, DbError> {
    Ok(Head {
        number: row.int(0)?,
        segment: row.text(1)?,
        lines: row.int(2)?,
        up_to_at: row.int(3)?,
        hash: row.text(4)?,
        signature: row.text(5)?,
    })
}

fn signed_text(head: &Head) -> String {
    format!("helsevei usage log\n{}\n{}\n{}\n{}\n{}", head.number, head.segment, head.lines, head.up_to_at, head.hash)
}

/// Whether the installation's key made this head's signature.
pub(super) fn is_signed(head: &Head, public: &[u8]) -> bool {
    let Some(signature) = unhex(&head.signature) else { return false };
    UnparsedPublicKey::new(&ED25519, public).verify(signed_text(head).as_bytes(), &signature).is_ok()
}

/// The key that signs heads: from a secret of the installation.
pub(super) async fn signing_key(keyring: &Keyring) -> Result<Ed25519KeyPair, DbError> {
    let seed = keyring.secret("usage-log-signing").await?;
    Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| DbError::Sealed)
}

pub(super) fn public_key(key: &Ed25519KeyPair) -> Vec<u8> {
    key.public_key().as_ref().to_vec()
}

/// The month of a moment, `2026-11`, and the moment the next begins (UTC).
fn month(at: Timestamp) -> (String, Timestamp) {
    let date = at.to_zoned(TimeZone::UTC).date();
    let next = date.last_of_month().tomorrow().ok().and_then(|first| first.to_zoned(TimeZone::UTC).ok());
    let name = format!("{:04}-{:02}", date.year(), date.month());
    (name, next.map_or(Timestamp::MAX, |first| first.timestamp()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}
