//! What became of a notice, in words: a line for each way that it was sent by (N5, B7).

use notify::{ChannelKind, Outcome, Step, Told};
use web::Words;

/// The lines of one notice, in the order of the ladder.
pub fn lines(words: &Words, told: &Told) -> Vec<String> {
    let mut lines: Vec<String> = told.steps.iter().map(|step| line(words, step)).collect();
    if lines.is_empty() {
        lines.push(words.t(quiet(told.quiet.as_deref().unwrap_or_default())).to_owned());
    }
    let mut add = |key, at| lines.push(words.say(key).with("when", words.moment(at)).to_string());
    if let Some(posted_at) = told.posted_at {
        add("notification-settings-posted", posted_at);
    }
    if let Some(read_at) = told.read_at.filter(|read_at| *read_at > told.at) {
        add("notification-settings-read", read_at);
    }
    lines
}

fn line(words: &Words, step: &Step) -> String {
    let by = words.t(by(step.channel));
    let (key, when, to) = match &step.outcome {
        Outcome::Sent(at, to) => ("notification-settings-sent", Some(at), to.as_str()),
        Outcome::Delivered(at, to) => ("notification-settings-delivered", Some(at), to.as_str()),
        Outcome::Waiting(due_at) => ("notification-settings-waiting", Some(due_at), ""),
        Outcome::Dead(at) => ("notification-settings-dead", Some(at), ""),
        Outcome::Dropped(why) => (dropped(why), None, ""),
    };
    let when = when.map(|at| words.moment(*at)).unwrap_or_default();
    words.say(key).with("by", by).with("when", when).with("to", to).to_string()
}

fn by(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Push => "notification-settings-by-push",
        ChannelKind::Sms => "notification-settings-by-sms",
        ChannelKind::Email => "notification-settings-by-email",
    }
}

/// Key of why one way was not taken after all.
fn dropped(why: &str) -> &'static str {
    match why {
        "read" => "notification-settings-dropped-read",
        "delivered" => "notification-settings-dropped-delivered",
        "replaced" => "notification-settings-dropped-replaced",
        "posted" => "notification-settings-dropped-posted",
        "withdrawn" => "notification-settings-dropped-withdrawn",
        "no_device" => "notification-settings-dropped-device",
        "level" => "notification-settings-dropped-level",
        "unknown" => "notification-settings-dropped-unknown",
        "reserved" => "notification-settings-dropped-reserved",
        "stale" => "notification-settings-dropped-stale",
        "shared" => "notification-settings-dropped-shared",
        _ => "notification-settings-dropped-other",
    }
}

/// Key of why nothing was sent at all.
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
