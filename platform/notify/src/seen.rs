//! What a sender learns of what it sent (B7): that it has arrived, is read, or went by post, each by its day.
//!
//! Not by which channel, to which address, at what hour, or who of several it was.

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use db::{DbError, Row, oslo};
use jiff::civil::Date;
use uuid::Uuid;

/// The first day, in Norway, of each; `None` while it has not happened, or nobody can know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeenBySender {
    /// A device has shown the notice, or a telephone has got it. Nobody says so of an e-mail.
    pub delivered: Option<Date>,
    /// Somebody who was told has looked at their notices in the portal since.
    pub read: Option<Date>,
    /// It went out on paper (L8).
    pub posted: Option<Date>,
}

/// What has become of the notices of one item. The caller has found the item by a statement that is narrowed to the
/// organisation that sent it; an item that is hidden from the reader has no trace.
pub async fn seen_by_sender(allowed: &Allowed<See>, item: Uuid) -> Result<SeenBySender, GateError> {
    // Who did it themself has read it from the first moment: that is no news.
    static SEEN: PersonalSql = PersonalSql::new(
        "SELECT MIN(l.delivered_at), MIN(CASE WHEN n.read_at > n.at THEN n.read_at END), MIN(n.posted_at)
         FROM notices n JOIN items i ON i.person = n.person AND i.item = n.item
         LEFT JOIN letters l ON l.person = n.person AND l.notice = n.id
         WHERE n.person = :person AND :visible(i) AND n.item = :1",
    );
    let Some(row) = allowed.fetch_optional(&SEEN, args![item]).await? else { return Ok(SeenBySender::default()) };
    Ok(SeenBySender { delivered: day(&row, 0)?, read: day(&row, 1)?, posted: day(&row, 2)? })
}

fn day(row: &Row, column: usize) -> Result<Option<Date>, DbError> {
    Ok(row.opt_time(column)?.map(|at| oslo(at).date()))
}

/// Takes back what is told of an item by a kind of event, because it does not hold any more: what waits is not sent, in
/// the transaction that makes it untrue. What has gone has gone, and the notice in the portal stays.
pub async fn withdraw(tx: &mut PersonTx<'_>, kind: &str, item: Uuid) -> Result<(), GateError> {
    static FORGET: PersonalSql =
        PersonalSql::new("DELETE FROM notice_events WHERE person = :person AND item = :1 AND kind = :2");
    static STOP: PersonalSql = PersonalSql::new(
        "UPDATE letters SET state = 'dropped', reason = 'withdrawn', ended_at = :3
         WHERE person = :person AND state = 'waiting' AND claimed_until <= :3
           AND notice IN (SELECT id FROM notices WHERE person = :person AND item = :1 AND kind = :2)",
    );
    tx.execute(&FORGET, args![item, kind]).await?;
    tx.execute(&STOP, args![item, kind, tx.now()]).await.map(drop)
}

/// Says that the item goes out on paper now (L8): for the service whose letter it is, in its own transaction. Nothing
/// more is sent of it.
pub async fn posted(tx: &mut PersonTx<'_>, item: Uuid) -> Result<(), GateError> {
    static POSTED: PersonalSql = PersonalSql::new(
        "UPDATE notices SET posted_at = :2 WHERE person = :person AND item = :1 AND posted_at IS NULL",
    );
    static STOP: PersonalSql = PersonalSql::new(
        "UPDATE letters SET state = 'dropped', reason = 'posted', ended_at = :2
         WHERE person = :person AND state = 'waiting' AND claimed_until <= :2
           AND notice IN (SELECT id FROM notices WHERE person = :person AND item = :1)",
    );
    let now = tx.now();
    tx.execute(&POSTED, args![item, now]).await?;
    tx.execute(&STOP, args![item, now]).await.map(drop)
}
