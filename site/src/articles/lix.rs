//! How hard a text is to read: LIX (Björnsson 1968).

/// From about 45 a text is hard for most readers.
pub const HARD: f64 = 45.0;

/// Words per sentence, and the share of words longer than six letters in percent, together. `None` for a text without words.
pub fn lix(text: &str) -> Option<f64> {
    let words = || text.split_whitespace().map(letters).filter(|length| *length > 0);
    let (all, long) = (words().count(), words().filter(|length| *length > 6).count());
    let sentences = text.split(['.', '!', '?', ':', '\n']).filter(|it| it.chars().any(char::is_alphabetic)).count();
    #[expect(clippy::cast_precision_loss, reason = "counts of words in an article")]
    let [all_words, long, sentences] = [all, long, sentences.max(1)].map(|count| count as f64);
    (all > 0).then(|| all_words / sentences + 100.0 * long / all_words)
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn short_words_in_short_sentences_are_easy() {
        assert_eq!(super::lix("Du er syk. Du ringer oss."), Some(3.0));
        assert_eq!(super::lix("Barnevernet undersøker bekymringsmeldinger."), Some(103.0));
        assert_eq!(super::lix(" – "), None);
    }
}
