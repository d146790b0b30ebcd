//! Suggestions while one types: titles that have all the words, the last one perhaps half typed.

use std::collections::HashMap;

use web::texts::Language;

use super::{analysis::plain_words, index::Doc};

/// Titles and words to find them by, for each language.
#[derive(Debug, Default)]
pub struct Suggestions(HashMap<Language, Vec<Entry>>);

#[derive(Debug)]
struct Entry {
    key: String,
    title: String,
    title_words: Vec<String>,
    other_words: Vec<String>,
}

impl Suggestions {
    pub fn new(docs: &[Doc]) -> Self {
        let mut entries: HashMap<Language, Vec<Entry>> = HashMap::new();
        for doc in docs {
            let entry = Entry {
                key: doc.key.clone(),
                title: doc.title.clone(),
                title_words: plain_words(&doc.title).collect(),
                other_words: doc.keywords.iter().flat_map(|word| plain_words(word)).collect(),
            };
            entries.entry(doc.language).or_default().push(entry);
        }
        Self(entries)
    }

    /// Key and title of those that fit: where the title has the words before where only the key words have them, the
    /// shortest title first.
    pub fn of(&self, typed: &str, language: Language, count: usize) -> Vec<(&str, &str)> {
        let typed: Vec<String> = plain_words(typed).collect();
        let Some(entries) = self.0.get(&language).filter(|_| !typed.is_empty()) else { return Vec::new() };
        let begins = |words: &[String]| typed.iter().all(|it| words.iter().any(|word| word.starts_with(it)));
        let fits = |entry: &&Entry| begins(&entry.title_words) || begins(&entry.other_words);
        let mut fitting: Vec<&Entry> = entries.iter().filter(fits).collect();
        fitting.sort_by_key(|it| (!begins(&it.title_words), it.title.chars().count(), it.title.as_str()));
        fitting.into_iter().take(count).map(|it| (it.key.as_str(), it.title.as_str())).collect()
    }
}
