//! `/skranke/veiledning/varsler`: how somebody was told, and what became of it; never of what (O4, B7).

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use notify::{ChannelKind, Outcome, Sent, Step};
use web::{AtWork, Form, Page, PageError, Portal, Words, render};

use super::{ACCOUNTS, ITEM, must, reason};
use crate::members::person;

/// Notices that are shown.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "guidance/notices.html")]
struct Notices {
    page: Page,
    name: String,
    rows: Vec<Row>,
    back: String,
}

struct Row {
    when: String,
    /// What became of it, a line for each way.
    lines: Vec<String>,
}

/// Looks, for the reason that the account was looked up for: a line of its own in the person's log.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    must(&at_work)?;
    let subject = person(&portal, &mut form, "nummer").await?.ok_or(PageError::BadInput)?;
    let said = reason(&mut form).ok_or(PageError::BadInput)?;
    let allowed = at_work.see(&portal, subject, &ACCOUNTS, Deed::new("notices"), said).await?;
    let sent = portal.notices().sent_to(&allowed, MOST).await.map_err(PageError::unavailable)?;
    let (words, seen) = (at_work.words(), allowed.seen().ok_or(PageError::NotFound)?);
    let page = at_work.page("guidance-notices-title").under(at_work.path(ITEM.path), words.t(ITEM.key));
    let row = |sent: &Sent| Row { when: words.moment(sent.at), lines: lines(words, sent) };
    let rows = sent.iter().map(row).collect();
    Ok(render(&Notices { page, name: seen.name.full(), rows, back: at_work.path(ITEM.path) }))
}

fn lines(words: &Words, sent: &Sent) -> Vec<String> {
    let mut lines: Vec<String> = sent.steps.iter().map(|step| line(words, step)).collect();
    if lines.is_empty() {
        lines.push(words.say("guidance-notices-nothing").with("why", words.t(why(&sent.quiet))).to_string());
    }
    let mut add = |key, at| lines.push(words.say(key).with("when", words.moment(at)).to_string());
    if let Some(at) = sent.posted_at {
        add("guidance-notices-posted", at);
    }
    if let Some(at) = sent.read_at {
        add("guidance-notices-read", at);
    }
    lines
}

fn line(words: &Words, step: &Step) -> String {
    let by = words.t(match step.channel {
        ChannelKind::Push => "guidance-notices-by-push",
        ChannelKind::Sms => "guidance-notices-by-sms",
        ChannelKind::Email => "guidance-notices-by-email",
    });
    let (key, when, to) = match &step.outcome {
        Outcome::Sent(at, to) => ("guidance-notices-sent", Some(at), to.as_str()),
        Outcome::Delivered(at, to) => ("guidance-notices-delivered", Some(at), to.as_str()),
        Outcome::Waiting(due_at) => ("guidance-notices-waiting", Some(due_at), ""),
        Outcome::Dead(at) => ("guidance-notices-dead", Some(at), ""),
        Outcome::Dropped(reason) => {
            return words.say("guidance-notices-dropped").with("by", by).with("why", words.t(why(reason))).to_string();
        }
    };
    let when = when.map(|at| words.moment(*at)).unwrap_or_default();
    words.say(key).with("by", by).with("when", when).with("to", to).to_string()
}

/// Key of why something was not sent.
fn why(word: &str) -> &'static str {
    match word {
        "read" => "guidance-notices-why-read",
        "delivered" => "guidance-notices-why-delivered",
        "replaced" => "guidance-notices-why-replaced",
        "posted" => "guidance-notices-why-posted",
        "no_device" => "guidance-notices-why-device",
        "level" => "guidance-notices-why-level",
        "unknown" => "guidance-notices-why-unknown",
        "reserved" => "guidance-notices-why-reserved",
        "stale" => "guidance-notices-why-stale",
        "shared" => "guidance-notices-why-shared",
        _ => "guidance-notices-why-other",
    }
}
