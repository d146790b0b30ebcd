//! Where a device listens: an address that a browser gave us, and so a stranger's until it is proved.

use reqwest::Url;

/// The push services of the browsers there are. A name that begins with a dot stands for all under it.
const KNOWN: [&str; 5] = [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    ".push.services.mozilla.com",
    "web.push.apple.com",
    ".notify.windows.com",
];

/// Longer ones are no push service's.
const LONGEST: usize = 2_000;

/// The hosts that devices may listen at: those of the browsers, and the operator's own.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    more: Vec<String>,
    /// Origins that are taken as they stand: a push service of one's own.
    origins: Vec<String>,
}

impl Hosts {
    /// With hosts of the operator's: names, or `.names` with all under them.
    pub fn with(more: Vec<String>) -> Self {
        Self { more, origins: Vec::new() }
    }

    /// With a push service at an origin such as `http://127.0.0.1:4711`, wherever it is and without TLS: for tests.
    pub fn with_origin(origin: &str) -> Self {
        Self { more: Vec::new(), origins: vec![origin.to_owned()] }
    }

    /// The address, where it is one of a push service: HTTPS at its own port, a name that is known, nothing of a user.
    pub fn admit(&self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= LONGEST)?;
        if self.origins.contains(&url.origin().ascii_serialization()) {
            return Some(url);
        }
        let bare = url.scheme() == "https" && url.port().is_none() && url.username().is_empty();
        let bare = bare && url.password().is_none() && url.fragment().is_none();
        let known = self.knows(url.domain()?);
        (bare && known).then_some(url)
    }

    fn knows(&self, host: &str) -> bool {
        let fits = |known: &str| match known.strip_prefix('.') {
            Some(_) => host.ends_with(known) && host.len() > known.len(),
            None => host == known,
        };
        KNOWN.into_iter().chain(self.more.iter().map(String::as_str)).any(fits)
    }

    /// Whether a service of this machine is among them.
    pub(super) fn has_origins(&self) -> bool {
        !self.origins.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_push_services_are_admitted_and_only_by_https() {
        let hosts = Hosts::with(vec!["push.helse.example".into(), ".push.example".into()]);
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://web.push.apple.com/abc",
            "https://wns2-par02p.notify.windows.com/w/?token=abc",
            "https://push.helse.example/1",
            "https://a.push.example:443/1",
        ] {
            assert!(hosts.admit(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "no address",
            "http://fcm.googleapis.com/a",
            "https://fcm.googleapis.com:8443/a",
            "https://fcm.googleapis.com@evil.example/a",
            "https://user@fcm.googleapis.com/a",
            "https://evil.example/fcm.googleapis.com",
            "https://fcm.googleapis.com.evil.example/a",
            "https://xfcm.googleapis.com/a",
            "https://.push.example/a",
            "https://push.example/a",
            "https://127.0.0.1/a",
            "https://[::1]/a",
            "https://2130706433/a",
            "https://localhost/a",
            "file:///etc/passwd",
        ] {
            assert!(hosts.admit(bad).is_none(), "{bad}");
        }
        assert!(hosts.admit(&format!("https://fcm.googleapis.com/{}", "a".repeat(2_000))).is_none());
    }
}
