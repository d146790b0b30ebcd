//! What is too much from outside, and whose word about an address is taken.

use std::time::Duration;

use db::Limit;
use hooks::Reach;
use ipnet::IpNet;
use jiff::SignedDuration;
use serde::Deserialize;

/// `[limits]`: so many a minute where nothing else is said, and 0 is no limit; and what one process bears.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Pages of one session.
    pub pages_per_session: u32,
    /// Pages for one address of those who are not logged in. Many people may share an address.
    pub pages_per_address: u32,
    /// Log-ins begun from one address.
    pub log_ins_per_address: u32,
    /// Answers to "Was this useful?" from one address, an hour.
    pub opinions_per_address: u32,
    /// Messages to the operator from one address, an hour.
    pub messages_per_address: u32,
    /// Token requests from one address.
    pub tokens_per_address: u32,
    /// Calls of the API from one address without a good token.
    pub strangers_per_address: u32,
    /// Calls of the API by one system that has no limit of its own.
    pub calls_per_client: u32,
    /// MB of a request to the API.
    pub api_body_mb: usize,
    /// Entries of a Bundle that is sent to the API.
    pub api_entries: usize,
    /// Levels of JSON in a resource that is sent to the API.
    pub api_depth: usize,
    /// MB of resources on one page of an answer of the API.
    pub api_page_mb: usize,
    /// Connections open at once; more wait outside.
    pub connections: usize,
    /// Seconds for a request's head to arrive, and for a connection to lie idle: more than the proxy's own idle time.
    pub head_seconds: u64,
}

impl Limits {
    /// What the API can bear: beyond it a request fills the memory, below it a whole appointment has no room.
    pub(super) fn api_faults(&self) -> Vec<String> {
        let bounds = [
            ("api_body_mb", self.api_body_mb, 1..=64),
            ("api_entries", self.api_entries, 1..=5_000),
            ("api_depth", self.api_depth, 16..=128),
            ("api_page_mb", self.api_page_mb, 1..=32),
        ];
        let out = bounds.into_iter().filter(|(_, value, bounds)| !bounds.contains(value));
        out.map(|(name, _, bounds)| format!("limits.{name} must be from {} to {}", bounds.start(), bounds.end()))
            .collect()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages_per_session: 300,
            pages_per_address: 1_200,
            log_ins_per_address: 240,
            opinions_per_address: 120,
            messages_per_address: 20,
            tokens_per_address: 120,
            strangers_per_address: 60,
            calls_per_client: 6_000,
            api_body_mb: 4,
            api_entries: 500,
            api_depth: 64,
            api_page_mb: 4,
            connections: 16_000,
            head_seconds: 30,
        }
    }
}

/// What a house knows of the outside.
#[derive(Clone, Debug)]
pub struct Outside {
    pub limits: Limits,
    pub trusted_proxies: Vec<IpNet>,
    /// Where systems may be called beside the open internet.
    pub hooks: Reach,
}

impl Default for Outside {
    fn default() -> Self {
        Self { limits: Limits::default(), trusted_proxies: this_machine(), hooks: Reach::default() }
    }
}

/// Only this machine's own processes reach its loopback: a proxy there is the operator's.
pub(super) fn this_machine() -> Vec<IpNet> {
    ["127.0.0.0/8", "::1/128"].iter().filter_map(|net| net.parse().ok()).collect()
}

impl Outside {
    /// Without limits a minute: for tests, measurements and the demo.
    pub fn without_rates() -> Self {
        let limits = Limits {
            pages_per_session: 0,
            pages_per_address: 0,
            log_ins_per_address: 0,
            opinions_per_address: 0,
            messages_per_address: 0,
            tokens_per_address: 0,
            strangers_per_address: 0,
            calls_per_client: 0,
            ..Limits::default()
        };
        Self { limits, ..Self::default() }.with_own_hooks()
    }

    /// With systems on this machine, that are called without TLS: for tests, measurements and the demo.
    pub fn with_own_hooks(self) -> Self {
        Self { hooks: Reach { networks: this_machine() }, ..self }
    }

    /// How often pages may be asked for.
    pub fn pages(&self) -> web::Rates {
        web::Rates {
            session: per_minute(self.limits.pages_per_session),
            address: per_minute(self.limits.pages_per_address),
            log_ins: per_minute(self.limits.log_ins_per_address),
            opinions: per_hour(self.limits.opinions_per_address),
            messages: per_hour(self.limits.messages_per_address),
        }
    }

    /// How often systems may ask.
    pub fn systems(&self) -> clients::Rates {
        clients::Rates {
            calls: per_minute(self.limits.calls_per_client),
            tokens: per_minute(self.limits.tokens_per_address),
            strangers: per_minute(self.limits.strangers_per_address),
        }
    }

    /// How much a request to the API may bring, and its answer hold.
    pub fn api(&self) -> api::Limits {
        let Limits { api_body_mb, api_entries, api_depth, api_page_mb, .. } = self.limits;
        api::Limits {
            body_bytes: api_body_mb << 20,
            entries: api_entries,
            depth: api_depth,
            page_bytes: api_page_mb << 20,
        }
    }

    /// How long a request's head may take.
    pub fn head(&self) -> Duration {
        Duration::from_secs(self.limits.head_seconds)
    }
}

fn per_minute(hits: u32) -> Option<Limit> {
    (hits > 0).then(|| Limit::per_minute(hits))
}

fn per_hour(hits: u32) -> Option<Limit> {
    (hits > 0).then_some(Limit { hits, window: SignedDuration::from_hours(1) })
}
