//! From text to the words that are compared: small letters, no stop words, stems, plain letters.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language as Stems, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter,
    TextAnalyzer,
};
use web::texts::Language;

/// Longer is no word, in bytes.
const LONGEST_WORD: usize = 60;

/// Which rules of words a language follows. Bokmål and Nynorsk share theirs; Northern Sámi has none of its own yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    Norwegian,
    English,
}

impl Grammar {
    pub const ALL: [Self; 2] = [Self::Norwegian, Self::English];

    pub fn of(language: Language) -> Self {
        if language == Language::En { Self::English } else { Self::Norwegian }
    }

    /// The name of its analyzer in the index, and the ending of its fields.
    pub fn name(self) -> &'static str {
        match self {
            Self::Norwegian => "no",
            Self::English => "en",
        }
    }

    /// Words to what is indexed and asked for.
    pub fn analyzer(self) -> TextAnalyzer {
        let stems = match self {
            Self::Norwegian => Stems::Norwegian,
            Self::English => Stems::English,
        };
        let words = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST_WORD))
            .filter(LowerCaser)
            .dynamic();
        let words = match StopWordFilter::new(stems) {
            Some(stop_words) => words.filter_dynamic(stop_words),
            None => words,
        };
        // Stems first: they know æ, ø and å, which not every keyboard has.
        words.filter_dynamic(Stemmer::new(stems)).filter_dynamic(AsciiFoldingFilter).build()
    }

    /// The words of a text as they are compared. A text of stop words alone is taken at its word.
    pub fn words(self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.analyzer().token_stream(text).process(&mut |token| words.push(token.text.clone()));
        words
    }
}

/// The words of a text in small letters, as they stand.
pub fn plain_words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::Grammar;

    #[test]
    fn forms_of_a_word_are_one() {
        let norwegian = |text| Grammar::Norwegian.words(text);
        assert_eq!(norwegian("Timene"), norwegian("timer"));
        assert_eq!(norwegian("Hva er egenandelen?"), norwegian("egenandel"));
        assert_eq!(norwegian("FØDSEL"), ["fodsel"]);
        assert_eq!(Grammar::English.words("the appointments"), Grammar::English.words("appointment"));
    }
}
