//! The devices that want to be told: each is one person's, and goes with them (L4), with their log-ins, or when it is gone.

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Db, DbError, Row};
use jiff::Timestamp;
use people::PersonId;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::{DeviceKeys, Notices};

/// Label that subscriptions are sealed under.
const SUBSCRIPTION: &str = "notice_devices.subscription";
/// Devices of one person; the oldest goes when there are more.
const MOST: usize = 10;

/// What a browser gave us, before it is proved.
#[derive(Clone, Debug)]
pub struct NewDevice<'a> {
    pub endpoint: &'a str,
    /// Public key and secret, in base64url, as `PushSubscription.toJSON()` writes them.
    pub p256dh: &'a str,
    pub auth: &'a str,
    /// For instance `Firefox, Linux`.
    pub name: &'a str,
}

/// Why a device cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DeviceError {
    #[error("the end point is no push service's that we know")]
    Endpoint,
    #[error("the device's keys are none")]
    Keys,
}

/// A device that can be told, not kept yet.
#[derive(Clone)]
pub struct Proved {
    subscription: Subscription,
    endpoint_key: String,
    name: String,
}

/// A device in its person's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: Uuid,
    pub name: String,
    pub made_at: Timestamp,
    /// By which the browser knows itself again: SHA-256 of its end point, in base64url.
    pub fingerprint: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Subscription {
    pub endpoint: String,
    p256dh: String,
    auth: String,
}

impl Subscription {
    pub fn keys(&self) -> Option<DeviceKeys> {
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
        let public: [u8; 65] = decoded(&self.p256dh)?.try_into().ok()?;
        let auth: [u8; 16] = decoded(&self.auth)?.try_into().ok()?;
        (public[0] == 4).then_some(DeviceKeys { public, auth })
    }
}

impl Notices {
    /// Whether messages can be sent to what a browser gave us.
    pub fn prove(&self, new: &NewDevice<'_>) -> Result<Proved, DeviceError> {
        self.setup().push_hosts.admit(new.endpoint).ok_or(DeviceError::Endpoint)?;
        let (p256dh, auth) = (new.p256dh.to_owned(), new.auth.to_owned());
        let subscription = Subscription { endpoint: new.endpoint.to_owned(), p256dh, auth };
        let keys = subscription.keys().ok_or(DeviceError::Keys)?;
        crate::push::encrypt(&keys, b"", 0, self.random()).map_err(|_| DeviceError::Keys)?;
        let endpoint_key = self.keyring().lookup("device", &subscription.endpoint);
        Ok(Proved { subscription, endpoint_key, name: new.name.chars().take(80).collect() })
    }

    /// Forgets all devices of a person: at log-out everywhere, and when they have died.
    pub async fn forget_devices(&self, person: PersonId) -> Result<u64, DbError> {
        let sql = "DELETE FROM notice_devices WHERE person = $1";
        self.db().write(move |tx| Box::pin(async move { tx.execute(sql, args![person]).await })).await
    }

    /// Forgets everybody's devices and the key that they know us by; the next start makes another.
    pub async fn change_push_key(&self) -> Result<u64, DbError> {
        let forget = self.db().write::<_, DbError, _>(|tx| {
            Box::pin(async move { tx.execute("DELETE FROM notice_devices", args![]).await })
        });
        let devices = forget.await?;
        self.keyring().forget_secret(crate::notices::PUSH_KEY.to_owned()).await?;
        Ok(devices)
    }
}

/// Keeps a device as the subject's, whoever's it was before, and says under which id.
pub async fn add_device(tx: &mut PersonTx<'_>, device: &Proved) -> Result<Uuid, GateError> {
    static TAKE: PersonalSql =
        PersonalSql::new("DELETE FROM notice_devices WHERE endpoint_key = :1 AND NOT (person = :person AND id = :2)");
    static ADD: PersonalSql = PersonalSql::new(
        "INSERT INTO notice_devices (person, id, endpoint_key, subscription, name, made_at)
         VALUES (:person, :1, :2, :3, :4, :5)",
    );
    static OLDEST: PersonalSql =
        PersonalSql::new("SELECT id FROM notice_devices WHERE person = :person ORDER BY made_at DESC, id DESC");
    let id = tx.new_id();
    let json = serde_json::to_vec(&device.subscription).map_err(|fault| GateError::Statement(fault.to_string()))?;
    let sealed = tx.seal(SUBSCRIPTION, &json);
    tx.execute(&TAKE, args![&device.endpoint_key, id]).await?;
    tx.execute(&ADD, args![id, &device.endpoint_key, sealed, &device.name, tx.now()]).await?;
    for row in tx.fetch_all(&OLDEST, args![]).await?.iter().skip(MOST) {
        remove_device(tx, row.uuid(0)?).await?;
    }
    Ok(id)
}

/// Forgets one of the subject's devices; false when it is not theirs.
pub async fn remove_device(tx: &mut PersonTx<'_>, id: Uuid) -> Result<bool, GateError> {
    static REMOVE: PersonalSql = PersonalSql::new("DELETE FROM notice_devices WHERE person = :person AND id = :1");
    Ok(tx.execute(&REMOVE, args![id]).await? > 0)
}

/// The subject's devices, the newest first.
pub async fn devices(allowed: &Allowed<See>) -> Result<Vec<Device>, GateError> {
    static LIST: PersonalSql = PersonalSql::new(
        "SELECT id, name, made_at, subscription FROM notice_devices WHERE person = :person ORDER BY made_at DESC, id",
    );
    let rows = allowed.fetch_all(&LIST, args![]).await?;
    let read = |row: &Row| {
        let json = allowed.open(SUBSCRIPTION, &row.bytes(3)?)?;
        let subscription: Subscription = serde_json::from_slice(&json).map_err(|_| DbError::Sealed)?;
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, subscription.endpoint.as_bytes());
        let fingerprint = URL_SAFE_NO_PAD.encode(hash);
        Ok::<_, DbError>(Device { id: row.uuid(0)?, name: row.text(1)?, made_at: row.time(2)?, fingerprint })
    };
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// The ids of the devices of somebody who is to be told.
pub(crate) async fn ids(db: &Db, person: PersonId) -> Result<Vec<Uuid>, DbError> {
    let sql = "SELECT id FROM notice_devices WHERE person = $1 ORDER BY id";
    db.fetch_all(sql, args![person]).await?.iter().map(|row| row.uuid(0)).collect()
}

impl Notices {
    /// Where a device listens, and its name; `None` for one that was forgotten.
    pub(crate) async fn device(&self, person: PersonId, id: Uuid) -> Result<Option<(Subscription, String)>, DbError> {
        let sql = "SELECT subscription, name FROM notice_devices WHERE person = $1 AND id = $2";
        let Some(row) = self.db().fetch_optional(sql, args![person, id]).await? else { return Ok(None) };
        let json = self.keyring().person(person).await?.open(SUBSCRIPTION, &row.bytes(0)?)?;
        Ok(serde_json::from_slice(&json).ok().zip(Some(row.text(1)?)))
    }

    /// The push service says that it is gone.
    pub(crate) async fn forget_device(&self, person: PersonId, id: Uuid) -> Result<(), DbError> {
        let sql = "DELETE FROM notice_devices WHERE person = $1 AND id = $2";
        let job = self.db().write(move |tx| Box::pin(async move { tx.execute(sql, args![person, id]).await }));
        job.await.map(drop)
    }
}
