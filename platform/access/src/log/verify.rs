//! `verify`: proves that the usage log is whole, up to a moment that it names (O6).

use db::{Db, Keyring, ToValue, args};
use jiff::Timestamp;

use super::{
    Head, HeadFile, Retention,
    seal::{self, LINE, SealError},
};

/// What is wrong with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A line was changed, removed or added: the seal's lines do not give its hash.
    Broken { seal: i64, segment: String },
    /// The seal does not follow the one before it.
    Unlinked { seal: i64 },
    /// The signature is not the installation's.
    Unsigned { seal: i64 },
    /// A head outside the database has no equal seal in it: the end was cut, or a seal replaced.
    Missing { seal: i64 },
    /// Its lines are marked as pruned before their time was out.
    PrunedEarly { seal: i64, segment: String },
}

/// The outcome: whole when there are no findings.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    pub seals: usize,
    pub lines: i64,
    /// Every line up to here is proved; `None` when nothing is sealed yet.
    pub up_to: Option<Timestamp>,
    /// Lines that wait for their seal: not proved.
    pub unsealed: i64,
    pub findings: Vec<Finding>,
}

/// Seals and heads that are read at once.
const AT_ONCE: usize = 100;

const SEALS: &str = "SELECT number, segment, lines, up_to_at, hash, signature, previous, pruned FROM usage_seals";

/// Checks every seal against its lines, the seal before it, its signature and the heads outside the database. Its memory
/// does not grow with the log.
pub async fn verify(
    db: &Db,
    keyring: &Keyring,
    heads: &HeadFile,
    retention: Retention,
    now: Timestamp,
) -> Result<Verified, SealError> {
    let public = seal::public_key(&seal::signing_key(keyring).await?);
    let mut check = Check { db, public, last_due: retention.last_due(now), outcome: Verified::default() };
    check.seals().await?;
    check.heads(heads).await?;
    let unsealed = "SELECT COUNT(*) FROM usage_log WHERE seal IS NULL";
    check.outcome.unsealed = db.fetch_optional(unsealed, args![]).await?.map_or(Ok(0), |row| row.int(0))?;
    Ok(check.outcome)
}

struct Check<'a> {
    db: &'a Db,
    public: Vec<u8>,
    /// The newest month whose lines may be gone.
    last_due: String,
    outcome: Verified,
}

impl Check<'_> {
    async fn seals(&mut self) -> Result<(), SealError> {
        let (mut last, mut last_hash) = (i64::MIN, String::new());
        loop {
            let sql = format!("{SEALS} WHERE number > $1 ORDER BY number LIMIT $2");
            let rows = self.db.fetch_all(sql, args![last, AT_ONCE as i64]).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                let head = seal::head(row)?;
                self.seal(&head, &row.text(6)?, row.bool(7)?, &last_hash).await?;
                (last, last_hash) = (head.number, head.hash);
            }
        }
    }

    async fn seal(&mut self, head: &Head, previous: &str, pruned: bool, last_hash: &str) -> Result<(), SealError> {
        let (seal, segment) = (head.number, head.segment.clone());
        if previous != last_hash {
            self.outcome.findings.push(Finding::Unlinked { seal });
        }
        if !seal::is_signed(head, &self.public) {
            self.outcome.findings.push(Finding::Unsigned { seal });
        }
        if pruned && head.segment > self.last_due {
            self.outcome.findings.push(Finding::PrunedEarly { seal, segment });
        } else if !pruned && !lines_give(self.db, previous, head).await? {
            self.outcome.findings.push(Finding::Broken { seal, segment });
        }
        self.outcome.seals += 1;
        self.outcome.lines += head.lines;
        self.outcome.up_to = Timestamp::from_microsecond(head.up_to_at).ok();
        Ok(())
    }

    /// Every head outside must stand in the database as it is.
    async fn heads(&mut self, file: &HeadFile) -> Result<(), SealError> {
        let mut outside = file.read()?;
        loop {
            let some = outside.by_ref().take(AT_ONCE).collect::<Result<Vec<_>, _>>()?;
            if some.is_empty() {
                return Ok(());
            }
            let marks = db::marks(1, some.len());
            let numbers = some.iter().map(|head| head.number.to_value()).collect();
            let rows = self.db.fetch_all(format!("{SEALS} WHERE number IN ({marks})"), numbers).await?;
            let stored = rows.iter().map(seal::head).collect::<Result<Vec<_>, _>>()?;
            let missing = some.iter().filter(|head| !stored.contains(head));
            self.outcome.findings.extend(missing.map(|head| Finding::Missing { seal: head.number }));
        }
    }
}

async fn lines_give(db: &Db, previous: &str, head: &Head) -> Result<bool, SealError> {
    let sql = format!("SELECT {LINE} FROM usage_log WHERE seal = $1");
    let lines = db.scan(sql, args![head.number], Vec::new(), |lines, row| {
        lines.push(row);
        Ok(())
    });
    let lines = lines.await?;
    let as_many = i64::try_from(lines.len()) == Ok(head.lines);
    // A line that cannot even be read was changed.
    Ok(as_many && seal::chain(previous, &lines).is_ok_and(|hash| hash == head.hash))
}
