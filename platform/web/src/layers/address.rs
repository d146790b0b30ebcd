//! Where a request comes from: the peer, or whom a trusted proxy names.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::{self, Next},
    response::Response,
};
use db::ClientAddress;
use ipnet::IpNet;

/// The networks whose word about an address is taken.
pub type TrustedProxies = Arc<[IpNet]>;

/// Gives every request of `router` a [`ClientAddress`].
pub fn with_addresses(router: Router, trusted: TrustedProxies) -> Router {
    router.layer(middleware::from_fn_with_state(trusted, find))
}

async fn find(State(trusted): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        let address = client(peer.ip(), request.headers(), &trusted);
        request.extensions_mut().insert(ClientAddress(address));
    }
    next.run(request).await
}

/// The nearest address on the way here that is no proxy of ours. Everything further off may be made up.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let ours = |address: &IpAddr| trusted.iter().any(|net| net.contains(&address.to_canonical()));
    let mut nearest = peer.to_canonical();
    let way = named(headers);
    for hop in way.iter().rev() {
        if !ours(&nearest) {
            break;
        }
        let Some(address) = hop else { break };
        nearest = address.to_canonical();
    }
    nearest
}

/// The addresses that proxies have noted, the furthest first; `None` for what is no address. Where both kinds of header
/// are there and say different things, one of them was made up by who asks: then neither is believed.
fn named(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let (plain, standard) =
        (hops(headers, "x-forwarded-for", |hop| Some(hop)), hops(headers, "forwarded", of_standard));
    match (plain.is_empty(), standard.is_empty()) {
        (_, true) => plain,
        (true, false) => standard,
        (false, false) if plain == standard => plain,
        (false, false) => Vec::new(),
    }
}

fn hops(headers: &HeaderMap, name: &str, address: fn(&str) -> Option<&str>) -> Vec<Option<IpAddr>> {
    let values = headers.get_all(name).iter().map(|value| value.to_str().unwrap_or("unknown"));
    values.flat_map(|value| value.split(',')).map(|hop| parse(address(hop.trim())?)).collect()
}

/// The `for` of one element of `Forwarded` (RFC 7239 §4).
fn of_standard(element: &str) -> Option<&str> {
    element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for").then(|| value.trim_matches('"'))
    })
}

/// An address with or without a port, IPv6 with or without brackets.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted: Vec<IpNet> = ["10.0.0.0/8", "fd00::/8"].iter().map(|net| net.parse().expect("a net")).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().expect("a value"));
        }
        client(peer.parse().expect("an address"), &map, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_about_the_nearest_stranger() {
        let xff = "x-forwarded-for";
        assert_eq!(seen("192.0.2.1", &[(xff, "198.51.100.7")]), "192.0.2.1", "a stranger says anything");
        assert_eq!(seen("10.0.0.1", &[(xff, "198.51.100.7")]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &[(xff, "1.1.1.1, 198.51.100.7, 10.9.9.9")]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &[(xff, "1.1.1.1"), (xff, "198.51.100.7")]), "198.51.100.7");
        assert_eq!(seen("10.0.0.1", &[(xff, "1.1.1.1, unknown")]), "10.0.0.1", "what cannot be read ends the way");
        assert_eq!(seen("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(seen("fd00::1", &[(xff, "[2001:db8::1]:4711")]), "2001:db8::1");
        assert_eq!(seen("::ffff:10.0.0.1", &[(xff, "198.51.100.7:80")]), "198.51.100.7");
    }

    #[test]
    fn the_standard_header_is_read_and_two_that_differ_are_not() {
        assert_eq!(seen("10.0.0.1", &[("forwarded", "for=\"[2001:db8::1]\";proto=https")]), "2001:db8::1");
        assert_eq!(seen("10.0.0.1", &[("forwarded", "for=1.1.1.1, By=x; For=198.51.100.7")]), "198.51.100.7");
        let both = [("x-forwarded-for", "198.51.100.7"), ("forwarded", "for=1.1.1.1")];
        assert_eq!(seen("10.0.0.1", &both), "10.0.0.1");
        let agree = [("x-forwarded-for", "198.51.100.7"), ("forwarded", "for=198.51.100.7")];
        assert_eq!(seen("10.0.0.1", &agree), "198.51.100.7");
    }
}
