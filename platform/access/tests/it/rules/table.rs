//! The table in Rust is `service-rules.csv`, line by line.

use access::rules::{Area, Level, ParentRule, PowerRule, ServiceRules, YouthRule, table};

use super::oracle::{self, Row};

#[test]
fn the_table_is_the_authority_line_by_line() {
    let rows = oracle::rows();
    assert_eq!(rows.len(), table::ALL.len());
    for (row, rules) in rows.iter().zip(table::ALL) {
        assert_eq!(&read(row, rules.service), rules);
        assert_eq!(row["service"], rules.service);
        assert_eq!(row["feature"], rules.feature);
    }
}

#[test]
fn only_the_usage_log_comes_before_the_terms() {
    let before: Vec<_> = table::ALL.iter().filter(|rules| rules.before_terms).map(|rules| rules.service).collect();
    assert_eq!(before, ["usage_log"]);
}

fn read(row: &Row, service: &'static str) -> ServiceRules {
    let feature = table::ALL.iter().find(|rules| rules.service == service).expect("itself").feature;
    let mut rules = ServiceRules::new(service, feature, level(&row["level"]))
        .parents(parent(&row["parent_under_12"]), parent(&row["parent_12_to_15"]))
        .youth(youth(&row["youth_13_to_15_with_parental_consent"]), youth(&row["youth_13_to_15_without"]))
        .power(power(row));
    rules.before_terms = service == "usage_log";
    rules
}

fn level(word: &str) -> Option<Level> {
    match word {
        "none" => None,
        "basic" => Some(Level::Basic),
        "basic_plus" => Some(Level::BasicPlus),
        "full" => Some(Level::Full),
        other => panic!("no level {other}"),
    }
}

/// What is hidden from parents is left out everywhere (R4), so "unless hidden" says no more than "yes".
fn parent(word: &str) -> ParentRule {
    match word {
        "yes" | "unless hidden from parents" => ParentRule::Yes,
        "no" => ParentRule::No,
        "see" => ParentRule::SeeOnly,
        "own use only" => ParentRule::OwnUseOnly,
        "the parent's own" => ParentRule::ParentsOwn,
        "children under 2 and their history" => ParentRule::UnderTwoAndHistory,
        other => panic!("no rule for parents: {other}"),
    }
}

fn youth(word: &str) -> YouthRule {
    match word {
        "yes" => YouthRule::Yes,
        "no" => YouthRule::No,
        "own" => YouthRule::Own,
        "see own" => YouthRule::SeeOwn,
        "own use only" => YouthRule::OwnUseOnly,
        near if near.contains("GP") => YouthRule::GpAndMunicipalOnly,
        nurse if nurse.contains("school nurse") => YouthRule::SchoolNurseOnly,
        other => panic!("no rule for youths: {other}"),
    }
}

fn power(row: &Row) -> PowerRule {
    let area = match row["power_area"].as_str() {
        "" if row["note"].contains("a holder of a power sees their own use") => return PowerRule::OwnUseOnly,
        "" => return PowerRule::No,
        "information registered about you" => Area::Registered,
        "patient record" => Area::PatientRecord,
        "digital health services" => Area::Digital,
        other => panic!("no area {other}"),
    };
    if row["power_may_act"] == "yes" { PowerRule::Act(area) } else { PowerRule::See(area) }
}
