//! Where a call may go: to systems outside, never to what stands behind this portal's own walls.

use std::net::IpAddr;

use reach::Reach;
use thiserror::Error;
use url::{Host, Url};

const LONGEST: usize = 1024;

/// An address that no call goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EndpointError {
    #[error("is not an https address of at most 1024 characters, without user, password and fragment")]
    Form,
    #[error("is an address of this portal")]
    Own,
    #[error("leads to a network that calls do not go to")]
    Network,
}

/// Whether calls may go to the address, as far as it shows; what its name leads to is looked at before each call. A
/// network that is named and this machine's own lets calls go there without TLS, too: for the demo and for tests.
pub fn check(reach: &Reach, endpoint: &str, own_origin: &str) -> Result<Url, EndpointError> {
    let url = Url::parse(endpoint).map_err(|_| EndpointError::Form)?;
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let literal: Option<IpAddr> = match url.host() {
        Some(Host::Ipv4(address)) => Some(address.into()),
        Some(Host::Ipv6(address)) => Some(address.into()),
        Some(Host::Domain(_)) => None,
        None => return Err(EndpointError::Form),
    };
    let within_this_machine = literal.is_some_and(|it| it.is_loopback() && reach.is_named(it));
    let sealed = url.scheme() == "https" || url.scheme() == "http" && within_this_machine;
    if endpoint.len() > LONGEST || !plain || !sealed {
        return Err(EndpointError::Form);
    }
    if Url::parse(own_origin).is_ok_and(|own| own.origin() == url.origin()) {
        return Err(EndpointError::Own);
    }
    if literal.is_none_or(|it| reach.allows(it)) { Ok(url) } else { Err(EndpointError::Network) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://helse.example.no";

    #[test]
    fn calls_go_to_the_open_internet_by_tls() {
        let reach = Reach::default();
        for good in ["https://ehr.example.no/hook?a=1", "https://8.8.8.8/", "https://[2a02:2121::1]:8443/x"] {
            assert!(check(&reach, good, OWN).is_ok(), "{good}");
        }
        for (bad, fault) in [
            ("http://ehr.example.no/", EndpointError::Form),
            ("http://127.0.0.1/", EndpointError::Form),
            ("ftp://ehr.example.no/", EndpointError::Form),
            ("https://user:pass@ehr.example.no/", EndpointError::Form),
            ("https://ehr.example.no/#x", EndpointError::Form),
            ("hook", EndpointError::Form),
            ("https://helse.example.no/fhir", EndpointError::Own),
            ("https://127.0.0.1/", EndpointError::Network),
            ("https://2130706433/", EndpointError::Network),
            ("https://0x7f.1/", EndpointError::Network),
            ("https://10.1.2.3/", EndpointError::Network),
            ("https://169.254.169.254/latest/meta-data", EndpointError::Network),
            ("https://100.64.0.1/", EndpointError::Network),
            ("https://0.0.0.0/", EndpointError::Network),
            ("https://[::1]/", EndpointError::Network),
            ("https://[::ffff:10.0.0.1]/", EndpointError::Network),
            ("https://[fd00::1]/", EndpointError::Network),
            ("https://[fe80::1]/", EndpointError::Network),
            ("https://[2002:7f00:1::]/", EndpointError::Network),
            ("https://[64:ff9b::7f00:1]/", EndpointError::Network),
        ] {
            assert_eq!(check(&reach, bad, OWN), Err(fault), "{bad}");
        }
    }

    #[test]
    fn an_operator_may_name_networks_and_this_machine_without_tls() {
        let reach = Reach { networks: vec!["10.20.0.0/16".parse().unwrap(), "127.0.0.0/8".parse().unwrap()] };
        assert!(check(&reach, "https://10.20.3.4/", OWN).is_ok());
        assert!(check(&reach, "http://127.0.0.1:9000/hook", OWN).is_ok());
        assert_eq!(check(&reach, "http://10.20.3.4/", OWN), Err(EndpointError::Form));
        assert_eq!(check(&reach, "https://10.21.3.4/", OWN), Err(EndpointError::Network));
    }
}
