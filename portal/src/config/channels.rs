//! Text messages, devices, and how long one waits for the other.

use std::{fs, path::PathBuf, time::Duration};

use jiff::SignedDuration;
use notify::{ChannelKind, Hosts, Setup, Signature, SmsSettings};
use serde::Deserialize;

use super::{Config, ConfigError};

/// For one message to the gateway.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes that a shared secret has at least.
const SECRET: usize = 32;

/// The SMS gateway (N1). Absent: no text messages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sms {
    /// Where messages are posted.
    pub url: String,
    /// A file with the secret alone that both sides sign with.
    pub secret_file: PathBuf,
    /// Who messages are from: a number, or at most eleven letters and digits.
    #[serde(default = "default_from")]
    pub from: String,
}

/// Web Push (N1, L9). Absent: devices are not told.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    /// Hosts of push services beside those of the browsers; `.example.no` stands for all under it.
    pub hosts: Vec<String>,
}

/// The ladder of channels.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notices {
    /// Minutes that a device has to say "delivered" before the alternative goes.
    pub alternative_after_minutes: i64,
}

impl Default for Notices {
    fn default() -> Self {
        Self { alternative_after_minutes: 15 }
    }
}

fn default_from() -> String {
    "Helsevei".to_owned()
}

impl Sms {
    /// What the channel is made from.
    ///
    /// # Errors
    /// A secret that cannot be read.
    pub fn settings(&self) -> Result<SmsSettings, ConfigError> {
        Ok(SmsSettings {
            url: self.url.clone(),
            from: self.from.clone(),
            signature: self.signature()?,
            timeout: TIMEOUT,
        })
    }

    fn signature(&self) -> Result<Signature, ConfigError> {
        let path = &self.secret_file;
        let text = fs::read_to_string(path).map_err(|fault| ConfigError::File { path: path.clone(), fault })?;
        let secret = text.trim();
        if secret.len() < SECRET {
            let fault = format!("{}: the secret must have at least {SECRET} characters", path.display());
            return Err(ConfigError::Refused(vec![fault]));
        }
        Ok(Signature::new(secret.as_bytes()))
    }

    /// What production refuses of it.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|it| self.url.starts_with(it));
        if !self.url.starts_with("https://") && !here {
            faults.push("sms.url must start with https:// (or be a gateway on the same machine)".to_owned());
        }
        if !self.secret_file.is_file() {
            faults.push(format!("sms.secret_file names {}, which does not exist", self.secret_file.display()));
        }
        let number = self.from.strip_prefix('+').unwrap_or(&self.from).bytes().all(|it| it.is_ascii_digit());
        let name = self.from.len() <= 11 && self.from.bytes().all(|it| it.is_ascii_alphanumeric() || it == b' ');
        if self.from.is_empty() || !(name || number && self.from.len() <= 16) {
            faults.push("sms.from must be a number, or at most eleven letters and digits".to_owned());
        }
        faults
    }
}

impl Push {
    /// What production refuses of it.
    pub(super) fn faults(&self) -> Vec<String> {
        let name = |host: &&String| {
            let bare = host.strip_prefix('.').unwrap_or(host);
            bare.contains('.')
                && bare.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b".-".contains(&it))
        };
        let wrong = self.hosts.iter().filter(|host| !name(host));
        wrong
            .map(|host| format!("push.hosts must be names of hosts in small letters, and \"{host}\" is none"))
            .collect()
    }
}

impl Notices {
    /// What production refuses of it.
    pub(super) fn faults(&self) -> Vec<String> {
        let fits = (1..=24 * 60).contains(&self.alternative_after_minutes);
        let fault = "notices.alternative_after_minutes must be from 1 to 1440";
        if fits { Vec::new() } else { vec![fault.to_owned()] }
    }
}

impl Config {
    /// What the settings say of notices.
    ///
    /// # Errors
    /// A secret that cannot be read.
    pub fn notices(&self) -> Result<Setup, ConfigError> {
        let ways = [
            (ChannelKind::Push, self.push.is_some()),
            (ChannelKind::Sms, self.sms.is_some()),
            (ChannelKind::Email, self.smtp.is_some()),
        ];
        Ok(Setup {
            channels: ways.into_iter().filter(|(_, open)| *open).map(|(kind, _)| kind).collect(),
            wait: SignedDuration::from_mins(self.notices.alternative_after_minutes),
            push_hosts: Hosts::with(self.push.clone().unwrap_or_default().hosts),
            reports: self.sms.as_ref().map(Sms::signature).transpose()?,
        })
    }
}
