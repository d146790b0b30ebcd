//! No text of the platform is missing, unused or different between languages.

use std::path::PathBuf;

use web::{
    Language, Words,
    texts::{PLATFORM, Source, Texts, TextsError, check, check_shared},
};

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_platforms_texts_are_whole() {
    let sources = [
        folder("src"),
        folder("ui"),
        folder("../../services/src"),
        folder("../incidents/src"),
        folder("../../portal/src"),
        folder("../../site/src"),
    ];
    assert_eq!(check_shared(&folder("texts"), &sources).expect("files"), Vec::<String>::new());
    let treatments = [folder("src/treatments"), folder("ui/components"), folder("../../site/src/pages")];
    assert_eq!(check_shared(&folder("texts/treatments"), &treatments).expect("files"), Vec::<String>::new());
}

#[test]
fn the_check_finds_every_kind_of_fault() {
    let faults = check(&folder("tests/data/broken_service")).expect("files");
    assert_eq!(
        faults,
        [
            "broken-service-count: takes different arguments in different languages",
            "broken-service-only-nb: missing in en",
            "broken-service-only-nb: missing in nn",
            "stray: does not start with broken-service-",
            "broken-service-unused: defined and not used",
            "broken-service-about: used and not defined",
            "broken-service-absent: used and not defined",
            "broken-service-help-children: used and not defined",
            "broken-service-help-consent: used and not defined",
            "broken-service-help-power: used and not defined",
            "broken-service-help-unlisted: used and not defined",
            "broken-service-title-absent: used and not defined",
        ]
    );
}

#[test]
fn arguments_choose_the_plural_in_each_language() {
    let texts = Texts::load(&[PLATFORM]).expect("whole texts");
    let said =
        |language, count: i64| Words::new(texts.clone(), language).say("page-bell").with("count", count).to_string();
    assert_eq!(said(Language::Nb, 0), "Ingen nye hendelser");
    assert_eq!(said(Language::Nn, 1), "1 ny hending");
    assert_eq!(said(Language::En, 12), "12 new events");
    assert_eq!(said(Language::Se, 2), "2 nye hendelser");
}

#[test]
fn a_portal_does_not_start_with_a_text_missing_or_defined_twice() {
    let source = |nb, nn, en| Source { name: "test", nb, nn, en, se: None };
    let missing = Texts::load(&[source("a = x", "", "a = x")]).err();
    assert!(matches!(missing, Some(TextsError::Missing { language: Language::Nn, .. })));
    let twice = Texts::load(&[source("a = x", "a = x", "a = x"), source("a = y", "", "")]).err();
    assert!(matches!(twice, Some(TextsError::Twice { language: Language::Nb, .. })));
    let broken = Texts::load(&[source("a = { $", "a = x", "a = x")]).err();
    assert!(matches!(broken, Some(TextsError::Syntax { language: Language::Nb, .. })));
}
