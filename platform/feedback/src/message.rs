//! A message from a reader to the operator: what it is about, and what of it is sealed.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Characters of a message.
pub const LONGEST_TEXT: usize = 2_000;
/// Characters of the address of the page it is about.
pub const LONGEST_PAGE: usize = 300;
/// Characters of an e-mail address (RFC 5321, 4.5.3.1.3).
pub const LONGEST_EMAIL: usize = 254;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Accessibility,
    Content,
    /// Something on a page that does not work.
    Fault,
    Other,
    /// What a reader was missing in an article that was not useful to them.
    Article,
}

impl About {
    /// What one can choose in the form.
    pub const CHOICES: [Self; 4] = [Self::Accessibility, Self::Content, Self::Fault, Self::Other];

    /// As it stands in the column, in addresses and at the end of text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::Content => "content",
            Self::Fault => "fault",
            Self::Other => "other",
            Self::Article => "article",
        }
    }

    /// The way back from [`About::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::CHOICES.into_iter().chain([Self::Article]).find(|about| about.as_str() == word)
    }
}

/// What is sealed of a message. Its `Debug` tells nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub text: String,
    /// The address of the page, as it was typed, or an article's path; empty for none.
    pub page: String,
    /// Where an answer is wanted; empty for nowhere.
    pub email: String,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Content")
    }
}

/// A message that comes in. The form brings its id, so that the second click is the same message.
#[derive(Clone, Debug)]
pub struct New {
    pub id: Uuid,
    pub about: About,
    /// BCP-47 tag of the page it was written on.
    pub language: &'static str,
    pub content: Content,
}

/// A message as the operator reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: Uuid,
    pub about: About,
    pub language: String,
    pub content: Content,
    pub received_at: Timestamp,
    pub handled_at: Option<Timestamp>,
}

/// Whether a text may be an e-mail address: something before one `@`, a name with a dot after it, and no space.
pub fn is_email(text: &str) -> bool {
    let Some((before, host)) = text.split_once('@') else { return false };
    let parts = || host.split('.');
    text.chars().count() <= LONGEST_EMAIL
        && !before.is_empty()
        && !text.contains(|sign: char| sign.is_whitespace() || sign.is_control())
        && !host.contains('@')
        && parts().count() > 1
        && parts().all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_sign_and_a_host_with_a_dot() {
        for good in ["kari@example.no", "k.n+a@post.example.no", "ærlig@blåbær.example"] {
            assert!(is_email(good), "{good}");
        }
        for wrong in ["", "kari", "@example.no", "kari@example", "kari@.no", "k@a@example.no", "ka ri@example.no"] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }

    #[test]
    fn every_subject_has_a_word_of_its_own_and_the_way_back() {
        for about in About::CHOICES.into_iter().chain([About::Article]) {
            assert_eq!(About::parse(about.as_str()), Some(about));
        }
        assert_eq!(About::parse("praise"), None);
    }
}
