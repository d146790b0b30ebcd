//! A file is read whole or not at all, and every fault is named with where it is and how to mend it.

use treatments::read;

use crate::files::{BUNDLE, TODAY, file, head, line};

/// What is said of a file; panics where it is taken.
#[track_caller]
fn refused(text: &str) -> Vec<String> {
    read(text, TODAY).expect_err("a file with faults").iter().map(ToString::to_string).collect()
}

#[test]
fn csv_and_fhir_say_the_same() {
    let inpatient: &[(&str, &str)] = &[("stage", "dognbehandling"), ("weeks", "40")];
    let csv = read(&file(&[&[], inpatient]), TODAY).expect("CSV");
    let fhir = read(BUNDLE, TODAY).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(csv, fhir);
    assert_eq!((csv.treatments.len(), csv.places.len(), csv.waits.len()), (1, 1, 2));
}

#[test]
fn every_kind_of_wrong_value_is_named_with_line_and_column_and_mend() {
    let seventy = "a".repeat(70);
    let long = "å".repeat(201);
    for (column, value, said) in [
        ("treatment", "Hofte protese", "small letters"),
        ("treatment", &seventy, "at most 64"),
        ("field", "bones", "addiction, cancer"),
        ("name_nb", "", "is missing"),
        ("name_nn", &long, "at most 200"),
        ("name_en", "a\u{7}b", "cannot be"),
        ("words", &long, "with | between"),
        ("organisation", "319005006", "nine digits"),
        ("organisation", "31900500", "nine digits"),
        ("place", "", "is missing"),
        ("private_agreement", "kanskje", "yes, no"),
        ("region", "øst", "nord, midt, vest, sor_ost"),
        ("municipality", "301", "also a zero"),
        ("municipality_name", "", "is missing"),
        ("street", "", "is missing"),
        ("postal_code", "04567", "four digits"),
        ("city", "", "is missing"),
        ("latitude", "10.737", "57 to 81.5"),
        ("longitude", "59.937", "-10 to 34"),
        ("longitude", "", "write both degrees"),
        ("telephone", "ring meg", "3 to 15 digits"),
        ("web", "javascript:alert(1)", "https://"),
        ("web", "https://a@b.example", "no user name"),
        ("stage", "operasjon", "utredning, dagbehandling, dognbehandling"),
        ("weeks", "-1", "0 to 520"),
        ("weeks", "7,5", "0 to 520"),
        ("weeks", "521", "0 to 520"),
        ("updated", "2026-11-22", "a day that has been"),
        ("updated", "15.11.2026", "2026-11-03"),
    ] {
        let faults = refused(&file(&[&[("stage", "dagbehandling")], &[(column, value)]]));
        let at = format!("line 3, column {column}: ");
        assert!(faults.iter().any(|it| it.starts_with(&at) && it.contains(said)), "{column} = {value}: {faults:?}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = refused(&file(&[&[("weeks", "x"), ("region", "x")], &[("postal_code", "x"), ("stage", "x")]]));
    for at in ["line 2, column weeks", "line 2, column region", "line 3, column postal_code", "line 3, column stage"] {
        assert!(faults.iter().any(|it| it.starts_with(at)), "{at}: {faults:?}");
    }
}

#[test]
fn what_is_said_twice_must_be_said_alike() {
    let day: (&str, &str) = ("stage", "dagbehandling");
    let faults = refused(&file(&[&[], &[day, ("name_en", "Hip")]]));
    assert!(faults[0].starts_with("line 3, column name_en: is not what line 2, column name_en says"), "{faults:?}");
    let faults = refused(&file(&[&[], &[day, ("telephone", "")]]));
    assert!(faults[0].contains("the same in every row of the place"), "{faults:?}");
    let faults = refused(&file(&[&[], &[("weeks", "9")]]));
    assert!(faults[0].contains("at line 2, column stage"), "{faults:?}");
}

#[test]
fn the_first_line_names_every_column_once_and_no_other() {
    let rows = line(&[]);
    assert!(refused(&(head().replace(",city", "") + &rows))[0].contains("does not name the column city"));
    assert!(refused(&(head().replace("weeks", "uker") + &rows)).iter().any(|it| it.contains("\"uker\"")));
    assert!(refused(&(head().replace("weeks", "stage") + &rows)).iter().any(|it| it.contains("more than once")));
    assert!(refused(&(head() + "hofteprotese,orthopaedics\n"))[0].starts_with("line 2: has 2 values"));
}

#[test]
fn a_file_without_waiting_times_takes_nothing_away() {
    for empty in
        [head(), String::new(), "\u{feff}".to_owned(), r#"{"resourceType":"Bundle","type":"collection"}"#.to_owned()]
    {
        assert!(!refused(&empty).is_empty(), "{empty}");
    }
}

#[test]
fn a_spreadsheets_own_ways_are_understood() {
    let usual = read(&file(&[&[]]), TODAY).expect("a file");
    let norwegian = file(&[&[("latitude", "59,937"), ("longitude", "10,737")]]);
    let norwegian = norwegian.replace("\",\"", "\";\"").replace(head().as_str(), &head().replace(',', ";"));
    let crlf = norwegian.replace('\n', "\r\n");
    for text in [format!("\u{feff}{norwegian}"), crlf, file(&[&[]]) + &",".repeat(21) + "\n"] {
        assert_eq!(read(&text, TODAY).unwrap_or_else(|faults| panic!("{faults:?}")), usual, "{text}");
    }
}

#[test]
fn a_bundle_with_a_fault_is_refused_with_the_element() {
    for (from, to, said) in [
        (
            "\"providedBy\": {\"reference\": \"Organization/a\"}",
            "\"providedBy\": {\"reference\": \"Organization/b\"}",
            "HealthcareService/s, providedBy: leads to no Organization",
        ),
        ("\"reference\": \"urn:uuid:", "\"reference\": \"urn:uuid:0", "location: leads to no Location"),
        ("\"type\": \"collection\"", "\"type\": \"document\"", "is not a Bundle of type collection"),
        ("\"code\": \"hofteprotese\", \"display\"", "\"code\": \"kneprotese\", \"display\"", "names no concept"),
        (
            "\"weeks\", \"valueUnsignedInt\": 7",
            "\"weeks\", \"valueUnsignedInt\": 700",
            "expected-wait 1, weeks: cannot be \"700\"",
        ),
        (
            "\"weeks\", \"valueUnsignedInt\": 7",
            "\"weeks\", \"valueString\": \"7\"",
            "expected-wait 1, weeks: is missing",
        ),
        ("\"319005005\"", "\"319005006\"", "Organization/a, identifier"),
        ("valueBoolean\": false", "valueCode\": \"no\"", "private-agreement: is missing"),
        ("\"language\": \"nn\"", "\"language\": \"se\"", "concept hofteprotese, designation nn: is missing"),
        ("\"0456\"", "456", "postalCode"),
        ("\"dognbehandling\"", "\"utredning\"", "is said of this treatment at this place already"),
        ("StructureDefinition/expected-wait", "StructureDefinition/wait", "has no extension"),
        ("\"entry\"", "entry", "the file"),
    ] {
        let faults = refused(&BUNDLE.replace(from, to));
        assert!(faults.iter().any(|it| it.contains(said)), "{said}: {faults:?}");
    }
}
