//! Text messages by an HTTP gateway: one signed POST a message, under an id that makes a second one harmless.

pub mod gsm7;
mod signature;

use std::time::Duration;

use db::Clock;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use serde_json::{Value, json};
use thiserror::Error;

pub use signature::{SIGNATURE, Signature, TIMESTAMP};

pub(crate) use signature::SKEW;

use crate::{Channel, ChannelKind, Fault, Letter, Receipt};

/// The largest answer that is read.
const LARGEST: usize = 64 * 1024;
/// The rest that a gateway may ask for.
const REST: (i64, i64) = (1, 3600);

/// How to reach the gateway.
#[derive(Clone)]
pub struct SmsSettings {
    /// Where messages are posted.
    pub url: String,
    /// Who they are said to be from: a number, or at most eleven letters.
    pub from: String,
    pub signature: Signature,
    /// For one message.
    pub timeout: Duration,
}

/// Why text messages cannot be set up.
#[derive(Debug, Error)]
#[error("the gateway's client cannot be made")]
pub struct SmsError;

/// The channel.
pub struct Sms {
    settings: SmsSettings,
    client: Client,
    clock: Clock,
}

impl Sms {
    /// # Errors
    /// A TLS set-up that does not work.
    pub fn new(settings: SmsSettings, clock: Clock) -> Result<Self, SmsError> {
        let here =
            ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|it| settings.url.starts_with(it));
        let builder = Client::builder().timeout(settings.timeout).redirect(Policy::none());
        let builder = if here { builder.no_proxy() } else { builder };
        Ok(Self { client: builder.build().map_err(|_| SmsError)?, settings, clock })
    }

    async fn send(&self, letter: &Letter) -> Result<Receipt, Fault> {
        let body =
            json!({ "id": letter.id, "to": letter.to, "from": self.settings.from, "text": letter.text }).to_string();
        let now = self.clock.now();
        let (timestamp, signature) = self.settings.signature.sign(now, body.as_bytes());
        let request = self.client.post(&self.settings.url);
        let request = request.header(header::CONTENT_TYPE, "application/json").header("idempotency-key", &letter.id);
        let request = request.header(TIMESTAMP, timestamp).header(SIGNATURE, signature).body(body);
        let answer = request.send().await.map_err(|fault| unsent(&fault))?;
        let status = answer.status();
        if status.is_success() {
            return understood(answer, &letter.id).await;
        }
        match status {
            // Taken before, under the same id.
            StatusCode::CONFLICT => Ok(Receipt),
            StatusCode::TOO_MANY_REQUESTS => Err(rest(&answer, now)),
            _ => Err(refused(status)),
        }
    }
}

/// Before a connection stands it is the gateway; from then on it may have taken the message.
fn unsent(fault: &reqwest::Error) -> Fault {
    if fault.is_connect() {
        Fault::Down("no connection".to_owned())
    } else if fault.is_timeout() {
        Fault::Later("no answer in time".to_owned())
    } else {
        Fault::Later("the connection broke".to_owned())
    }
}

/// What each status means: of the message, of us, or of the gateway.
fn refused(status: StatusCode) -> Fault {
    let reason = format!("answered {}", status.as_u16());
    match status.as_u16() {
        400 | 413 | 415 | 422 => Fault::Never(reason),
        401 | 403 | 404 | 405 | 410 | 502..=504 => Fault::Down(reason),
        _ => Fault::Later(reason),
    }
}

/// The gateway has it when it says so of this very message.
async fn understood(mut answer: Response, id: &str) -> Result<Receipt, Fault> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|fault| unsent(&fault))? {
        if body.len() + chunk.len() > LARGEST {
            return Err(Fault::Later("the answer is too large".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    let said: Option<Value> = serde_json::from_slice(&body).ok();
    match said.is_some_and(|said| said["id"] == id) {
        true => Ok(Receipt),
        false => Err(Fault::Later("the answer is of another message or none".to_owned())),
    }
}

/// `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), within an hour.
fn rest(answer: &Response, now: Timestamp) -> Fault {
    let asked = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let until = || Some(jiff::fmt::rfc2822::parse(asked).ok()?.timestamp().duration_since(now).as_secs());
    let seconds = asked.parse().ok().or_else(until).unwrap_or(60);
    Fault::Rest(SignedDuration::from_secs(seconds.clamp(REST.0, REST.1)), "answered 429".to_owned())
}

impl Channel for Sms {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Sms
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(self.send(letter))
    }
}
