//! `/status` (P11): how each part of the portal is just now, what is going on and planned, and what was; also as a feed.
//!
//! It asks nobody who they are, and answers from memory when the database is away.

use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use incidents::{Component, Incident};
use jiff::Timestamp;
use web::{Page, Portal, Visitor, Words, render};

use crate::articles::escaped;

/// Incidents that the feed tells of.
const IN_FEED: usize = 30;

#[derive(Template)]
#[template(path = "pages/status.html")]
struct Status {
    page: Page,
    /// Key of the sentence that sums it up, and its colour.
    summary: (&'static str, &'static str),
    /// Key of a part's name, key of how it is, and the colour beside it.
    parts: Vec<(&'static str, &'static str, &'static str)>,
    open: Vec<Told>,
    planned: Vec<Told>,
    past: Vec<Told>,
    /// The incidents could not be read: when they last were, in words.
    old: Option<String>,
}

/// An incident in the reader's language.
struct Told {
    part: &'static str,
    state: &'static str,
    color: &'static str,
    /// From when to when.
    when: String,
    /// When it was told, and what; the newest first.
    updates: Vec<(String, String)>,
}

/// `GET /status`.
pub async fn get(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let seen = portal.status().look().await;
    let (now, words) = (portal.clock().now(), visitor.words());
    let parts: Vec<_> = Component::ALL.into_iter().map(|it| (it, seen.state(it, now))).collect();
    let worst = parts.iter().map(|(_, state)| *state).max().unwrap_or_default();
    let told = |is: fn(&Incident, Timestamp) -> bool| -> Vec<Told> {
        seen.incidents.iter().filter(|it| is(it, now)).map(|it| tell(it, now, words)).collect()
    };
    let old = seen.is_old.then(|| seen.read_at.map_or_else(String::new, |at| words.moment(at)));
    render(&Status {
        page: visitor.page("site-status"),
        summary: (
            if worst == Default::default() { "site-status-all-work" } else { "site-status-not-all" },
            worst.color(),
        ),
        parts: parts.into_iter().map(|(part, state)| (part.key(), state.key(), state.color())).collect(),
        open: told(Incident::is_open),
        planned: told(Incident::is_planned),
        past: told(|it, now| !it.is_open(now) && !it.is_planned(now)),
        old,
    })
}

fn tell(incident: &Incident, now: Timestamp, words: &Words) -> Told {
    let over = incident.over_at(now).or(incident.ends_at);
    let from = words.moment(incident.starts_at);
    let when = match over {
        Some(to) => words.say("site-status-from-to").with("from", from).with("to", words.moment(to)).to_string(),
        None => words.say("site-status-since").with("from", from).to_string(),
    };
    let language = words.shown_language();
    let update = |it: &incidents::Update| (words.moment(it.at), it.texts.of(language).to_owned());
    Told {
        part: incident.component.key(),
        state: incident.impact.state().key(),
        color: incident.impact.state().color(),
        when,
        updates: incident.updates.iter().rev().map(update).collect(),
    }
}

/// `GET /status/atom.xml` (RFC 4287): incidents and maintenance, each as it was told last.
pub async fn feed(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let seen = portal.status().look().await;
    let (own, words) = (portal.site(), visitor.words());
    let page = escaped(&own.address(words.language(), "/status"));
    let mut told: Vec<(&Incident, Timestamp)> =
        seen.incidents.iter().filter_map(|it| Some((it, it.updates.last()?.at))).collect();
    told.sort_by_key(|(it, at)| (std::cmp::Reverse(*at), it.id));
    told.truncate(IN_FEED);
    let updated = told.first().map_or(Timestamp::UNIX_EPOCH, |(_, at)| *at);
    let entry = |(incident, at): &(&Incident, Timestamp)| {
        let title = format!("{}: {}", words.t(incident.component.key()), words.t(incident.impact.state().key()));
        format!(
            "<entry><title>{}</title><id>urn:uuid:{}</id><link href=\"{page}\"/><updated>{at}</updated><summary>{}</summary></entry>\n",
            escaped(&title),
            incident.id,
            escaped(incident.text(words.shown_language()))
        )
    };
    let entries: String = told.iter().map(entry).collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{page}/atom.xml</id>\n<link rel=\"self\" href=\"{page}/atom.xml\"/>\n\
         <updated>{updated}</updated>\n<author><name>Helsevei</name></author>\n{entries}</feed>\n",
        words.shown_language(),
        escaped(words.t("site-status-feed")),
    );
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], xml).into_response()
}
