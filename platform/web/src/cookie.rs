//! Reading and writing cookies, as little of it as we need.

use axum::http::{HeaderMap, header};

/// The value of the cookie `name`, from whichever `Cookie` header has it first.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}
