//! What the test eID remembers: requests, codes and keys, in memory, bounded and for minutes.

use std::collections::HashMap;

use eid::oidc::SigningKey;
use jiff::{SignedDuration, Timestamp};

use super::request::Request;

/// More than this at a time is somebody playing; the oldest go.
const MOST: usize = 1000;

/// How long a pushed request waits for the browser (as at ID-porten), a page for a choice, a code for its exchange.
pub(super) const PUSHED: SignedDuration = SignedDuration::from_secs(120);
pub(super) const CHOOSING: SignedDuration = SignedDuration::from_mins(15);
const CODE: SignedDuration = SignedDuration::from_secs(60);

pub(super) struct State {
    /// The first signs; all are published.
    keys: Vec<SigningKey>,
    requests: Expiring<Request>,
    codes: Expiring<Chosen>,
    /// Ids of client assertions seen, until they expire: each works once.
    assertions: Expiring<()>,
}

/// Who was chosen for a request.
#[derive(Clone)]
pub(super) struct Chosen {
    pub request: Request,
    pub number: String,
    pub acr: &'static str,
    pub at: Timestamp,
}

impl State {
    pub(super) fn new(key: SigningKey) -> Self {
        Self { keys: vec![key], requests: Expiring::new(), codes: Expiring::new(), assertions: Expiring::new() }
    }

    pub(super) fn keys(&self) -> &[SigningKey] {
        &self.keys
    }

    pub(super) fn change_key(&mut self, key: SigningKey) {
        self.keys.insert(0, key);
        self.keys.truncate(2);
    }

    /// Remembers a request under `id` until `until`; remembering it again moves the end.
    pub(super) fn remember(&mut self, id: String, request: Request, now: Timestamp, until: Timestamp) {
        self.requests.insert(id, request, now, until);
    }

    pub(super) fn request(&self, id: &str, now: Timestamp) -> Option<Request> {
        self.requests.get(id, now).cloned()
    }

    pub(super) fn forget(&mut self, id: &str) {
        self.requests.0.remove(id);
    }

    pub(super) fn give_code(&mut self, code: String, chosen: Chosen) {
        let now = chosen.at;
        self.codes.insert(code, chosen, now, now + CODE);
    }

    /// Takes a code: it works once.
    pub(super) fn take_code(&mut self, code: &str, now: Timestamp) -> Option<Chosen> {
        let (chosen, until) = self.codes.0.remove(code)?;
        (until > now).then_some(chosen)
    }

    /// Whether this assertion is new; from then on it is not.
    pub(super) fn first_use(&mut self, id: &str, now: Timestamp, until: Timestamp) -> bool {
        let new = self.assertions.get(id, now).is_none();
        self.assertions.insert(id.to_owned(), (), now, until);
        new
    }
}

/// Values by id, each with its end.
struct Expiring<T>(HashMap<String, (T, Timestamp)>);

impl<T> Expiring<T> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    fn insert(&mut self, id: String, value: T, now: Timestamp, until: Timestamp) {
        if self.0.len() >= MOST {
            self.0.retain(|_, (_, until)| *until > now);
        }
        if self.0.len() >= MOST {
            let first = self.0.iter().min_by_key(|(_, (_, until))| *until).map(|(id, _)| id.clone());
            first.map(|id| self.0.remove(&id));
        }
        self.0.insert(id, (value, until));
    }

    fn get(&self, id: &str, now: Timestamp) -> Option<&T> {
        self.0.get(id).filter(|(_, until)| *until > now).map(|(value, _)| value)
    }
}
