//! Accepts the terms and chooses the first level (L3).

use access::{Deed, rules::Level};
use axum::{extract::State, response::Response};
use web::{Acting, Form, PageError, Portal, again};

use super::show;
use crate::consent::{SERVICE, change};

/// `POST /p/{handle}/samtykke/vilkar`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let level = Level::parse(form.value("niva"));
    if level.is_none() {
        form.refuse("niva", "consent-must-choose");
    }
    if !form.holds("godtar", "ja") {
        form.refuse("godtar", "consent-must-accept");
    }
    let Some(level) = level.filter(|_| !form.has_faults()) else {
        return show::page(&portal, &acting, form, None).await.map(again);
    };
    let standing = portal.gate().standing(acting.person(), acting.subject()).await?;
    let lapsed = standing.subject.chosen_level(standing.today).is_none();
    let allowed = acting.act(&portal, &SERVICE, Deed::new("accept")).await?;
    change::accept(allowed, level, acting.person(), lapsed).await?;
    Ok(show::back(&acting, "vilkar"))
}
