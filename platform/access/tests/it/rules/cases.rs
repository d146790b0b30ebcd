//! Every line of `access-cases.csv`, the cases that came with the task.

use std::collections::HashMap;

use access::rules::{
    Action, Area, Availability, Flags, ItemSource, Level, Relation, Representing, SubjectFacts, decide, table,
};
use people::Protection;

use super::facts::{TODAY, holder, power, representing, subject};

type Line = HashMap<String, String>;

#[test]
fn every_case_has_the_expected_answer() {
    let mut reader = csv::Reader::from_reader(include_str!("../../data/access-cases.csv").as_bytes());
    let lines: Vec<Line> = reader.deserialize().collect::<Result<_, _>>().expect("a table with a heading");
    assert_eq!(lines.len(), 726);
    let wrong: Vec<_> = lines.iter().filter(|line| answer(line) != line["see"]).collect();
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}

fn answer(line: &Line) -> &'static str {
    let rules = table::ALL.iter().find(|rules| rules.service == line["service"]).expect("a service of the table");
    let decision =
        decide(rules, &relation(&line["relation"]), &facts(line), &Availability::Everywhere, Action::See, TODAY);
    super::oracle::word(
        decision.and_then(|granted| granted.item(flags(&line["item_flag"]), source(&line["item_from"]))),
    )
}

fn facts(line: &Line) -> SubjectFacts {
    let mut facts = subject(line["subject_age"].parse().expect("an age"));
    facts.level = Some(match line["subject_level"].as_str() {
        "basic" => Level::Basic,
        "basic_plus" => Level::BasicPlus,
        _ => Level::Full,
    });
    facts.protection = if line["protection"] == "none" { Protection::None } else { Protection::Confidential };
    facts.restrictions.access_removed = line["access_removed"] == "1";
    facts.parental_consent = line["parental_consent"] == "1";
    facts.dead = line["dead"] == "1";
    facts
}

fn relation(name: &str) -> Relation {
    let parent = |change: fn(&mut Representing)| {
        let mut representing = representing();
        change(&mut representing);
        Relation::Parent(representing)
    };
    match name {
        "self" => Relation::Oneself,
        "parent_at_child_address" | "parent_elsewhere_other_parent_at_child_address" => parent(|_| ()),
        "parent_neither_at_child_address" => parent(|facts| facts.a_parent_at_childs_address = false),
        "parent_without_responsibility" => parent(|facts| facts.responsible = false),
        "power_registered" => holder(power(&[Area::Registered])),
        "power_record" => holder(power(&[Area::PatientRecord])),
        "power_digital" => holder(power(&[Area::Digital])),
        "power_ended" => {
            let mut power = power(&[Area::Registered, Area::PatientRecord, Area::Digital]);
            power.ended = true;
            holder(power)
        }
        _ => Relation::Stranger,
    }
}

fn flags(name: &str) -> Flags {
    Flags { hidden_from_parents: name == "hidden_from_parents", hidden_from_youth: name == "hidden_from_youth" }
}

fn source(name: &str) -> ItemSource {
    match name {
        "gp" => ItemSource::Gp,
        "school_nurse" => ItemSource::SchoolNurse,
        "municipality" => ItemSource::Municipal,
        "hospital" => ItemSource::Hospital,
        _ => ItemSource::Other,
    }
}
