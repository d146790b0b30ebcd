//! `GET /skranke`: the office, and what one can do there.

use askama::Template;
use axum::response::Response;
use web::{AtWork, MenuItem, Page, render};

#[derive(Template)]
#[template(path = "pages/desk_front.html")]
struct Front<'a> {
    page: Page,
    menu: &'a [MenuItem],
}

pub(super) async fn get(at_work: AtWork) -> Response {
    render(&Front { page: at_work.front_page(), menu: at_work.menu() })
}
