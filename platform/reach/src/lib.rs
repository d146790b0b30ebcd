//! Where calls of the portal's own may go: the open internet, and networks that an operator has named; never what stands
//! behind the portal's own walls, whatever a stranger's address or a name that moved would lead to.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, LazyLock};

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

/// Networks that are nobody's on the internet (IANA's special-purpose registries). Of IPv6 only [`GLOBAL`] is looked at.
static CLOSED: LazyLock<Vec<IpNet>> = LazyLock::new(|| {
    networks(
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 \
         192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 \
         2001::/23 2001:db8::/32 2002::/16 3fff::/20",
    )
});

/// Global unicast: all of IPv6 that is given out.
static GLOBAL: LazyLock<Vec<IpNet>> = LazyLock::new(|| networks("2000::/3"));

fn networks(text: &str) -> Vec<IpNet> {
    text.split_whitespace().filter_map(|network| network.parse().ok()).collect()
}

/// Whether anybody on the open internet has the address.
pub fn is_open(address: IpAddr) -> bool {
    let address = address.to_canonical();
    let within = |networks: &[IpNet]| networks.iter().any(|network| network.contains(&address));
    (address.is_ipv4() || within(&GLOBAL)) && !within(&CLOSED)
}

/// Networks that calls may go to although they are not the open internet's.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub networks: Vec<IpNet>,
}

impl Reach {
    pub fn allows(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.is_named(address) || is_open(address)
    }

    /// Whether the operator has named it.
    pub fn is_named(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }
}

/// A name leads only where calls do not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("leads to a network that calls do not go to")]
pub struct OutOfReach;

/// Finds addresses of names at each call, and keeps quiet about those out of reach: a name that was a system's may lead
/// elsewhere now. Literal addresses are not looked up; who takes them asks [`Reach::allows`].
#[derive(Clone, Debug, Default)]
pub struct Guarded(pub Arc<Reach>);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|it| reach.allows(it.ip())).collect();
            if allowed.is_empty() {
                return Err(OutOfReach.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_inside_is_open() {
        let closed = "127.0.0.1 10.1.2.3 172.31.0.1 192.168.1.1 169.254.169.254 100.100.100.200 0.0.0.0 255.255.255.255 \
                      ::1 :: fe80::1 fec0::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1:: \
                      2001::1 2001:db8::1 3fff::1 5f00::1 100::1";
        for address in closed.split_whitespace() {
            assert!(!is_open(address.parse().unwrap()), "{address}");
        }
        for address in ["142.250.74.10", "8.8.8.8", "2a00:1450:400f:80d::200a", "::ffff:8.8.8.8"] {
            assert!(is_open(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn every_network_is_read() {
        assert_eq!((CLOSED.len(), GLOBAL.len()), (18, 1));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_leads_nowhere_unless_it_is_named() {
        assert!(Guarded::default().resolve("localhost".parse().unwrap()).await.is_err());
        let named = Guarded(Arc::new(Reach { networks: networks("127.0.0.0/8 ::1/128") }));
        assert!(named.resolve("localhost".parse().unwrap()).await.is_ok());
    }
}
