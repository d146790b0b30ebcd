//! What one was told, when, from whom, where it was sent and what became of it (N5).

use std::collections::HashMap;

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use notify::{Before, Told};
use web::{Acting, Form, Page, PageError, Portal, Tab, render};

use super::{
    device::{self, Offer},
    news::{self, News, SIZE},
    outcome,
};
use crate::notification_settings::SERVICE;

#[derive(Template)]
#[template(path = "notification_settings/pages/list.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    for_oneself: bool,
    choices: String,
    rows: Vec<Row>,
    /// To be told on the device at hand, on one's own page.
    offer: Option<Offer>,
    /// Back to the newest, and on to those before.
    newest: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    what: String,
    /// Whom it is about, where that is another than the reader.
    about: Option<String>,
    sender: Option<String>,
    when: String,
    is_new: bool,
    /// What became of it, a line for each way.
    outcome: Vec<String>,
}

/// `GET /p/{handle}/varsler`: shows the list; what is on it has been read.
pub async fn get(State(portal): State<Portal>, acting: Acting, asked: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let before = before(asked.value("eldre-enn"));
    let mut news = news::list(&portal, &acting, before, SIZE + 1).await?;
    let has_older = news.len() > SIZE;
    news.truncate(SIZE);
    let numbers = news.iter().filter_map(|news| news.told.organisation.as_deref()).collect();
    let names = portal.organisations().names(numbers).await.map_err(PageError::unavailable)?;
    let rows = news.iter().map(|news| row(&portal, &acting, &names, news)).collect();
    let new = news.iter().filter(|news| news.told.is_new).map(|news| (news.told.subject, news.told.id)).collect();
    portal.notices().mark_read(acting.person(), new).await.map_err(PageError::unavailable)?;
    let path = acting.path(SERVICE.path);
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        tabs: super::tabs(&acting, false),
        for_oneself: acting.is_for_oneself(),
        choices: super::own_choices(&portal, &acting),
        rows,
        offer: device::offer(&portal, &acting, &allowed).await?,
        newest: before.map(|_| path.clone()),
        older: news.last().filter(|_| has_older).map(|last| format!("{path}?eldre-enn={}", cursor(&last.told))),
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
        outcome: outcome::lines(words, told),
    }
}

/// Where the page of older ones begins, as it stands in its address: the time and the id of the last one shown.
fn cursor(told: &Told) -> String {
    format!("{}-{}", told.at.as_microsecond(), told.id)
}

/// The way back from [`cursor`]; whatever else somebody typed shows the newest.
fn before(text: &str) -> Option<Before> {
    let (micros, id) = text.split_once('-')?;
    Some((Timestamp::from_microsecond(micros.parse().ok()?).ok()?, id.parse().ok()?))
}
