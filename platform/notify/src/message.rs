//! The words of a letter, from whoever has the texts of the portal.

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
    /// In the language of a tag such as `nn`; in Bokmål where there is none or it is not known.
    fn letter(&self, language: Option<&str>, said: Said<'_>) -> Text;
}
