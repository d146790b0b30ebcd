//! All that a file says: treatments, places, and the waiting times that bind them together.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Field, Place, Stage};

/// Something that is treated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// Small letters, digits and hyphens: it stands in addresses.
    pub code: String,
    pub field: Field,
    pub nb: String,
    pub nn: String,
    pub en: String,
    /// What people call it besides, in any language.
    pub words: Vec<String>,
}

impl Treatment {
    /// The longest code, in characters.
    pub const LONGEST_CODE: usize = 64;

    /// Whether a word can be a code at all.
    pub fn is_code(word: &str) -> bool {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (1..=Self::LONGEST_CODE).contains(&word.len()) && word.bytes().all(fits)
    }

    /// The name in a language, by its tag; Bokmål's where there is none.
    pub fn name(&self, language: &str) -> &str {
        match language {
            "nn" => &self.nn,
            "en" => &self.en,
            _ => &self.nb,
        }
    }

    /// Names and words.
    pub fn all_words(&self) -> impl Iterator<Item = &str> {
        [&self.nb, &self.nn, &self.en].into_iter().chain(&self.words).map(String::as_str)
    }
}

/// How long one is expected to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub weeks: u16,
    /// When the place last said so.
    pub updated: Date,
}

/// Treatment, place and stage of a waiting time.
pub type WaitKey = (String, String, Stage);

/// Everything there is to choose among. A treatment or place is in it for its waiting times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// By code.
    pub treatments: BTreeMap<String, Treatment>,
    /// By organisation number.
    pub places: BTreeMap<String, Place>,
    pub waits: BTreeMap<WaitKey, Wait>,
}
