//! All powers one has given and received: those that hold, and those that are over.

use access::{Deed, state};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Page, PageError, Portal, render};

use crate::powers_of_attorney::{
    SERVICE,
    seen::{self, Seen},
};

#[derive(Template)]
#[template(path = "powers_of_attorney/pages/list.html")]
struct List {
    page: Page,
    given: Vec<Seen>,
    received: Vec<Seen>,
    over: Vec<Seen>,
    /// R8: who may neither represent nor be represented gives no power.
    may_give: bool,
    path: String,
}

/// `GET /p/{handle}/fullmakter`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let mut powers = state::given_powers(&allowed).await?;
    powers.extend(state::received_powers(&allowed).await?);
    let seen = seen::see(&portal, &acting, powers).await?;
    let (over, standing): (Vec<_>, Vec<_>) = seen.into_iter().partition(Seen::is_over);
    let (given, received) = standing.into_iter().partition(Seen::is_mine);
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        given,
        received,
        over,
        may_give: !acting.standing().subject.protection.is_protected(),
        path: acting.path(SERVICE.path),
    }))
}
