//! The cookies of log-in: bound to this host, over TLS, out of reach for scripts.
//!
//! Chromium takes `__Host-` cookies over plain HTTP from a loopback address too, so the demo uses the same.

/// Holds the session's token. Goes when the browser closes; the session itself ends on the server.
pub const SESSION_COOKIE: &str = "__Host-helsevei";

/// The same for a session at work: another cookie, so that the two kinds live beside each other.
pub const STAFF_COOKIE: &str = "__Host-helsevei-skranke";

/// Ties a log-in under way to the browser that began it.
pub const LOG_IN_COOKIE: &str = "__Host-helsevei-logg-inn";

/// The header `set-cookie` that gives a browser `value`.
pub fn set_cookie(name: &str, value: &str) -> String {
    // Lax: sent when somebody follows a link to us, also back from the electronic ID, never with a foreign form.
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// The header `set-cookie` that makes a browser forget.
pub fn forget_cookie(name: &str) -> String {
    format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// The value of a cookie in a header `cookie`.
pub fn find_cookie<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(found, _)| *found == name).map(|(_, value)| value)
}
