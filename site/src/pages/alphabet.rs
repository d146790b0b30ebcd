//! From A to Å (P3): every article and service by its title, in the order of the reader's language.

use askama::Template;
use axum::{Extension, extract::State, response::Response};
use web::{Page, Portal, Visitor, render, texts::Language};

use super::{LISTED, topic::Shown};
use crate::OpenSite;

#[derive(Template)]
#[template(path = "pages/alphabet.html")]
struct Alphabet {
    page: Page,
    letters: Vec<(String, Vec<Shown>)>,
}

/// `GET /a-til-aa`.
pub async fn get(State(portal): State<Portal>, Extension(site): Extension<OpenSite>, visitor: Visitor) -> Response {
    let words = visitor.words();
    let language = words.language();
    let open = site.now();
    let articles = open.library.all_for(language).map(|article| Shown::of(article, words));
    let services = portal.services().iter().map(|service| Shown::about(service, words));
    let pages = LISTED.iter().map(|page| Shown::page(page, words));
    let mut all: Vec<Shown> = articles.chain(services).chain(pages).collect();
    all.sort_by_cached_key(|shown| order(&shown.title, language));
    let mut letters: Vec<(String, Vec<Shown>)> = Vec::new();
    for shown in all {
        let letter = letter(&shown.title, language);
        match letters.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, group)) => group.push(shown),
            None => letters.push((letter, vec![shown])),
        }
    }
    render(&Alphabet { page: visitor.page("site-alphabet"), letters })
}

/// The letter a title stands under: Å for "Aa" in Norwegian, A for "Å" in English; `#` for what is none.
fn letter(title: &str, language: Language) -> String {
    match order(title, language).first() {
        Some(&(true, 'z', last)) if last > 0 => ["Æ", "Ø", "Å"][usize::from(last) - 1].into(),
        Some(&(true, letter, _)) => letter.to_uppercase().to_string(),
        _ => "#".into(),
    }
}

/// A title as it sorts in the language's alphabet, digits and signs first. Norwegian: æ, ø, å last, aa as å, ä as æ, ö as ø
/// (Språkrådet). English: letters without their marks.
pub fn order(title: &str, language: Language) -> Vec<(bool, char, u8)> {
    let small = title.to_lowercase();
    let small = if language == Language::En { small } else { small.replace("aa", "å") };
    small.chars().map(|letter| place(letter, language)).collect()
}

/// A letter's place: whether it is one, its plain form, and which of the letters after z it is.
fn place(letter: char, language: Language) -> (bool, char, u8) {
    match letter {
        'æ' | 'ä' if language != Language::En => (true, 'z', 1),
        'ø' | 'ö' if language != Language::En => (true, 'z', 2),
        'å' if language != Language::En => (true, 'z', 3),
        'æ' | 'ä' | 'å' | 'á' | 'à' => (true, 'a', 0),
        'ø' | 'ö' | 'ó' | 'ô' => (true, 'o', 0),
        'é' | 'è' | 'ê' | 'ë' => (true, 'e', 0),
        'ü' | 'ú' => (true, 'u', 0),
        other => (other.is_alphabetic(), other, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_is_the_readers() {
        let sorted = |mut titles: Vec<&'static str>, language| {
            titles.sort_by_key(|title| order(title, language));
            titles
        };
        let norwegian = sorted(vec!["Årskort", "Zink", "Aasen", "Ønske", "Ære", "Abort", "112"], Language::Nn);
        assert_eq!(norwegian, ["112", "Abort", "Zink", "Ære", "Ønske", "Årskort", "Aasen"]);
        assert_eq!(sorted(vec!["Zinc", "Årskort", "Abort"], Language::En), ["Abort", "Årskort", "Zinc"]);
        assert_eq!(letter("Aasen", Language::Nb), "Å");
        assert_eq!(letter("Øye", Language::Nb), "Ø");
        assert_eq!(letter("Årskort", Language::En), "A");
        assert_eq!(letter("116 117", Language::Nb), "#");
    }
}
