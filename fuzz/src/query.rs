//! What stands in addresses and forms: where to go after log-in, fields, days, and what systems search for.

use api::{Params, holds_number, narrow, read_cursor, write_cursor};
use axum::{
    body::Body,
    extract::FromRequest,
    http::{Request, header},
};
use futures_util::FutureExt;
use records::search::Span;
use web::{Form, texts::read_day};

/// Belongs to nobody.
const SYNTHETIC: &str = "03851598730";

pub fn run(data: &[u8]) {
    form(data);
    let Ok(text) = std::str::from_utf8(data) else { return };
    search(text);
    if let Some(day) = read_day(text) {
        assert_eq!(read_day(&day.to_string()), Some(day), "a day is read as it is written");
    }
    let path = eid::local_path(text);
    let leads_out = path.starts_with("//") || path.contains('\\') || !path.starts_with('/');
    assert!(!leads_out, "after log-in one stays in the portal");
    assert!(!path.contains(char::is_control), "no second header");
}

/// What a health service's system asks the API for.
fn search(text: &str) {
    if let Ok(params) = Params::read(text) {
        for (name, value) in params.iter() {
            let mut span = Span::default();
            let _refused = narrow(&mut span, name, value).is_err();
        }
    }
    if let Ok(position) = read_cursor(text) {
        let written = write_cursor(position);
        assert_eq!(read_cursor(&written).ok().map(write_cursor), Some(written), "a page is found again");
    }
    assert!(holds_number(&format!("{text}&x={SYNTHETIC}")), "a number passes the guard behind {text:?}");
}

fn form(data: &[u8]) {
    let request = Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let Ok(request) = request.body(Body::from(data.to_vec())) else { return };
    let read = Form::from_request(request, &()).now_or_never();
    if let Some(Ok(form)) = read {
        assert!(form.into_fields().iter().all(|(_, value)| !value.contains('\0')), "PostgreSQL takes no such text");
    }
}
