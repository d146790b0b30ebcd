//! Where a call may go: to systems outside, never to what stands behind this portal's own walls.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use url::{Host, Url};

const LONGEST: usize = 1024;

/// Networks that calls may go to although they are not the open internet's. One that is this machine's own lets calls
/// go there without TLS, too: for the demo and for tests.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub networks: Vec<IpNet>,
}

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

impl Reach {
    /// Whether calls may go to the address, as far as it shows; what its name leads to is looked at before each call.
    pub fn check(&self, endpoint: &str, own_origin: &str) -> Result<Url, EndpointError> {
        let url = Url::parse(endpoint).map_err(|_| EndpointError::Form)?;
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if endpoint.len() > LONGEST || !plain || !(url.scheme() == "https" || self.may_be_open(&url)) {
            return Err(EndpointError::Form);
        }
        if Url::parse(own_origin).is_ok_and(|own| own.origin() == url.origin()) {
            return Err(EndpointError::Own);
        }
        let within = match url.host() {
            Some(Host::Ipv4(address)) => self.allows(address.into()),
            Some(Host::Ipv6(address)) => self.allows(address.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        };
        if within { Ok(url) } else { Err(EndpointError::Network) }
    }

    /// Plain http, to this machine alone.
    fn may_be_open(&self, url: &Url) -> bool {
        let address: Option<IpAddr> = match url.host() {
            Some(Host::Ipv4(address)) => Some(address.into()),
            Some(Host::Ipv6(address)) => Some(address.into()),
            _ => None,
        };
        url.scheme() == "http" && address.is_some_and(|it| it.is_loopback() && self.is_named(it))
    }

    fn allows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.is_named(address) || is_public(address)
    }

    fn is_named(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// Whether anybody on the open internet has this address.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Outside what is set aside for other uses (RFC 6890).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let set_aside = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || matches!(
            (a, b, c),
            (0 | 224..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _)
        );
    !set_aside
}

/// Global unicast, and none that holds an address of IPv4 (6to4, Teredo) or is for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let global = parts[0] & 0xe000 == 0x2000;
    global && !matches!((parts[0], parts[1]), (0x2001, 0x0000..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, _))
}

/// Looks names up and leaves out where no call goes.
pub(crate) struct Guarded(pub Arc<Reach>);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|it| reach.allows(it.ip())).collect();
            if allowed.is_empty() {
                return Err(EndpointError::Network.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://helse.example.no";

    #[test]
    fn calls_go_to_the_open_internet_by_tls() {
        let reach = Reach::default();
        for good in ["https://ehr.example.no/hook?a=1", "https://8.8.8.8/", "https://[2a02:2121::1]:8443/x"] {
            assert!(reach.check(good, OWN).is_ok(), "{good}");
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
            assert_eq!(reach.check(bad, OWN), Err(fault), "{bad}");
        }
    }

    #[test]
    fn an_operator_may_name_networks_and_this_machine_without_tls() {
        let reach = Reach { networks: vec!["10.20.0.0/16".parse().unwrap(), "127.0.0.0/8".parse().unwrap()] };
        assert!(reach.check("https://10.20.3.4/", OWN).is_ok());
        assert!(reach.check("http://127.0.0.1:9000/hook", OWN).is_ok());
        assert_eq!(reach.check("http://10.20.3.4/", OWN), Err(EndpointError::Form));
        assert_eq!(reach.check("https://10.21.3.4/", OWN), Err(EndpointError::Network));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_leads_nowhere() {
        let guarded = Guarded(Arc::new(Reach::default()));
        assert!(guarded.resolve("localhost".parse().unwrap()).await.is_err());
        let open =
            Guarded(Arc::new(Reach { networks: vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()] }));
        assert!(open.resolve("localhost".parse().unwrap()).await.is_ok());
    }
}
