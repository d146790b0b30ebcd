//! The list of conversations: those that are not put away, the unread, letters, the archive.

use access::{Deed, rules::Refusal};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use dialogue::{Filter, Kind, State as Stands, Thread};
use serde::Deserialize;
use web::{Acting, Page, PageError, Portal, Tab, Turn, render};

use crate::inbox::{SERVICE, forms};

/// Conversations on one page.
const PER_PAGE: u32 = 20;

const VIEWS: [(&str, Filter, &str); 4] = [
    ("", Filter::Inbox, "inbox-view-inbox"),
    ("ulest", Filter::Unread, "inbox-view-unread"),
    ("brev", Filter::Letters, "inbox-view-letters"),
    ("arkiv", Filter::Archived, "inbox-view-archive"),
];

#[derive(Template)]
#[template(path = "inbox/pages/list.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    narrowed: Option<&'static str>,
    turn: Turn,
    write: String,
    search: String,
    drafts: String,
}

/// A conversation in a list.
pub struct Row {
    pub href: String,
    pub subject: String,
    pub with: String,
    pub when: String,
    pub kind: &'static str,
    pub is_unread: bool,
    /// Key and colour of how it stands.
    pub state: Option<(&'static str, &'static str)>,
    pub messages: i64,
}

/// Which list, and which part of it.
#[derive(Deserialize)]
pub struct Opened {
    vis: Option<String>,
    side: Option<u32>,
}

/// Shows one of the lists, the latest first.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let view = opened.vis.unwrap_or_default();
    let (_, filter, _) = *VIEWS.iter().find(|(path, ..)| *path == view).ok_or(PageError::NotFound)?;
    let number = opened.side.unwrap_or(1).clamp(1, 1_000);
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    // One more than is shown tells whether there is a next page.
    let part = dialogue::Page { size: i64::from(PER_PAGE) + 1, skip: i64::from((number - 1) * PER_PAGE) };
    let mut threads = dialogue::list(&allowed, filter, part).await?;
    let more = threads.len() > PER_PAGE as usize;
    threads.truncate(PER_PAGE as usize);
    let address = |number: u32| acting.path(&format!("innboks?vis={view}&side={number}"));
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        tabs: tabs(&acting, &view),
        rows: threads.iter().map(|thread| row(&acting, thread)).collect(),
        narrowed: allowed.granted().narrowed.and_then(Refusal::narrowed_key),
        turn: Turn {
            number,
            newer: (number > 1).then(|| address(number - 1)),
            older: more.then(|| address(number + 1)),
        },
        write: acting.path("innboks/ny"),
        search: acting.path("innboks/sok"),
        drafts: acting.path("innboks/utkast"),
    }))
}

fn tabs(acting: &Acting, current: &str) -> Vec<Tab> {
    let tab = |(path, _, key): &(&str, Filter, &str)| Tab {
        href: acting.path(&if path.is_empty() { "innboks".to_owned() } else { format!("innboks?vis={path}") }),
        text: acting.words().t(key).to_owned(),
        current: *path == current,
    };
    VIEWS.iter().map(tab).collect()
}

/// A line of a list.
pub fn row(acting: &Acting, thread: &Thread) -> Row {
    let words = acting.words();
    Row {
        href: acting.path(&format!("innboks/{}", thread.address)),
        subject: subject(acting, thread),
        with: thread.with.clone().unwrap_or_else(|| words.t("inbox-unknown-service").to_owned()),
        when: words.moment(thread.last_at),
        kind: forms::kind_key(thread.kind),
        is_unread: thread.is_unread,
        state: match thread.state {
            Stands::Open => None,
            // A letter that came is no answer to anything.
            Stands::Answered if thread.kind == Kind::Letter => None,
            Stands::Answered => Some(("inbox-state-answered", "success")),
            Stands::Closed => Some(("inbox-state-closed", "neutral")),
        },
        messages: thread.messages,
    }
}

/// What it is about; where the reader sees no subject, whom it is with.
pub fn subject(acting: &Acting, thread: &Thread) -> String {
    let words = acting.words();
    thread.subject.clone().unwrap_or_else(|| {
        let with = thread.with.clone().unwrap_or_else(|| words.t("inbox-unknown-service").to_owned());
        words.say("inbox-message-from").with("who", with).to_string()
    })
}
