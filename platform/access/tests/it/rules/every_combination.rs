//! Every combination of age, relation, level, service, protection, closure, consent, death and action, and of each the
//! marks and sources of items, against the second reading in `oracle`.

use access::rules::{
    Action, Area, Availability, Flags, Granted, ItemSource, Level, PowerKind, Relation, Restrictions, ServiceRules,
    SubjectFacts, admits, decide, table,
};
use jiff::ToSpan;
use people::Protection;

use super::{
    facts::{TODAY, actor, attested, born, holder, power, representing, subject},
    oracle::{self, Case, Row, word},
};

const AGES: [i16; 11] = [0, 1, 2, 11, 12, 13, 15, 16, 17, 18, 82];
const CLOSED: [&str; 6] = ["", "all", "record", "off", "elsewhere", "pilot"];
const SOURCES: [(&str, ItemSource); 5] = [
    ("gp", ItemSource::Gp),
    ("municipality", ItemSource::Municipal),
    ("school_nurse", ItemSource::SchoolNurse),
    ("hospital", ItemSource::Hospital),
    ("other", ItemSource::Other),
];

#[test]
fn the_rules_agree_with_the_table_everywhere() {
    let rows = oracle::rows();
    let readers = readers();
    for (row, rules) in rows.iter().zip(table::ALL) {
        for (start, relation) in &readers {
            for case in combinations(start) {
                agree(row, rules, relation, &case);
            }
        }
    }
}

fn agree(row: &Row, rules: &ServiceRules, relation: &Relation, case: &Case) {
    let (facts, availability) = (facts(rules, case), availability(case));
    let action = if case.act { Action::Act } else { Action::See };
    let decision = decide(rules, relation, &facts, &availability, action, TODAY);
    let said = word(decision.as_ref().map(|_| ()).map_err(|refusal| *refusal));
    assert_eq!(said, oracle::service(row, case), "{} {case:?} {relation:?}", rules.service);
    if let Ok(granted) = decision {
        items_agree(row, case, &granted);
    }
}

fn items_agree(row: &Row, case: &Case, granted: &Granted) {
    let column = oracle::column(row, case);
    let log_of_another = case.relation == "power" && row["service"] == "usage_log";
    assert_eq!(granted.reader.own_use_only, column == "own use only" || log_of_another, "{case:?}");
    for (from, source) in SOURCES {
        for hidden in [(false, false), (true, false), (false, true), (true, true)] {
            let flags = Flags { hidden_from_parents: hidden.0, hidden_from_youth: hidden.1 };
            let expected = oracle::item(column, case.relation, case.age, from, hidden);
            assert_eq!(word(granted.item(flags, source)), expected, "{} {from} {hidden:?} {case:?}", row["service"]);
            assert_eq!(admits(&granted.reader, flags, source), expected == "yes");
        }
    }
}

/// Every kind of reader, with the part of the case that they are.
fn readers() -> Vec<(Case, Relation)> {
    let mut all = vec![(case("self"), Relation::Oneself), (nobody("self"), Relation::Stranger)];
    all.extend(parents());
    for (name, area) in [
        ("information registered about you", Area::Registered),
        ("patient record", Area::PatientRecord),
        ("digital health services", Area::Digital),
    ] {
        for acts in [true, false] {
            for mut power in [power(&[area]), attested(&[area])] {
                power.may_act = acts;
                all.push((Case { area: name, power_acts: acts, ..case("power") }, holder(power)));
            }
        }
    }
    all.extend(holders_of_nothing());
    all
}

fn parents() -> Vec<(Case, Relation)> {
    let good = representing();
    let mut all = vec![(case("parent"), Relation::Parent(good.clone()))];
    let mut bad = [good.clone(), good.clone(), good.clone(), good.clone(), good];
    bad[0].responsible = false;
    bad[1].a_parent_at_childs_address = false;
    bad[2].actor.dead = true;
    bad[3].actor.protection = Protection::Confidential;
    bad[4].actor.protection = Protection::StrictlyConfidential;
    all.extend(bad.map(|representing| (nobody("parent"), Relation::Parent(representing))));
    all
}

fn holders_of_nothing() -> Vec<(Case, Relation)> {
    let every = power(&[Area::Registered, Area::PatientRecord, Area::Digital]);
    let mut ended = every.clone();
    ended.ended = true;
    let mut expired = every.clone();
    expired.ends = TODAY.yesterday().ok();
    let mut later = every.clone();
    later.starts = TODAY.tomorrow().expect("there is a tomorrow");
    let mut pharmacy = every.clone();
    pharmacy.kind = PowerKind::Pharmacy;
    // R9: five years, whatever its last day says.
    let mut too_long = attested(&every.areas);
    (too_long.starts, too_long.ends) = (TODAY.saturating_sub(5.years()), TODAY.tomorrow().ok());
    let mut young = actor();
    young.born = born(18).tomorrow().expect("there is a tomorrow");
    let mut dead = actor();
    dead.dead = true;
    let mut protected = actor();
    protected.protection = Protection::Confidential;
    let mut all: Vec<_> = [ended, expired, later, pharmacy, too_long].map(holder).into();
    all.extend([young, dead, protected].map(|actor| Relation::Holder { power: every.clone(), actor }));
    all.into_iter().map(|relation| (nobody("power"), relation)).collect()
}

fn case(relation: &'static str) -> Case {
    Case {
        relation,
        basis: true,
        area: "",
        power_acts: false,
        age: 0,
        level: 0,
        protected: false,
        closed: "",
        consent: false,
        dead: false,
        act: false,
    }
}

fn nobody(relation: &'static str) -> Case {
    Case { basis: false, ..case(relation) }
}

fn combinations(start: &Case) -> impl Iterator<Item = Case> + '_ {
    AGES.into_iter().flat_map(move |age| {
        (0..4u8).flat_map(move |level| {
            CLOSED.into_iter().flat_map(move |closed| {
                (0..16u8).map(move |bits| Case {
                    age,
                    level,
                    closed,
                    protected: bits & 1 != 0,
                    consent: bits & 2 != 0,
                    dead: bits & 4 != 0,
                    act: bits & 8 != 0,
                    ..start.clone()
                })
            })
        })
    })
}

fn facts(rules: &ServiceRules, case: &Case) -> SubjectFacts {
    let mut facts = subject(case.age);
    facts.level = [None, Some(Level::Basic), Some(Level::BasicPlus), Some(Level::Full)][usize::from(case.level)];
    facts.protection = if case.protected { Protection::StrictlyConfidential } else { Protection::Client };
    facts.parental_consent = case.consent;
    facts.dead = case.dead;
    facts.restrictions = Restrictions {
        access_removed: case.closed == "all",
        patient_record_removed: case.closed == "record",
        services_off: (case.closed == "off").then(|| rules.service.to_owned()).into_iter().collect(),
    };
    facts
}

fn availability(case: &Case) -> Availability {
    match case.closed {
        "elsewhere" => Availability::Municipality { connected: false },
        "pilot" => Availability::Pilot { chosen: false },
        "off" => Availability::Pilot { chosen: true },
        "record" => Availability::Municipality { connected: true },
        _ => Availability::Everywhere,
    }
}
