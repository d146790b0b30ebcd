//! The table of subscriptions: whose turn it is, taken by one process at a time and ended once.

use db::{Db, DbError, Row, args};
use jiff::{SignedDuration, Timestamp};
use records::search::Position;
use uuid::Uuid;

use crate::{State, Subscription, Wanted};

const COLUMNS: &str = "id, organisation, client_id, version, updated_at, state, criteria, reason, endpoint, with_ids, \
                       ends_at, fault, attempts, told_key, told_id, telling_key, telling_id";

/// Subscriptions of one organisation that an answer holds.
pub const MOST: i64 = 200;

pub async fn insert(db: &Db, new: &Subscription) -> Result<(), DbError> {
    let Wanted { criteria, reason, endpoint, with_ids, ends_at, .. } = &new.wanted;
    let sql = format!(
        "INSERT INTO subscriptions ({COLUMNS}, due_at, claimed_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, 0, $12, $13, NULL, NULL, $5, 0)"
    );
    let key = args![new.id, &new.organisation, &new.client, new.version, new.updated_at, new.state.as_str()];
    let asked = args![criteria.to_string(), reason, endpoint, *with_ids, *ends_at];
    db.execute(sql, [key, asked, args![new.told.key, new.told.id]].concat()).await.map(drop)
}

/// Puts what is asked in the place of version `version`, to be called at once; says whether that was the newest.
pub async fn update(db: &Db, new: &Subscription, version: i64) -> Result<bool, DbError> {
    let Wanted { criteria, reason, endpoint, with_ids, ends_at, .. } = &new.wanted;
    let sql = "UPDATE subscriptions SET client_id = $1, version = version + 1, updated_at = $2, state = $3,
               criteria = $4, reason = $5, endpoint = $6, with_ids = $7, ends_at = $8, fault = NULL, attempts = 0,
               due_at = $2, claim = NULL, claimed_until = 0
               WHERE id = $9 AND organisation = $10 AND version = $11";
    let asked = args![criteria.to_string(), reason, endpoint, *with_ids, *ends_at];
    let values =
        [args![&new.client, new.updated_at, new.state.as_str()], asked, args![new.id, &new.organisation, version]];
    Ok(db.execute(sql, values.concat()).await? == 1)
}

pub async fn find(db: &Db, organisation: &str, id: Uuid) -> Result<Option<Subscription>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM subscriptions WHERE id = $1 AND organisation = $2");
    db.fetch_optional(sql, args![id, organisation]).await?.map(|row| read(&row)).transpose()
}

/// Those of an organisation, the newest first.
pub async fn list(db: &Db, organisation: &str) -> Result<Vec<Subscription>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM subscriptions WHERE organisation = $1 ORDER BY id DESC LIMIT {MOST}");
    db.fetch_all(sql, args![organisation]).await?.iter().map(read).collect()
}

/// How many of an organisation's are not off.
pub async fn count_on(db: &Db, organisation: &str) -> Result<i64, DbError> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM subscriptions WHERE organisation = $1 AND state <> 'off'";
    db.fetch_optional(sql, args![organisation]).await?.map_or(Ok(0), |row| row.int(0))
}

/// Those whose turn it is, and that no process has taken.
pub async fn due(db: &Db, now: Timestamp) -> Result<Vec<Subscription>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM subscriptions WHERE state <> 'off' AND due_at <= $1 AND claimed_until <= $1 ORDER BY due_at"
    );
    db.fetch_all(sql, args![now]).await?.iter().map(read).collect()
}

/// Between two calls of one system that answers: what comes meanwhile is told together.
const REST: SignedDuration = SignedDuration::from_secs(1);

/// Takes a subscription to tell its system of everything up to `until`; false where another process was first, or it has
/// changed since it was read.
pub async fn claim(
    db: &Db,
    subscription: &Subscription,
    claim: Uuid,
    until: Position,
    now: Timestamp,
    claimed_until: Timestamp,
) -> Result<bool, DbError> {
    let sql = "UPDATE subscriptions SET claim = $1, claimed_until = $2, telling_key = $3, telling_id = $4
               WHERE id = $5 AND version = $6 AND told_key = $7 AND told_id = $8 AND claimed_until <= $9
               AND state <> 'off'";
    let Subscription { id, version, told, .. } = subscription;
    let taken = args![claim, claimed_until, until.key, until.id, *id, *version, told.key, told.id, now];
    Ok(db.execute(sql, taken).await? == 1)
}

/// How a call ended.
pub enum End {
    /// The system has answered: it has been told up to there.
    Told { up_to: Position },
    /// It has not; it is called again.
    Again { attempts: i64, due_at: Timestamp, fault: String },
    /// No call goes out any more.
    Off { fault: String },
}

/// Ends what this process has taken; what another has taken since is left to it.
pub async fn end(db: &Db, id: Uuid, claim: Uuid, end: &End, now: Timestamp) -> Result<(), DbError> {
    // The version tells the system of another state, not of each try.
    let version = "version = version + CASE WHEN state = $3 THEN 0 ELSE 1 END,
                   updated_at = CASE WHEN state = $3 THEN updated_at ELSE $4 END";
    let (state, set, values) = match end {
        End::Told { up_to } => (
            State::Active,
            "told_key = $5, told_id = $6, due_at = $7, telling_key = NULL, telling_id = NULL, attempts = 0, fault = NULL",
            args![up_to.key, up_to.id, now + REST],
        ),
        End::Again { attempts, due_at, fault } => {
            (State::Error, "attempts = $5, due_at = $6, fault = $7", args![*attempts, *due_at, fault])
        }
        End::Off { fault } => (State::Off, "fault = $5", args![fault]),
    };
    let sql = format!(
        "UPDATE subscriptions SET {version}, state = $3, claim = NULL, claimed_until = 0, {set} WHERE id = $1 AND claim = $2"
    );
    db.execute(sql, [args![id, claim, state.as_str(), now], values].concat()).await.map(drop)
}

/// Goes on from `up_to` where nothing before it was wanted.
pub async fn pass(db: &Db, subscription: &Subscription, up_to: Position) -> Result<(), DbError> {
    let sql = "UPDATE subscriptions SET told_key = $1, told_id = $2
               WHERE id = $3 AND told_key = $4 AND told_id = $5 AND telling_key IS NULL";
    let Subscription { id, told, .. } = subscription;
    db.execute(sql, args![up_to.key, up_to.id, *id, told.key, told.id]).await.map(drop)
}

fn read(row: &Row) -> Result<Subscription, DbError> {
    let criteria = row.text(6)?.parse().map_err(|_| DbError::Column { index: 6, expected: "criteria" })?;
    let state = State::parse(row.str(5)?);
    let wanted = Wanted {
        on: state != State::Off,
        criteria,
        reason: row.text(7)?,
        endpoint: row.text(8)?,
        with_ids: row.bool(9)?,
        ends_at: row.opt_time(10)?,
    };
    let telling = row.opt_int(15)?.map(|key| Ok::<_, DbError>(Position { key, id: row.uuid(16)? })).transpose()?;
    Ok(Subscription {
        id: row.uuid(0)?,
        organisation: row.text(1)?,
        client: row.text(2)?,
        version: row.int(3)?,
        updated_at: row.time(4)?,
        state,
        wanted,
        fault: row.opt_text(11)?,
        attempts: row.int(12)?,
        told: Position { key: row.int(13)?, id: row.uuid(14)? },
        telling,
    })
}
