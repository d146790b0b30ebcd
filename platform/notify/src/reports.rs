//! What the other side says of a letter afterwards: that a device has shown it, that a telephone has got it or never will.
//!
//! A report may come twice, late, in any order, and before the channel's own answer. The first "delivered" stands.

use access::args;
use db::DbError;
use jiff::Timestamp;
use serde::Deserialize;
use thiserror::Error;

use crate::{ChannelKind, Notices, outbox, sms::SKEW};

/// Characters of a letter's id.
pub(crate) const ID: usize = 32;

/// A report as the gateway sends it.
#[derive(Debug, Deserialize)]
struct Report {
    id: String,
    status: String,
}

/// What a gateway signed, as it came.
pub struct Signed<'a> {
    pub timestamp: &'a str,
    pub signature: &'a str,
    pub body: &'a [u8],
}

/// Why a report is not taken.
#[derive(Debug, Error)]
pub enum ReportError {
    /// Nobody that we know has signed it in these minutes.
    #[error("the report is not signed by the gateway")]
    Forged,
    #[error("the report cannot be read")]
    Unreadable,
    #[error(transparent)]
    Database(#[from] DbError),
}

impl Notices {
    /// A device has shown the letter whose token it got. Says nothing of whether there is one.
    pub async fn shown(&self, token: &str) -> Result<(), DbError> {
        self.delivered(ChannelKind::Push, token).await
    }

    /// The SMS gateway reports. What is no letter of ours, what comes again, and what is no end is taken and changes
    /// nothing.
    pub async fn report(&self, signed: &Signed<'_>) -> Result<(), ReportError> {
        let now = self.gate().clock().now();
        let proved = |key: &crate::Signature| key.proves(signed.timestamp, signed.signature, signed.body, now);
        if !self.setup().reports.as_ref().is_some_and(proved) {
            return Err(ReportError::Forged);
        }
        let report: Report = serde_json::from_slice(signed.body).map_err(|_| ReportError::Unreadable)?;
        // Longer than the signature itself is good, on both sides of the clock.
        if !self.db().first_use("sms_report", signed.signature, now, now + SKEW * 2).await? {
            return Ok(());
        }
        match report.status.as_str() {
            "delivered" => self.delivered(ChannelKind::Sms, &report.id).await?,
            "failed" => self.failed(&report.id, now).await?,
            _ => {}
        }
        Ok(())
    }

    async fn delivered(&self, channel: ChannelKind, id: &str) -> Result<(), DbError> {
        let now = self.gate().clock().now();
        if !self.knows(channel, id).await? {
            return Ok(());
        }
        let set =
            "UPDATE letters SET delivered_at = $3, state = CASE WHEN state = 'undelivered' THEN 'sent' ELSE state END
                   WHERE message = $1 AND channel = $2 AND delivered_at IS NULL";
        let row = args![id, channel.as_str(), now];
        let job = self.db().write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(set, row).await }));
        count(channel, "delivered", job.await?);
        Ok(())
    }

    /// The telephone will never get it: those whom it was to tell are told the other way. What has been delivered has.
    async fn failed(&self, id: &str, now: Timestamp) -> Result<(), DbError> {
        if !self.knows(ChannelKind::Sms, id).await? {
            return Ok(());
        }
        let set = "UPDATE letters SET state = 'undelivered', ended_at = $3
                   WHERE message = $1 AND channel = $2 AND delivered_at IS NULL AND state IN ('sent', 'waiting')
                   RETURNING person, id, notice, recipient, event, attempts, made_at, device";
        let (row, channel) = (args![id, ChannelKind::Sms.as_str(), now], ChannelKind::Sms);
        let (instead, random) = (self.instead_of(channel), self.random().clone());
        let job = self.db().write::<_, DbError, _>(move |tx| {
            Box::pin(async move {
                let rows = tx.fetch_all(set, row).await?;
                for row in &rows {
                    let Some(other) = instead else { continue };
                    outbox::bring_forward(tx, &outbox::read(row, channel)?, other, random.uuid(now), now).await?;
                }
                Ok(rows.len())
            })
        });
        count(channel, "failed", job.await? as u64);
        Ok(())
    }

    /// Whether a letter has gone out under the id that may still be reported on.
    async fn knows(&self, channel: ChannelKind, id: &str) -> Result<bool, DbError> {
        if id.len() != ID || !id.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Ok(false);
        }
        // Asked first: a stranger's guess must not take the writer.
        let known = "SELECT id FROM letters WHERE message = $1 AND channel = $2 AND delivered_at IS NULL LIMIT 1";
        Ok(self.db().fetch_optional(known, args![id, channel.as_str()]).await?.is_some())
    }

    /// The way that comes forward where a message will never arrive; `None` where the installation has no other.
    pub(crate) fn instead_of(&self, channel: ChannelKind) -> Option<ChannelKind> {
        let other = (channel == ChannelKind::Sms).then_some(ChannelKind::Email)?;
        self.setup().offers(other).then_some(other)
    }
}

fn count(channel: ChannelKind, outcome: &'static str, letters: u64) {
    metrics::counter!("helsevei_reports_total", "channel" => channel.as_str(), "outcome" => outcome).increment(letters);
}
