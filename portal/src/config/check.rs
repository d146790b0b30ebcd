//! What production refuses to start with, each with the mend (issue of trust: better not to start than to start unsafe).

use super::{Config, Push, Sms, Smtp};

pub(super) fn production(config: &Config) -> Vec<String> {
    let mut faults = Vec::new();
    let mut refuse = |when: bool, text: &str| when.then(|| faults.push(text.to_owned()));
    refuse(
        !config.public_url.starts_with("https://"),
        "public_url must start with https://: put a proxy that ends TLS before the portal and name its address",
    );
    refuse(
        config.eid.issuer.contains(demo::eid::PATH) || is_loopback(&config.eid.issuer),
        "eid.issuer is the demo's test eID, which asks for no proof: name a real provider, for instance https://idporten.no",
    );
    refuse(!config.eid.issuer.starts_with("https://"), "eid.issuer must start with https://");
    refuse(
        config.eid.client_key_file.is_none() && config.eid.client_secret.is_none(),
        "eid.client_key_file is missing: the private key that is registered at the provider (or eid.client_secret)",
    );
    refuse(
        config.eid.acr.is_empty(),
        "eid.acr is empty: name the assurance levels to accept, for instance idporten-loa-high",
    );
    refuse(
        !config.keys.master_file.is_file(),
        "keys.master_file does not exist: make one with `helsevei new-key FILE` and keep a copy of it in a safe place",
    );
    for file in config.keys.previous_files.iter().filter(|file| !file.is_file()) {
        refuse(true, &format!("keys.previous_files names {}, which does not exist", file.display()));
    }
    let folder =
        config.usage_log.heads_file.parent().is_some_and(|folder| folder.as_os_str().is_empty() || folder.is_dir());
    refuse(
        !folder,
        "usage_log.heads_file lies in a folder that does not exist: make it, on another disk than the database",
    );
    refuse(
        config.usage_log.keep_months < 36,
        "usage_log.keep_months must be at least 36: citizens have a right to three years",
    );
    refuse(
        !(1..=24 * 60).contains(&config.sessions.idle_minutes)
            || !(1..=24 * 60).contains(&config.sessions.absolute_minutes),
        "sessions.idle_minutes and sessions.absolute_minutes must be from 1 to 1440",
    );
    refuse(
        config.limits.connections == 0 || config.limits.head_seconds == 0,
        "limits.connections and limits.head_seconds must be at least 1",
    );
    faults.extend(config.limits.api_faults().into_iter().chain(config.smtp.iter().flat_map(Smtp::faults)));
    faults.extend(config.sms.iter().flat_map(Sms::faults));
    faults.extend(config.push.iter().flat_map(Push::faults));
    faults.extend(config.notices.faults().into_iter().chain(config.contact.faults()));
    faults
}

fn is_loopback(address: &str) -> bool {
    ["://localhost", "://127.", "://[::1]"].iter().any(|host| address.contains(host))
}
