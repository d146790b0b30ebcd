//! An office's opening hours in words: whether it is open now, the week, and what the hours cannot say.

use jiff::Timestamp;
use offices::{Hours, OpenState, said};

use crate::{Language, Words, oslo};

/// What `components/opening.html` shows.
#[derive(Clone, Debug)]
pub struct Opening {
    /// "Open now, until 15:30"; `None` where no hours are known.
    pub now: Option<String>,
    pub is_open: bool,
    /// Days and their hours: "Monday to Friday", "08:00–15:30".
    pub week: Vec<(String, String)>,
    /// The week's hours hold on public holidays too.
    pub on_holidays: bool,
    pub note: Option<String>,
}

impl Opening {
    /// Of hours as they are at a moment. `None` where nothing is known of them.
    pub fn of(hours: &Hours, now: Timestamp, words: &Words) -> Option<Self> {
        let state = hours.at(now);
        (state.is_some() || hours.note.is_some()).then(|| Self {
            now: state.map(|state| state_in_words(state, now, words)),
            is_open: matches!(state, Some(OpenState::Open { .. })),
            week: if state.is_some() { week(hours, words) } else { Vec::new() },
            on_holidays: hours.on_holidays,
            note: hours.note.clone(),
        })
    }
}

fn state_in_words(state: OpenState, now: Timestamp, words: &Words) -> String {
    match state {
        OpenState::Open { until: None } => words.t("opening-always").to_owned(),
        OpenState::Open { until: Some(until) } => until_in_words(until, now, words),
        OpenState::Closed { opens: None } => words.t("opening-not-soon").to_owned(),
        OpenState::Closed { opens: Some(opens) } => {
            let (today, day) = (oslo(now).date(), oslo(opens).date());
            let time = words.clock(opens);
            match today.tomorrow() {
                _ if day == today => words.say("opening-today").with("time", time).to_string(),
                Ok(tomorrow) if day == tomorrow => words.say("opening-tomorrow").with("time", time).to_string(),
                _ => words.say("opening-later").with("day", words.day(day)).with("time", time).to_string(),
            }
        }
    }
}

fn until_in_words(until: Timestamp, now: Timestamp, words: &Words) -> String {
    // What closes at midnight closes today.
    let last = until.saturating_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(until);
    let (closes, time) = (oslo(until), words.clock(until));
    if oslo(last).date() != oslo(now).date() {
        return words.say("opening-until-day").with("day", words.day(oslo(last).date())).with("time", time).to_string();
    }
    match closes.date() == oslo(now).date() {
        true => words.say("opening-until").with("time", time).to_string(),
        false => words.t("opening-until-midnight").to_owned(),
    }
}

fn week(hours: &Hours, words: &Words) -> Vec<(String, String)> {
    let mark = if words.language() == Language::En { ':' } else { '.' };
    let lines = hours.week().into_iter().map(|(first, last, spans)| {
        let of_day = match spans.as_slice() {
            [] => words.t("opening-closed").to_owned(),
            [all] if (all.start, all.end) == (0, 24 * 60) => words.t("opening-all-day").to_owned(),
            _ => said(&spans, mark),
        };
        (capitalised(&days(first, last, words)), of_day)
    });
    lines.collect()
}

fn days(first: u8, last: u8, words: &Words) -> String {
    let key = match last - first {
        0 => return words.weekday(first).to_owned(),
        1 => "opening-two-days",
        6 => return words.t("opening-every-day").to_owned(),
        _ => "opening-days",
    };
    words.say(key).with("first", words.weekday(first)).with("last", words.weekday(last)).to_string()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
