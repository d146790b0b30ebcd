//! One who asks again and again, and counts the answers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Client, RequestBuilder, redirect::Policy};
use tokio::time::sleep;

use super::Tally;

/// After a refused connection: the portal is on its way up or down.
const PAUSE: Duration = Duration::from_millis(20);

/// What became of a request.
pub enum Heard {
    Whole(u16, String),
    /// Nothing at all, or it broke off in the middle.
    Nothing,
}

/// See the module.
pub struct Asker {
    pub client: Client,
    pub tally: Tally,
    stop: Arc<AtomicBool>,
    answers: Vec<Instant>,
}

impl Asker {
    /// One who asks until `stop` is true.
    pub fn new(stop: Arc<AtomicBool>) -> Self {
        Self { client: client(), tally: Tally::default(), stop, answers: Vec::new() }
    }

    pub fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::Relaxed)
    }

    /// Sends, and waits a moment where there was no good answer.
    pub async fn ask(&mut self, request: RequestBuilder) -> Heard {
        let heard = match request.send().await {
            Ok(answer) => {
                let status = answer.status().as_u16();
                let body = answer.text().await;
                self.tally.broken += i64::from(body.is_err());
                body.map_or(Heard::Nothing, |body| Heard::Whole(status, body))
            }
            Err(_) => Heard::Nothing,
        };
        match heard {
            Heard::Whole(200..=399, _) => self.answers.push(Instant::now()),
            _ => sleep(PAUSE).await,
        }
        heard
    }

    /// What it came to, and when answers came.
    pub fn done(self) -> (Tally, Vec<Instant>) {
        (self.tally, self.answers)
    }
}

/// Follows no redirects, and gives up sooner or later.
pub fn client() -> Client {
    let client = Client::builder().redirect(Policy::none()).timeout(Duration::from_secs(15)).build();
    client.unwrap_or_default()
}
