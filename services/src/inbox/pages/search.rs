//! Searching one's own conversations. The words are sent in the body: an address would keep them.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, Page, PageError, Portal, render};

use super::list::{Row, row};
use crate::inbox::SERVICE;

/// Conversations that are shown at most.
const MOST: usize = 50;
/// Characters of the words one looks for.
const LONGEST: usize = 100;

#[derive(Template)]
#[template(path = "inbox/pages/search.html")]
struct Search {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    is_asked: bool,
    action: String,
}

/// Asks for words.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    Ok(render(&page(&acting, Form::default(), Vec::new(), false)))
}

/// Shows the conversations that hold all the words.
pub async fn post(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("search")).await?;
    let words: String = form.value("ord").chars().take(LONGEST).collect();
    let found = dialogue::find_text(&allowed, &words, MOST).await?;
    let rows = found.iter().map(|thread| row(&acting, thread)).collect();
    Ok(render(&page(&acting, form, rows, true)))
}

fn page(acting: &Acting, form: Form, rows: Vec<Row>, is_asked: bool) -> Search {
    let page = acting.page("inbox-search").under(acting.path("innboks"), acting.words().t("inbox-title"));
    Search { page, form, rows, is_asked, action: acting.path("innboks/sok") }
}
