//! Norwegian compound words: "fastlegetime" is about "fastlege" and "time".

use std::collections::HashSet;

/// Shorter parts are found in too many words.
const SHORTEST_PART: usize = 3;
/// What may stand between two parts: fødsel-s-permisjon, barn-e-hage.
const JOINTS: [&str; 3] = ["", "s", "e"];

/// The words that others may be put together of.
#[derive(Debug, Default)]
pub struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub fn of(words: impl Iterator<Item = String>) -> Self {
        Self(
            words
                .filter(|word| word.chars().count() >= SHORTEST_PART && word.chars().all(char::is_alphabetic))
                .collect(),
        )
    }

    /// The parts of a word, the longest first part that leads to an end; empty for one that is not put together.
    pub fn parts(&self, word: &str) -> Vec<String> {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let from = SHORTEST_PART.min(starts.len());
        // The whole word is no part of itself.
        for end in starts[from..].iter().rev() {
            let (first, rest) = word.split_at(*end);
            if !self.0.contains(first) {
                continue;
            }
            for joint in JOINTS {
                if let Some(parts) = rest.strip_prefix(joint).and_then(|rest| self.end(rest)) {
                    return [vec![first.to_owned()], parts].concat();
                }
            }
        }
        Vec::new()
    }

    fn end(&self, rest: &str) -> Option<Vec<String>> {
        if self.0.contains(rest) {
            return Some(vec![rest.to_owned()]);
        }
        Some(self.parts(rest)).filter(|parts| !parts.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn a_compound_word_is_parted_at_its_joints() {
        let words =
            ["barn", "vaksine", "program", "fødsel", "penger", "lege", "fastlege", "time", "sykehus", "transport"];
        let vocabulary = Vocabulary::of(words.map(str::to_owned).into_iter());
        for (word, parts) in [
            ("barnevaksineprogram", vec!["barn", "vaksine", "program"]),
            ("fødselspenger", vec!["fødsel", "penger"]),
            ("fastlegetime", vec!["fastlege", "time"]),
            ("sykehustransport", vec!["sykehus", "transport"]),
            ("fastlege", vec![]),
            ("timeplan", vec![]),
        ] {
            assert_eq!(vocabulary.parts(word), parts, "{word}");
        }
    }
}
