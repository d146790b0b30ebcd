//! `verify`: proves that the usage log is whole, up to a moment that it names (O6).

use std::collections::BTreeMap;

use db::{Db, Keyring, args};
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

/// Checks every seal against its lines, the seal before it, its signature and the heads outside the database.
pub async fn verify(
    db: &Db,
    keyring: &Keyring,
    heads: &HeadFile,
    retention: Retention,
    now: Timestamp,
) -> Result<Verified, SealError> {
    let public = seal::public_key(&seal::signing_key(keyring).await?);
    let last_due = retention.last_due(now);
    let mut outcome = Verified::default();
    let mut stored = BTreeMap::new();
    let mut last_hash = String::new();
    let sql =
        "SELECT number, segment, lines, up_to_at, hash, signature, previous, pruned FROM usage_seals ORDER BY number";
    for row in db.fetch_all(sql, args![]).await? {
        let head = seal::head(&row)?;
        let previous = row.text(6)?;
        if previous != last_hash {
            outcome.findings.push(Finding::Unlinked { seal: head.number });
        }
        if !seal::is_signed(&head, &public) {
            outcome.findings.push(Finding::Unsigned { seal: head.number });
        }
        let pruned = row.bool(7)?;
        if pruned && head.segment > last_due {
            outcome.findings.push(Finding::PrunedEarly { seal: head.number, segment: head.segment.clone() });
        }
        if !pruned && !lines_give(db, &previous, &head).await? {
            outcome.findings.push(Finding::Broken { seal: head.number, segment: head.segment.clone() });
        }
        outcome.seals += 1;
        outcome.lines += head.lines;
        outcome.up_to = Timestamp::from_microsecond(head.up_to_at).ok();
        last_hash.clone_from(&head.hash);
        stored.insert(head.number, head);
    }
    for outside in heads.read()? {
        if stored.get(&outside.number) != Some(&outside) {
            outcome.findings.push(Finding::Missing { seal: outside.number });
        }
    }
    let unsealed = "SELECT COUNT(*) FROM usage_log WHERE seal IS NULL";
    outcome.unsealed = db.fetch_optional(unsealed, args![]).await?.map_or(Ok(0), |row| row.int(0))?;
    Ok(outcome)
}

async fn lines_give(db: &Db, previous: &str, head: &Head) -> Result<bool, SealError> {
    let lines = db.fetch_all(format!("SELECT {LINE} FROM usage_log WHERE seal = $1"), args![head.number]).await?;
    let as_many = i64::try_from(lines.len()) == Ok(head.lines);
    // A line that cannot even be read was changed.
    Ok(as_many && seal::chain(previous, &lines).is_ok_and(|hash| hash == head.hash))
}
