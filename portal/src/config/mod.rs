//! What the operator decides: a TOML file, with `HELSEVEI_…` variables over it.

mod channels;
mod check;
mod contact;
mod keys;
mod outside;
mod smtp;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use access::log::Retention;
use ipnet::IpNet;
use serde::Deserialize;
use thiserror::Error;

use crate::articles::Articles;

pub use channels::{Notices, Push, Sms};
pub use contact::Contact;
pub use smtp::{Smtp, SmtpTls};

pub use keys::{load_master_keys, new_key_file};
pub use outside::{Limits, Outside};

/// The settings of an installation. Unknown names are refused, so that a misspelt one does not pass in silence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where people reach the portal, for instance `https://helse.example.no`.
    pub public_url: String,
    /// Where the process listens, for instance `127.0.0.1:8080`, behind the proxy that ends TLS.
    #[serde(default = "default_listen")]
    pub listen: String,
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    pub keys: Keys,
    pub usage_log: UsageLog,
    pub eid: Eid,
    #[serde(default)]
    pub sessions: Sessions,
    /// Absent: no e-mail goes out.
    pub smtp: Option<Smtp>,
    /// Absent: no text messages go out.
    pub sms: Option<Sms>,
    /// Absent: devices are not told.
    pub push: Option<Push>,
    /// How people are told.
    #[serde(default)]
    pub notices: Notices,
    /// Absent: nothing is counted.
    pub metrics: Option<Metrics>,
    /// What is too much from outside.
    #[serde(default)]
    pub limits: Limits,
    /// Networks of proxies that tell where a request comes from; by default this machine.
    #[serde(default = "outside::this_machine")]
    pub trusted_proxies: Vec<IpNet>,
    /// Networks in which systems may be called (Subscription) although they are not the open internet's.
    #[serde(default)]
    pub hook_networks: Vec<IpNet>,
    /// Guidance staff's telephone number as people write it (P9).
    pub guidance_phone: Option<String>,
    /// Absent: the starter articles inside the program.
    pub content: Option<Content>,
    /// Where whoever runs the portal is reached.
    #[serde(default)]
    pub contact: Contact,
}

/// The open site's articles: a bundle that `helsevei content pack` made (O5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Another bundle put in its place is taken into use without a restart.
    pub bundle: PathBuf,
    /// Of the one who signs bundles, in hexadecimal, as `helsevei content new-key` said it.
    pub public_key: String,
}

impl Content {
    /// Where the articles of an installation come from.
    pub fn articles(content: Option<&Self>) -> Articles {
        let of = |it: &Self| Articles::Bundle { file: it.bundle.clone(), public_key: it.public_key.clone() };
        content.map_or(Articles::Starter, of)
    }
}

/// Master keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// A file of 64 hexadecimal digits that wraps what is new.
    pub master_file: PathBuf,
    /// Files that still open what is old, until `helsevei rotate-keys` has passed.
    #[serde(default)]
    pub previous_files: Vec<PathBuf>,
}

/// The sealed log (I5).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsageLog {
    /// Where signed heads go: a file on another disk than the database.
    pub heads_file: PathBuf,
    /// Months that lines are kept after the month they were written in; at least 36.
    #[serde(default = "default_keep_months")]
    pub keep_months: i32,
}

/// The electronic ID (L1).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eid {
    /// For ID-porten `https://idporten.no`.
    pub issuer: String,
    pub client_id: String,
    /// A private key in PEM, for `private_key_jwt`; or else `client_secret`.
    pub client_key_file: Option<PathBuf>,
    /// The id under which the key is registered at the provider.
    pub client_key_id: Option<String>,
    pub client_secret: Option<String>,
    #[serde(default = "default_acr")]
    pub acr: Vec<String>,
    #[serde(default = "default_number_claim")]
    pub number_claim: String,
}

/// Metrics for Prometheus (O3).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// A port of their own, for instance `127.0.0.1:9100`: they name no person, but are nobody else's business.
    pub listen: String,
}

/// How long sessions last, in minutes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    pub idle_minutes: i64,
    pub absolute_minutes: i64,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes: 30, absolute_minutes: 120 }
    }
}

fn default_listen() -> String {
    "127.0.0.1:8080".to_owned()
}

fn default_keep_months() -> i32 {
    Retention::default().months
}

fn default_acr() -> Vec<String> {
    vec!["idporten-loa-high".to_owned()]
}

fn default_number_claim() -> String {
    "pid".to_owned()
}

/// Why the portal does not start, with the mend.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{}: {fault}", path.display())]
    File { path: PathBuf, fault: std::io::Error },
    #[error("the settings cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// Every fault at once, a line each.
    #[error("the settings will not do:\n{}", .0.iter().map(|fault| format!("  - {fault}")).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<String>),
}

impl Config {
    /// Reads the file and lays the environment over it: `HELSEVEI_EID__CLIENT_ID` is `client_id` under `[eid]`.
    ///
    /// # Errors
    /// [`ConfigError`] that names the setting.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|fault| ConfigError::File { path: path.to_owned(), fault })?;
        let overrides =
            env::vars().filter_map(|(name, value)| Some((name.strip_prefix("HELSEVEI_")?.to_lowercase(), value)));
        Self::parse(&text, overrides.collect())
    }

    /// The same from a text and the variables without their prefix, in lower case.
    pub fn parse(text: &str, overrides: BTreeMap<String, String>) -> Result<Self, ConfigError> {
        let mut table: toml::Table = toml::from_str(text)?;
        for (name, value) in overrides {
            lay_over(&mut table, &name, value);
        }
        Ok(table.try_into()?)
    }

    /// Refuses what production must not start with, all faults at once.
    pub fn check_production(&self) -> Result<(), ConfigError> {
        let faults = check::production(self);
        if faults.is_empty() { Ok(()) } else { Err(ConfigError::Refused(faults)) }
    }
}

/// Sets one name. Only names that the settings know are taken: other programs' variables may begin alike.
fn lay_over(table: &mut toml::Table, name: &str, value: String) {
    const TOP: [&str; 4] = ["public_url", "listen", "database", "guidance_phone"];
    const SECTIONS: [&str; 12] = [
        "contact",
        "content",
        "keys",
        "usage_log",
        "eid",
        "sessions",
        "metrics",
        "smtp",
        "sms",
        "push",
        "notices",
        "limits",
    ];
    match name.split_once("__") {
        None if TOP.contains(&name) => {
            table.insert(name.to_owned(), toml::Value::String(value));
        }
        Some((section, key)) if SECTIONS.contains(&section) => {
            let number = value.parse::<i64>().ok();
            let value = number.map_or(toml::Value::String(value), toml::Value::Integer);
            let section = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let Some(section) = section.as_table_mut() {
                section.insert(key.to_owned(), value);
            }
        }
        _ => {}
    }
}
