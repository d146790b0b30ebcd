//! To a device that has asked for it: Web Push (RFC 8030), encrypted to the device.

mod encryption;
mod endpoint;
mod vapid;

use std::{sync::Arc, time::Duration};

use db::{Clock, Random};
use futures_util::future::BoxFuture;
use reach::Guarded;
use reqwest::{Client, StatusCode, header, redirect::Policy};
use serde_json::json;
use thiserror::Error;

pub use encryption::{EncryptionError, encrypt};
pub use endpoint::Hosts;
pub use vapid::{Vapid, VapidError};

use crate::{Channel, ChannelKind, Fault, Letter, Receipt};

const TIMEOUT: Duration = Duration::from_secs(15);
/// How long a push service keeps what it cannot deliver, in seconds: a week. The alternative has gone long before.
const KEPT: u32 = 7 * 24 * 3600;
/// Every message is as long as this, so that its length tells nothing.
const LENGTH: usize = 512;

/// The client cannot be made.
#[derive(Debug, Error)]
#[error("the client for devices cannot be made")]
pub struct PushError;

/// The channel.
pub struct Push {
    vapid: Arc<Vapid>,
    hosts: Hosts,
    /// Where people of a push service can reach the operator: the portal's own address.
    subject: String,
    client: Client,
    clock: Clock,
    random: Random,
}

impl Push {
    /// # Errors
    /// A TLS set-up that does not work.
    pub fn new(
        vapid: Arc<Vapid>,
        hosts: Hosts,
        subject: &str,
        clock: Clock,
        random: Random,
    ) -> Result<Self, PushError> {
        let builder = Client::builder().timeout(TIMEOUT).redirect(Policy::none());
        let builder = match hosts.has_origins() {
            true => builder.no_proxy(),
            false => builder.https_only(true).dns_resolver(Guarded::default()),
        };
        let client = builder.build().map_err(|_| PushError)?;
        Ok(Self { vapid, hosts, subject: subject.to_owned(), client, clock, random })
    }

    async fn send(&self, letter: &Letter) -> Result<Receipt, Fault> {
        let never = |reason: &str| Fault::Never(reason.to_owned());
        let url = self.hosts.admit(&letter.to).ok_or_else(|| never("the end point is no push service's"))?;
        let keys = letter.keys.as_ref().ok_or_else(|| never("the device has no keys"))?;
        let body = encrypt(keys, &message(letter), LENGTH, &self.random).map_err(|fault| never(&fault.to_string()))?;
        let origin = url.origin().ascii_serialization();
        let proof = self.vapid.authorization(&origin, &self.subject, self.clock.now());
        let proof = proof.map_err(|fault| Fault::Down(fault.to_string()))?;
        let request = self.client.post(url).header(header::AUTHORIZATION, proof).header("ttl", KEPT);
        // A second message of the same topic takes the place of the first, while that has not arrived.
        let request = request.header("urgency", "normal").header("topic", &letter.id);
        let request = request.header(header::CONTENT_ENCODING, "aes128gcm").body(body);
        // The answer's body is nobody's business: it is not read.
        let answer = request.send().await.map_err(|_| Fault::Later("the push service is not reached".to_owned()))?;
        judged(answer.status())
    }
}

/// What the service worker shows, and the token by which it says that it has.
fn message(letter: &Letter) -> Vec<u8> {
    let said = json!({ "title": letter.subject, "body": letter.text, "lang": letter.language, "token": letter.id });
    said.to_string().into_bytes()
}

/// One push service that is down is not the channel: the others go on.
fn judged(status: StatusCode) -> Result<Receipt, Fault> {
    let reason = format!("answered {}", status.as_u16());
    match status.as_u16() {
        200..=299 => Ok(Receipt),
        404 | 410 => Err(Fault::Gone),
        400 | 413 => Err(Fault::Never(reason)),
        _ => Err(Fault::Later(reason)),
    }
}

impl Channel for Push {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Push
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(self.send(letter))
    }
}
