//! Finding a treatment by what people call it: begun, inside a compound word, misspelt, on a keyboard without æ, ø and å.

use strsim::osa_distance;

use crate::Treatment;

/// From this length on a word is looked for inside others, and may have one letter wrong; from the other on two.
const LONG: usize = 4;
const VERY_LONG: usize = 8;
/// Words that only bind others together.
const BINDING: [&str; 14] = ["av", "for", "fra", "hos", "i", "in", "med", "og", "of", "on", "pa", "the", "til", "ved"];
/// More is nothing anybody searches for, in words.
const MOST_WORDS: usize = 8;

/// The treatments that every word typed fits, the best first. None where nothing is typed.
pub fn matching<'t>(treatments: &'t [Treatment], typed: &str) -> Vec<&'t Treatment> {
    let typed: Vec<String> = words(typed).take(MOST_WORDS).collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, &Treatment)> =
        treatments.iter().filter_map(|it| Some((distance(it, &typed)?, it))).collect();
    found.sort_by_key(|(distance, it)| (*distance, it.nb.to_lowercase()));
    found.into_iter().map(|(_, it)| it).collect()
}

/// How far from what is typed, 0 for its very words; `None` where a word fits nothing.
fn distance(treatment: &Treatment, typed: &[String]) -> Option<usize> {
    let own: Vec<String> = treatment.all_words().flat_map(words).collect();
    let nearest = |word: &String| own.iter().filter_map(|own| between(word, own)).min();
    typed.iter().map(nearest).try_fold(0, |sum, it| Some(sum + it?))
}

fn between(typed: &str, own: &str) -> Option<usize> {
    let length = typed.chars().count();
    let wrong = match length {
        VERY_LONG.. => 2,
        LONG.. => 1,
        _ => 0,
    };
    match () {
        () if typed == own => Some(0),
        () if length >= 2 && own.starts_with(typed) => Some(1),
        () if length >= LONG && own.contains(typed) => Some(2),
        () => Some(osa_distance(typed, own)).filter(|it| *it <= wrong).map(|it| 3 + it),
    }
}

/// Words in small letters, without marks over and through them, and without those that only bind.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let small = parts.map(|part| part.to_lowercase().chars().map(plain).collect::<String>());
    small.filter(|word| !BINDING.contains(&word.as_str()))
}

fn plain(letter: char) -> char {
    match letter {
        'å' | 'à' | 'á' | 'ä' | 'æ' => 'a',
        'ø' | 'ö' | 'ó' | 'ô' => 'o',
        'é' | 'è' | 'ê' => 'e',
        other => other,
    }
}
