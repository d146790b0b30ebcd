//! E-mail: where letters are handed over, and as whom.

use std::{fs, path::PathBuf, time::Duration};

use notify::{SmtpSettings, Tls};
use serde::Deserialize;

use super::ConfigError;

/// For each step of the conversation with the mail server.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The mail server (N1). Absent: no e-mail goes out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    pub host: String,
    #[serde(default = "default_port")]
    pub port: u16,
    #[serde(default)]
    pub tls: SmtpTls,
    /// A file with the certificate (PEM) of an authority of your own that vouches for the server.
    pub ca_file: Option<PathBuf>,
    pub user: Option<String>,
    /// A file with the password alone.
    pub password_file: Option<PathBuf>,
    /// Who letters are from, for instance `Helsevei <varsel@helse.example.no>`.
    pub from: String,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    #[default]
    Starttls,
    Tls,
    None,
}

fn default_port() -> u16 {
    587
}

impl Smtp {
    /// What the channel is made from.
    ///
    /// # Errors
    /// A password that cannot be read.
    pub fn settings(&self) -> Result<SmtpSettings, ConfigError> {
        let password = match &self.password_file {
            Some(path) => {
                let text = fs::read_to_string(path);
                let text = text.map_err(|fault| ConfigError::File { path: path.clone(), fault })?;
                Some(text.trim_end_matches(['\r', '\n']).to_owned())
            }
            None => None,
        };
        let read = |path: &PathBuf| fs::read(path).map_err(|fault| ConfigError::File { path: path.clone(), fault });
        Ok(SmtpSettings {
            authority: self.ca_file.as_ref().map(read).transpose()?,
            host: self.host.clone(),
            port: self.port,
            tls: match self.tls {
                SmtpTls::Starttls => Tls::StartTls,
                SmtpTls::Tls => Tls::Implicit,
                SmtpTls::None => Tls::None,
            },
            credentials: self.user.clone().zip(password),
            from: self.from.clone(),
            timeout: TIMEOUT,
        })
    }

    /// What production refuses of it.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.user.is_some() != self.password_file.is_some() {
            faults.push("smtp.user and smtp.password_file belong together: name both or neither".to_owned());
        }
        if let Some(file) = self.password_file.as_ref().filter(|file| !file.is_file()) {
            faults.push(format!("smtp.password_file names {}, which does not exist", file.display()));
        }
        if let Some(file) = self.ca_file.as_ref().filter(|file| !file.is_file()) {
            faults.push(format!("smtp.ca_file names {}, which does not exist", file.display()));
        }
        if self.tls == SmtpTls::None && !["localhost", "127.0.0.1", "::1"].contains(&self.host.as_str()) {
            faults.push("smtp.tls = \"none\" is for a mail server on the same machine: use starttls or tls".to_owned());
        }
        faults
    }
}
