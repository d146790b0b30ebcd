//! The texts in one reader's language: what pages, cards and notices speak with.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::{Timestamp, civil::Date};

use super::{Language, Texts, dates};

/// All texts in one language. Cheap to clone.
#[derive(Clone)]
pub struct Words {
    texts: Texts,
    language: Language,
}

impl Words {
    pub fn new(texts: Texts, language: Language) -> Self {
        Self { texts, language }
    }

    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a key that takes no arguments. An unknown key is shown as it is and logged.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.plain(self.language, key).unwrap_or_else(|| {
            tracing::error!(key, "no such text");
            key
        })
    }

    /// The text of a key that is put together and may not be there.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.plain(self.language, key)
    }

    /// The name of a service by its id, for instance of `appointments`. The id itself for one nobody knows any more.
    pub fn service<'a>(&'a self, id: &'a str) -> &'a str {
        let id_in_key = id.replace('_', "-");
        let named = self.find(&format!("service-{id_in_key}")).or_else(|| self.find(&format!("{id_in_key}-title")));
        named.unwrap_or(id)
    }

    /// What was done in a service, as the usage log says it: the service's own word for the verb, or everyone's.
    pub fn deed<'a>(&'a self, service: &str, verb: &'a str) -> &'a str {
        let (service, verb_in_key) = (service.replace('_', "-"), verb.replace('_', "-"));
        let own = self.find(&format!("{service}-deed-{verb_in_key}"));
        own.or_else(|| self.find(&format!("deed-{verb_in_key}"))).unwrap_or(verb)
    }

    /// What a notice of a service is about, by the kind of its event.
    pub fn notice<'a>(&'a self, service: &str, kind: &'a str) -> &'a str {
        let key = format!("{}-notice-{}", service.replace('_', "-"), kind.replace('_', "-"));
        self.find(&key).unwrap_or(kind)
    }

    /// A text that takes arguments: `words.say("inbox-unread").with("count", 3)`.
    pub fn say<'a>(&'a self, key: &'a str) -> Say<'a> {
        Say { words: self, key, args: FluentArgs::new() }
    }

    /// The tag of the language a text is really in: `nb` where Northern Sámi has none yet.
    pub fn shown_language(&self) -> &'static str {
        match self.language {
            Language::Se => Language::Nb.code(),
            other => other.code(),
        }
    }

    /// "tirsdag 3. mars 2026".
    pub fn day(&self, date: impl std::borrow::Borrow<Date>) -> String {
        dates::day(self.language, *date.borrow())
    }

    /// "tirsdag" for 2.
    pub fn weekday(&self, number: u8) -> &'static str {
        dates::weekday(self.language, number)
    }

    /// "3. mars 2026".
    pub fn short_day(&self, date: impl std::borrow::Borrow<Date>) -> String {
        dates::short_day(self.language, *date.borrow())
    }

    /// "tirsdag 3. mars 2026 kl. 09.30", on the wall clock in Norway.
    pub fn moment(&self, at: impl std::borrow::Borrow<Timestamp>) -> String {
        dates::moment(self.language, *at.borrow())
    }

    /// "09.30", on the wall clock in Norway.
    pub fn clock(&self, at: impl std::borrow::Borrow<Timestamp>) -> String {
        dates::clock(self.language, *at.borrow())
    }
}

/// A text on its way to being said, with the arguments it has so far. Shown by `Display`.
pub struct Say<'a> {
    words: &'a Words,
    key: &'a str,
    args: FluentArgs<'a>,
}

impl<'a> Say<'a> {
    /// Fills in `{ $name }`.
    pub fn with(mut self, name: &'a str, value: impl Argument<'a>) -> Self {
        self.args.set(name, value.into_value());
        self
    }
}

impl fmt::Display for Say<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.words.texts.format(self.words.language, self.key, &self.args) {
            Some(text) => f.write_str(&text),
            None => {
                tracing::error!(key = self.key, "no such text");
                f.write_str(self.key)
            }
        }
    }
}

/// What a text can be filled in with: words, and numbers (which choose the plural form).
pub trait Argument<'a> {
    fn into_value(self) -> FluentValue<'a>;
}

impl<'a> Argument<'a> for &'a str {
    fn into_value(self) -> FluentValue<'a> {
        self.into()
    }
}

impl<'a> Argument<'a> for &'a String {
    fn into_value(self) -> FluentValue<'a> {
        self.as_str().into()
    }
}

impl<'a> Argument<'a> for &&'a String {
    fn into_value(self) -> FluentValue<'a> {
        self.as_str().into()
    }
}

impl<'a> Argument<'a> for String {
    fn into_value(self) -> FluentValue<'a> {
        self.into()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl<'a> Argument<'a> for $number {
            fn into_value(self) -> FluentValue<'a> {
                FluentValue::from(self)
            }
        }

        // Templates pass what they show by reference.
        impl<'a> Argument<'a> for &$number {
            fn into_value(self) -> FluentValue<'a> {
                FluentValue::from(*self)
            }
        }
    )*};
}
numbers!(i32, i64, u8, u32, u64, usize);

impl<'a> Argument<'a> for &&'a str {
    fn into_value(self) -> FluentValue<'a> {
        (*self).into()
    }
}
