//! Words that mean the same in search: lay and professional, Bokmål and Nynorsk, dialect.

use std::collections::HashMap;

use serde::Deserialize;
use thiserror::Error;

use super::analysis::plain_words;

/// More words than this in a row are no term.
const LONGEST_TERM: usize = 4;

/// Terms by each of the others. A term may be of several words.
#[derive(Debug, Default)]
pub struct Synonyms(HashMap<String, Vec<String>>);

/// The file of synonyms cannot be read.
#[derive(Debug, Error)]
#[error("synonyms.toml: {0}")]
pub struct SynonymsError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    groups: Vec<Vec<String>>,
}

impl Synonyms {
    /// Reads `groups = [["sykmelding", "sjukemelding"], …]`.
    pub fn read(file: &str) -> Result<Self, SynonymsError> {
        let file: File = toml::from_str(file).map_err(|fault| SynonymsError(fault.message().to_owned()))?;
        let mut by_term: HashMap<String, Vec<String>> = HashMap::new();
        for group in &file.groups {
            for term in group {
                let others = group.iter().filter(|other| *other != term).cloned();
                by_term.entry(plain(term)).or_default().extend(others);
            }
        }
        Ok(Self(by_term))
    }

    /// Every term, for the vocabulary.
    pub fn terms(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// What means the same as the words at the beginning of a list, and how many of them: the longest term first.
    pub fn of<'a>(&'a self, words: &[String]) -> Option<(usize, &'a [String])> {
        (1..=LONGEST_TERM.min(words.len())).rev().find_map(|count| {
            let others = self.0.get(&words[..count].join(" "))?;
            Some((count, others.as_slice()))
        })
    }
}

fn plain(term: &str) -> String {
    plain_words(term).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Synonyms;

    #[test]
    fn a_term_of_several_words_goes_before_its_first_word() {
        let synonyms = Synonyms::read("groups = [[\"sjuk\", \"syk\"], [\"Syk lege\", \"legevakt\"]]").unwrap();
        let words = ["syk", "lege", "nå"].map(str::to_owned);
        assert_eq!(synonyms.of(&words), Some((2, &["legevakt".to_owned()][..])));
        assert_eq!(synonyms.of(&words[1..]), None);
        assert_eq!(synonyms.of(&words[..1]), Some((1, &["sjuk".to_owned()][..])));
        assert!(Synonyms::read("group = []").is_err());
    }
}
