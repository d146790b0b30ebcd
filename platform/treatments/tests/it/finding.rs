//! A treatment is found by what people call it.

use treatments::{Field, Treatment, matching};

fn treatment(code: &str, names: [&str; 3], words: &str) -> Treatment {
    let [nb, nn, en] = names.map(str::to_owned);
    let words = words.split('|').map(str::to_owned).collect();
    Treatment { code: code.into(), field: Field::Other, nb, nn, en, words }
}

fn all() -> Vec<Treatment> {
    vec![
        treatment("hofte", ["Hofteprotese", "Hofteprotese", "Hip replacement"], "ny hofte|hofteslitasje"),
        treatment("kne", ["Kneprotese", "Kneprotese", "Knee replacement"], "nytt kne"),
        treatment("mr", ["MR av kne", "MR av kne", "MRI of the knee"], "magnetundersøkelse"),
        treatment("ster", ["Operasjon for grå stær", "Operasjon for grå stær", "Cataract surgery"], "katarakt"),
        treatment("sovn", ["Utredning av søvnapné", "Utgreiing av søvnapné", "Sleep apnoea"], "snorking|pustestopp"),
    ]
}

#[test]
fn by_name_lay_word_part_language_and_misspelt() {
    let all = all();
    for (typed, first) in [
        ("Hofteprotese", "hofte"),
        ("ny hofte", "hofte"),
        ("hoft", "hofte"),
        ("hofteprotse", "hofte"),
        ("hip", "hofte"),
        ("MR av kne", "mr"),
        ("mr kne", "mr"),
        ("kne", "kne"),
        ("gra ster", "ster"),
        ("grå stær", "ster"),
        ("kattarakt", "ster"),
        ("sovnapne", "sovn"),
        ("pustestop", "sovn"),
        ("snorking", "sovn"),
        ("slitasje i hofta", "hofte"),
    ] {
        let found = matching(&all, typed);
        assert_eq!(found.first().map(|it| it.code.as_str()), Some(first), "{typed}");
    }
    assert_eq!(matching(&all, "protese").len(), 2, "a part of a compound word");
}

#[test]
fn what_is_none_finds_none() {
    let all = all();
    for typed in ["", "   ", "-", "i", "av og til", "tannlege", "kneprotese tannlege", &"a".repeat(5000)] {
        assert!(matching(&all, typed).is_empty(), "{typed:.20}");
    }
}
