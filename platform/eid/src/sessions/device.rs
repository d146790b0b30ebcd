//! Device and network as a person recognises them: coarse on purpose, nothing that follows somebody around.

use std::net::IpAddr;

const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
];

/// Browser and system out of a header `user-agent`, for instance `Firefox, Linux`; empty when neither is known.
pub fn device(user_agent: &str) -> String {
    // Order matters: Edge also says Chrome, and Chrome also says Safari.
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    [find(&BROWSERS), find(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The network of an address: its first half and no more.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            format!("{a}.{b}.*.*")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:*")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{device, network};

    #[test]
    fn browsers_are_told_apart_although_they_imitate_each_other() {
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"),
            ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome, Android"),
            ("curl/8.5", ""),
        ] {
            assert_eq!(device(agent), name, "{agent}");
        }
    }

    #[test]
    fn a_network_does_not_tell_the_house() {
        assert_eq!(network("192.0.2.77".parse().unwrap()), "192.0.*.*");
        assert_eq!(network("::ffff:192.0.2.77".parse().unwrap()), "192.0.*.*");
        assert_eq!(network("2001:db8:1:2::3".parse().unwrap()), "2001:db8:1:*");
    }
}
