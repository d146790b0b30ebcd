//! What a browser sends with every request: cookies, device, language.

use axum::http::{HeaderMap, HeaderValue, header};
use eid::sessions::{self, LOG_IN_COOKIE, SESSION_COOKIE};
use web::{Language, cookie};

pub fn run(data: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, value.clone());
    for name in [SESSION_COOKIE, LOG_IN_COOKIE] {
        let found = cookie::read(&headers, name);
        if let Ok(line) = value.to_str() {
            assert_eq!(found, sessions::find_cookie(line, name), "both readers find the same");
        }
        assert!(found.is_none_or(|found| !found.contains(';')), "one cookie is not two");
    }
    if let Ok(line) = value.to_str() {
        let device = sessions::device(line);
        assert!(device.len() <= 60, "a device is told shortly");
        Language::accepted(line);
        Language::parse(line);
    }
    // The way a token is given is the way it is found.
    if let Some(token) = cookie::read(&headers, SESSION_COOKIE) {
        let set = sessions::set_cookie(SESSION_COOKIE, token);
        assert_eq!(sessions::find_cookie(&set, SESSION_COOKIE), Some(token));
    }
}
