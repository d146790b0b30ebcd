//! The words of a letter, from whoever has the texts of the portal.

use crate::{ChannelKind, sms::gsm7};

/// What a letter says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// BCP-47 tag of the language it is really in.
    pub language: &'static str,
    pub subject: String,
    pub text: String,
}

/// What a letter may say (N3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said<'a> {
    /// Who has sent it; `None` where that is sensitive.
    pub sender: Option<&'a str>,
    /// Service and kind of the event, where the person has agreed that it is named.
    pub event: Option<(&'a str, &'a str)>,
}

/// Words a letter: that something has come, and from whom and what where that may be said (N3).
pub trait Wording: Send + Sync {
    /// For a channel, in the language of a tag such as `nn`; in Bokmål where there is none or it is not known.
    fn letter(&self, channel: ChannelKind, language: Option<&str>, said: Said<'_>) -> Text;
}

/// The longest name of a sender on a device's screen, in characters.
const LONGEST_ON_SCREEN: usize = 80;

/// The letter as the channel can bear it: a text message is one message, whatever the sender is called.
pub(crate) fn fitting(words: &dyn Wording, kind: ChannelKind, language: Option<&str>, said: Said<'_>) -> Text {
    match (kind, said.sender) {
        (ChannelKind::Sms, sender) => one_message(words, language, said, &gsm7::plain(sender.unwrap_or_default())),
        (ChannelKind::Push, Some(name)) => {
            words.letter(kind, language, Said { sender: Some(&shortened(name, LONGEST_ON_SCREEN)), ..said })
        }
        _ => words.letter(kind, language, said),
    }
}

/// With as much of the name as there is room for; without the event's name where even that is too much.
fn one_message(words: &dyn Wording, language: Option<&str>, said: Said<'_>, name: &str) -> Text {
    let kind = ChannelKind::Sms;
    let fits = |text: &Text| gsm7::septets(&text.text).is_some_and(|septets| septets <= gsm7::MOST);
    for event in [said.event, None] {
        for length in (3..=name.chars().count()).rev() {
            let text = words.letter(kind, language, Said { sender: Some(&shortened(name, length)), event });
            if fits(&text) {
                return text;
            }
        }
        let text = words.letter(kind, language, Said { sender: None, event });
        if fits(&text) {
            return text;
        }
    }
    words.letter(kind, language, Said::default())
}

/// At most so many characters, with dots where some were left out.
fn shortened(name: &str, length: usize) -> String {
    if name.chars().count() <= length {
        return name.to_owned();
    }
    let kept: String = name.chars().take(length.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}
