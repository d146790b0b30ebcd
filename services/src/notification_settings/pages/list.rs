//! What one was told, when, from whom, where it was sent and what became of it (N5).

use std::collections::HashMap;

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use notify::Outcome;
use web::{Acting, Page, PageError, Portal, Tab, Words, render};

use super::news::{self, News};
use crate::notification_settings::SERVICE;

#[derive(Template)]
#[template(path = "notification_settings/pages/list.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    for_oneself: bool,
    choices: String,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    what: String,
    /// Whom it is about, where that is another than the reader.
    about: Option<String>,
    sender: Option<String>,
    when: String,
    is_new: bool,
    /// What became of it outside the portal.
    outcome: String,
}

/// `GET /p/{handle}/varsler`: shows the list; what is on it has been read.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let news = news::list(&portal, &acting).await?;
    let numbers = news.iter().filter_map(|news| news.told.organisation.as_deref()).collect();
    let names = portal.organisations().names(numbers).await.map_err(PageError::unavailable)?;
    let rows = news.iter().map(|news| row(&portal, &acting, &names, news)).collect();
    let new = news.iter().filter(|news| news.told.is_new).map(|news| (news.told.subject, news.told.id)).collect();
    portal.notices().mark_read(acting.person(), new).await.map_err(PageError::unavailable)?;
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        tabs: super::tabs(&acting, false),
        for_oneself: acting.is_for_oneself(),
        choices: super::own_choices(&portal, &acting),
        rows,
    }))
}

fn row(portal: &Portal, acting: &Acting, names: &HashMap<String, String>, news: &News) -> Row {
    let (words, told) = (acting.words(), &news.told);
    let handle = portal.handles().of(acting.person(), told.subject);
    let organisation = told.organisation.as_ref().and_then(|number| names.get(number)).cloned();
    Row {
        href: match told.is_gone() {
            true => format!("/p/{handle}/{}", news.service.path),
            false => format!("/p/{handle}/{}/{}", news.service.path, told.item),
        },
        what: words.notice(&told.service, &told.kind).to_owned(),
        about: news.about.clone(),
        sender: told.sender.clone().or(organisation),
        when: words.moment(told.at),
        is_new: told.is_new,
        outcome: outcome(words, &told.outcome),
    }
}

fn outcome(words: &Words, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Sent(at, to) => {
            let said = words.say("notification-settings-sent").with("when", words.moment(*at));
            said.with("to", to).to_string()
        }
        Outcome::Waiting(due_at) => {
            words.say("notification-settings-waiting").with("when", words.moment(*due_at)).to_string()
        }
        Outcome::Dead(at) => words.say("notification-settings-dead").with("when", words.moment(*at)).to_string(),
        Outcome::Portal(why) | Outcome::Dropped(why) => words.t(quiet(why)).to_owned(),
    }
}

/// Key of why nothing was sent.
fn quiet(why: &str) -> &'static str {
    match why {
        "level" => "notification-settings-quiet-level",
        "unknown" => "notification-settings-quiet-unknown",
        "reserved" => "notification-settings-quiet-reserved",
        "stale" => "notification-settings-quiet-stale",
        "shared" => "notification-settings-quiet-shared",
        _ => "notification-settings-quiet-other",
    }
}
