//! What the other side says of a letter afterwards: that a device has shown it, that a telephone has got it or never will.
//!
//! A report may come twice, late, in any order, and before the channel's own answer. The first "delivered" stands.

use access::args;
use db::DbError;
use jiff::Timestamp;
use serde::Deserialize;
use thiserror::Error;

use crate::{ChannelKind, Notices, sms::SKEW};

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
        let set =
            "UPDATE letters SET delivered_at = $3, state = CASE WHEN state = 'undelivered' THEN 'sent' ELSE state END
                   WHERE message = $1 AND channel = $2 AND delivered_at IS NULL";
        self.note(channel, id, set, now, "delivered").await
    }

    /// The telephone will never get it. What has been delivered has.
    async fn failed(&self, id: &str, now: Timestamp) -> Result<(), DbError> {
        let set = "UPDATE letters SET state = 'undelivered', ended_at = $3
                   WHERE message = $1 AND channel = $2 AND delivered_at IS NULL AND state IN ('sent', 'waiting')";
        self.note(ChannelKind::Sms, id, set, now, "failed").await
    }

    async fn note(
        &self,
        channel: ChannelKind,
        id: &str,
        set: &'static str,
        now: Timestamp,
        outcome: &'static str,
    ) -> Result<(), DbError> {
        if id.len() != ID || !id.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Ok(());
        }
        // Asked first: a stranger's guess must not take the writer.
        let known = "SELECT id FROM letters WHERE message = $1 AND channel = $2 AND delivered_at IS NULL LIMIT 1";
        if self.db().fetch_optional(known, args![id, channel.as_str()]).await?.is_none() {
            return Ok(());
        }
        let row = args![id, channel.as_str(), now];
        let job = self.db().write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(set, row).await }));
        let letters = job.await?;
        metrics::counter!("helsevei_reports_total", "channel" => channel.as_str(), "outcome" => outcome)
            .increment(letters);
        Ok(())
    }
}
