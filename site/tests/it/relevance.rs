//! What people type finds what they look for (P3): the queries lie in `bench/queries.toml`.

use serde::Deserialize;
use site::search::Ask;
use web::Language;

use crate::site::open;

/// Of the queries, in hundredths: what is expected stands among the first three.
const ENOUGH: usize = 90;

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    lang: String,
    expect: Vec<String>,
}

#[test]
fn nine_of_ten_find_what_they_look_for_among_the_first_three() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../bench/queries.toml");
    let queries: Queries = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let open = open();
    let mut missed = Vec::new();
    for query in &queries.query {
        let language = Language::parse(&query.lang).unwrap();
        let ask = Ask { text: &query.text, language, topic: None, only: None, first: 0, count: 3 };
        let keys: Vec<String> = open.search.ask(ask).unwrap().hits.into_iter().map(|hit| hit.key).collect();
        if !query.expect.iter().any(|expected| keys.contains(expected)) {
            missed.push(format!(
                "{} ({}): {} – wanted {}",
                query.text,
                query.lang,
                keys.join(", "),
                query.expect.join(" or ")
            ));
        }
    }
    let (all, found) = (queries.query.len(), queries.query.len() - missed.len());
    println!("{found} of {all} queries\n{}", missed.join("\n"));
    assert!(all >= 120 && found * 100 >= all * ENOUGH, "{found} of {all}:\n{}", missed.join("\n"));
}

#[test]
fn filters_and_pages_narrow_the_answer_and_nothing_is_found_for_nonsense() {
    let open = open();
    let ask = Ask { text: "lege", language: Language::Nb, topic: None, only: None, first: 0, count: 5 };
    let all = open.search.ask(ask).unwrap();
    assert!(all.total > 5 && all.hits.len() == 5);
    let next = open.search.ask(Ask { first: 5, ..ask }).unwrap();
    assert!(next.hits.iter().all(|hit| all.hits.iter().all(|it| it.key != hit.key)));
    let within = open.search.ask(Ask { topic: Some("rettigheter"), ..ask }).unwrap();
    assert!(within.total < all.total && within.hits.iter().all(|hit| hit.key.starts_with("rettigheter/")));
    let english = open.search.ask(Ask { text: "emergency", only: Some(Language::En), ..ask }).unwrap();
    assert!(english.total > 0 && english.hits.iter().all(|hit| hit.language == Language::En));
    for nothing in ["", "   ", "\"", "qzxwvk", "og", "AND OR NOT", "title_no:*", &"a".repeat(5000)] {
        assert_eq!(open.search.ask(Ask { text: nothing, ..ask }).unwrap().total, 0, "{nothing}");
    }
}

#[test]
fn what_was_found_is_marked_in_a_piece_of_the_text() {
    let open = open();
    let ask = Ask { text: "egenandel", language: Language::Nb, topic: None, only: None, first: 0, count: 10 };
    let hits = open.search.ask(ask).unwrap().hits;
    let marked = hits.iter().flat_map(|hit| &hit.snippet).filter(|(_, is_marked)| *is_marked);
    assert!(marked.clone().count() > 0 && marked.clone().all(|(word, _)| word.to_lowercase().starts_with("egenandel")));
}

#[test]
fn suggestions_begin_as_what_is_typed() {
    let open = open();
    let titles: Vec<&str> = open.search.suggest("legev", Language::Nb, 5).into_iter().map(|it| it.1).collect();
    assert!(titles.iter().any(|title| title.to_lowercase().contains("legevakt")), "{titles:?}");
    assert!(open.search.suggest("", Language::Nb, 5).is_empty());
}
