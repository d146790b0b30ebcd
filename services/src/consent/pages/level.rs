//! Another level: first what opens and closes, then the change (L4).

use access::{Deed, rules::Level};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, Page, PageError, Portal, again, render};

use super::show;
use crate::consent::{SERVICE, change, matrix::difference};

#[derive(Template)]
#[template(path = "consent/pages/level.html")]
struct Confirm {
    page: Page,
    child: bool,
    from: String,
    to: String,
    /// The level's word, for the form.
    level: &'static str,
    opens: Vec<String>,
    closes: Vec<String>,
    path: String,
    action: String,
}

/// `GET /p/{handle}/samtykke/niva?niva=full`.
pub async fn get(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    let Some(level) = Level::parse(form.value("niva")) else {
        form.refuse("niva", "consent-must-choose");
        return show::page(&portal, &acting, form, None).await;
    };
    let standing = portal.gate().standing(acting.person(), acting.subject()).await?;
    let Some(now) = standing.subject.chosen_level(standing.today).filter(|now| *now != level) else {
        return show::page(&portal, &acting, Form::default(), None).await;
    };
    let (words, path) = (acting.words(), acting.path(SERVICE.path));
    let page = acting.page("consent-level-title").under(path.clone(), words.t("consent-title"));
    Ok(render(&Confirm {
        page,
        child: !acting.is_for_oneself(),
        from: words.t(now.key()).to_owned(),
        to: words.t(level.key()).to_owned(),
        level: level.as_str(),
        opens: difference(&portal, words, level, now),
        closes: difference(&portal, words, now, level),
        action: format!("{path}/niva"),
        path,
    }))
}

/// `POST /p/{handle}/samtykke/niva`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let Some(level) = Level::parse(form.value("niva")) else {
        form.refuse("niva", "consent-must-choose");
        return show::page(&portal, &acting, form, None).await.map(again);
    };
    let standing = portal.gate().standing(acting.person(), acting.subject()).await?;
    if standing.subject.chosen_level(standing.today).is_none() {
        // Not accepted, or no longer: the page asks for that first.
        return show::page(&portal, &acting, Form::default(), None).await;
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::new("choose_level")).await?;
    change::choose(allowed, level, acting.person()).await?;
    Ok(show::back(&acting, "niva"))
}
