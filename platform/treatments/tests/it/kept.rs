//! What stands after a file has been read in, on both engines.

use db::testing::both;
use treatments::{Catalogue, Changes, Count, SCHEMA, Stage, Treatments, read};

use crate::files::{TODAY, file};

type Other<'a> = &'a [(&'a str, &'a str)];

const INPATIENT: Other<'static> = &[("stage", "dognbehandling"), ("weeks", "40")];
const AT_BERGEN: Other<'static> = &[
    ("organisation", "319005102"),
    ("place", "Fjordbyen sykehus"),
    ("region", "vest"),
    ("municipality", "4601"),
    ("municipality_name", "Bergen"),
    ("latitude", ""),
    ("longitude", ""),
    ("telephone", ""),
    ("web", ""),
];

fn catalogue(lines: &[Other<'_>]) -> Catalogue {
    read(&file(lines), TODAY).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn count(new: usize, changed: usize, gone: usize, unchanged: usize) -> Count {
    Count { new, changed, gone, unchanged }
}

#[tokio::test]
async fn a_file_is_kept_as_it_says_and_read_in_again_changes_nothing() {
    for test in both().await {
        test.db.migrate(&[SCHEMA], "2026-11-21T11:00:00Z".parse().unwrap()).await.unwrap();
        let treatments = Treatments::new(test.db.clone());
        let first = catalogue(&[&[], INPATIENT, AT_BERGEN]);
        let changes = treatments.replace(first.clone()).await.unwrap();
        let (treatment, places, waits) = (count(1, 0, 0, 0), count(2, 0, 0, 0), count(3, 0, 0, 0));
        assert_eq!(changes, Changes { treatments: treatment, places, waits }, "{}", test.engine);
        assert_eq!(treatments.catalogue().await.unwrap(), first, "{}", test.engine);
        assert!(treatments.replace(first).await.unwrap().are_none(), "{}", test.engine);
        let offers = treatments.offers("hofteprotese").await.unwrap();
        let stages: Vec<Vec<Stage>> =
            offers.iter().map(|offer| offer.waits.iter().map(|(stage, _)| *stage).collect()).collect();
        assert_eq!(stages, [vec![Stage::Assessment, Stage::Inpatient], vec![Stage::Assessment]], "{}", test.engine);
        let centres = treatments.centres().await.unwrap();
        assert_eq!(
            centres.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
            ["Oslo"],
            "those one can measure from"
        );
        assert!(treatments.find("hofteprotese").await.unwrap().is_some());
        for strange in ["kneprotese", "", "a\0b", "Hofteprotese", "' OR 1=1"] {
            assert_eq!(treatments.find(strange).await.unwrap(), None, "{} {strange}", test.engine);
        }
    }
}

#[tokio::test]
async fn what_is_no_longer_in_the_file_is_gone_and_what_is_other_is_said() {
    for test in both().await {
        test.db.migrate(&[SCHEMA], "2026-11-21T11:00:00Z".parse().unwrap()).await.unwrap();
        let treatments = Treatments::new(test.db.clone());
        treatments.replace(catalogue(&[&[], INPATIENT, AT_BERGEN])).await.unwrap();
        let knee: Other<'_> = &[("treatment", "kneprotese"), ("words", "")];
        let changes = treatments.replace(catalogue(&[&[("weeks", "8")], INPATIENT, knee])).await.unwrap();
        let (kinds, places, waits) = (count(1, 0, 0, 1), count(0, 0, 1, 1), count(1, 1, 1, 1));
        assert_eq!(changes, Changes { treatments: kinds, places, waits }, "{}", test.engine);
        assert_eq!(treatments.list().await.unwrap().len(), 2);
        let offers = treatments.offers("hofteprotese").await.unwrap();
        assert_eq!((offers.len(), offers[0].wait(Stage::Assessment).unwrap().weeks), (1, 8), "{}", test.engine);
    }
}
