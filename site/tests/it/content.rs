//! The articles that come with the executable are whole.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use services::ALL;
use site::{
    Files, Open,
    articles::{Severity, check},
};
use web::Language;

use crate::site::{open, texts};

#[test]
fn the_starter_articles_have_no_fault_and_none_is_hard_to_read() {
    let (library, remarks) = Open::library(&Files::starter(), ALL, &texts());
    let faults: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
    let hard: Vec<String> =
        check(&library, date(2026, 11, 23)).iter().map(ToString::to_string).filter(|it| it.contains("LIX")).collect();
    assert_eq!(hard, Vec::<String>::new());
}

#[test]
fn there_are_forty_articles_and_fifteen_in_all_three_languages() {
    let open = open();
    let mut languages: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for article in open.library.articles().filter(|article| article.topic != "om") {
        languages.entry(article.key()).or_default().insert(article.language.code());
    }
    assert!(languages.len() >= 40, "{}", languages.len());
    assert!(languages.values().filter(|it| it.len() == 3).count() >= 15);
    assert!(languages.values().all(|it| it.contains(Language::Nb.code())));
}

#[test]
fn every_kind_of_fault_keeps_a_site_from_being_taken_into_use() {
    let whole: Vec<(String, Vec<u8>)> =
        Files::starter().iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let article = "nodhjelp/legevakt.nb.md";
    for (from, to, said) in [
        ("related = [", "related = [\"nodhjelp/finnes-ikke\", ", "there is no article nodhjelp/finnes-ikke"),
        ("contributor = \"helsevei\"", "contributor = \"ingen\"", "contributors.toml has no ingen"),
        ("services = [", "services = [\"nothing\", ", "there is no service nothing"),
        ("\n## ", "\n#### ", "is h4"),
        ("(tel:", "(tlf:", "leads nowhere"),
        ("+++\n", "+++\nukjent = 1\n", "unknown field"),
    ] {
        let broken = whole.iter().cloned().map(|(path, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let text = if path == article { text.replacen(from, to, 1) } else { text };
            (path, text.into_bytes())
        });
        let fault = Open::read(&Files::of(broken), ALL, &texts()).err().expect(said).to_string();
        assert!(fault.contains(said) && fault.contains(article), "{from}: {fault}");
    }
    let (_, remarks) = Open::library(&Files::of([("a.exe".to_owned(), vec![1])]), ALL, &texts());
    assert!(remarks.iter().all(|it| it.severity == Severity::Fault));
    for missing in ["a.exe", "om/personvern.nb.md", "om/tilgjengelighet.nb.md"] {
        assert!(remarks.iter().any(|it| it.file == missing), "{missing}");
    }
}
