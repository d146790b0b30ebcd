//! Which installation a command is about: settings in a file, or a demo's folder.

use std::path::{Path, PathBuf};

use access::log::Retention;
use clap::Args;
use db::{Clock, MasterKey, Random};
use eid::sessions::Limits;
use hooks::Reach;
use jiff::SignedDuration;
use notify::Setup;
use web::{Contact, Site};

use crate::{
    config::{Config, ConfigError, Outside, load_master_keys},
    house::Plan,
};

/// `--config FILE` for an installation, `--data DIR` for a demo.
#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = false)]
pub struct Target {
    /// The settings file of the installation.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of a demo.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Target {
    /// The folder of a demo.
    pub fn demo(data: PathBuf) -> Self {
        Self { config: None, data: Some(data) }
    }

    /// What to open.
    ///
    /// # Errors
    /// Settings or keys that cannot be read.
    pub fn plan(&self) -> Result<Plan, ConfigError> {
        match (&self.config, &self.data) {
            (Some(file), _) => plan_of(&Config::read(file)?),
            (None, Some(data)) => demo_plan(data),
            (None, None) => Err(ConfigError::Refused(vec!["name --config FILE or --data DIR".to_owned()])),
        }
    }
}

/// The plan of an installation.
pub(super) fn plan_of(config: &Config) -> Result<Plan, ConfigError> {
    Ok(Plan {
        database: config.database.clone(),
        master_keys: load_master_keys(&config.keys)?,
        heads_file: config.usage_log.heads_file.clone(),
        retention: Retention { months: config.usage_log.keep_months },
        limits: Limits {
            idle: SignedDuration::from_mins(config.sessions.idle_minutes),
            absolute: SignedDuration::from_mins(config.sessions.absolute_minutes),
            ..Limits::default()
        },
        outside: Outside {
            limits: config.limits.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
            hooks: Reach { networks: config.hook_networks.clone() },
        },
        notices: config.notices()?,
        site: Site {
            demo: false,
            https: true,
            origin: config.public_url.trim_end_matches('/').to_owned(),
            guidance_phone: config.guidance_phone.clone(),
            form_origins: vec![config.eid.issuer.clone()],
            contact: config.contact.to_site(),
            ..Site::default()
        },
        clock: Clock::system(),
        random: Random::system(),
    })
}

/// The plan of a demo: everything in one folder.
fn demo_plan(data: &Path) -> Result<Plan, ConfigError> {
    let key = data.join("master.key");
    let text = std::fs::read_to_string(&key).map_err(|fault| ConfigError::File { path: key.clone(), fault })?;
    let master = MasterKey::from_hex(&text).map_err(|fault| ConfigError::Refused(vec![fault.to_string()]))?;
    Ok(Plan {
        database: format!("sqlite:{}", data.join("helsevei.db").display()),
        master_keys: vec![master],
        heads_file: data.join("usage-log-heads.jsonl"),
        retention: Retention::default(),
        limits: Limits::default(),
        outside: Outside::without_rates(),
        notices: Setup::default(),
        site: Site {
            demo: true,
            guidance_phone: Some("00 00 00 00".to_owned()),
            contact: demo_contact(),
            ..Site::default()
        },
        clock: Clock::system(),
        random: Random::system(),
    })
}

/// Addresses that nobody has (RFC 2606).
fn demo_contact() -> Contact {
    Contact {
        security: Some("mailto:security@example.invalid".to_owned()),
        security_policy: Some("https://example.invalid/security".to_owned()),
        accessibility: Some("tilgjengelighet@example.invalid".to_owned()),
    }
}
