//! What the operator says about the electronic ID.

use url::Url;

use super::ClientAuth;

/// The registration of this portal at an OpenID provider.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The issuer exactly as its metadata says it; ID-porten's has no slash at the end.
    pub issuer: String,
    pub client_id: String,
    pub client_auth: ClientAuth,
    /// Where the electronic ID sends the person back to, as registered there.
    pub redirect_uri: String,
    /// Where it sends them after a log-out, as registered there.
    pub after_log_out_uri: String,
    /// For ID-porten `openid`.
    pub scope: String,
    /// Accepted assurance levels, asked for in this order; for ID-porten `idporten-loa-high` alone (L1).
    pub acr: Vec<String>,
    /// The claim with the national number; for ID-porten `pid`.
    pub number_claim: String,
}

/// A setting that would make the log-in unsafe or useless.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingsError {
    #[error("{0} is not an address")]
    NotAnAddress(&'static str),
    #[error("{0} must start with https:// (plain http is for a loopback address only)")]
    PlainHttp(&'static str),
    #[error("{0} is empty")]
    Empty(&'static str),
}

impl Settings {
    /// Refuses what cannot work: addresses without TLS beyond this machine, an empty list of assurance levels.
    pub fn check(&self) -> Result<(), SettingsError> {
        check_address("issuer", &self.issuer)?;
        check_address("redirect_uri", &self.redirect_uri)?;
        check_address("after_log_out_uri", &self.after_log_out_uri)?;
        for (name, value) in [("client_id", &self.client_id), ("number_claim", &self.number_claim)] {
            if value.is_empty() {
                return Err(SettingsError::Empty(name));
            }
        }
        if self.acr.is_empty() { Err(SettingsError::Empty("acr")) } else { Ok(()) }
    }

    /// Whether the provider is on this machine: then no proxy is asked.
    pub(super) fn issuer_is_here(&self) -> bool {
        Url::parse(&self.issuer).is_ok_and(|url| is_loopback(&url))
    }
}

/// Takes https anywhere and http on a loopback address.
pub(super) fn check_address(name: &'static str, address: &str) -> Result<Url, SettingsError> {
    let url = Url::parse(address).map_err(|_| SettingsError::NotAnAddress(name))?;
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback(&url) => Ok(url),
        _ => Err(SettingsError::PlainHttp(name)),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
