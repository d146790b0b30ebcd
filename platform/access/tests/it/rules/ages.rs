//! Birthdays at the boundary, by the date in Norway.

use access::rules::{
    Action, AgeBand, Area, Availability, Decision, Refusal, Relation, ServiceRules, SubjectFacts, age, decide, table,
};
use jiff::civil::{Date, date};

use super::facts::{actor, holder, power, representing, subject};

fn on(today: Date, rules: &ServiceRules, relation: &Relation, facts: &SubjectFacts) -> Result<(), Refusal> {
    let decision: Decision = decide(rules, relation, facts, &Availability::Everywhere, Action::See, today);
    decision.map(|_| ())
}

fn born_on(born: Date) -> SubjectFacts {
    SubjectFacts { born, ..subject(0) }
}

#[test]
fn bands_change_on_the_birthday() {
    let born = date(2010, 6, 15);
    for (year, before, after) in [
        (2022, AgeBand::Under12, AgeBand::Twelve),
        (2023, AgeBand::Twelve, AgeBand::From13To15),
        (2026, AgeBand::From13To15, AgeBand::From16To17),
        (2028, AgeBand::From16To17, AgeBand::Adult),
    ] {
        assert_eq!(AgeBand::on(born, date(year, 6, 14)), before);
        assert_eq!(AgeBand::on(born, date(year, 6, 15)), after);
    }
}

#[test]
fn the_leap_day_is_followed_by_the_first_of_march() {
    let born = date(2012, 2, 29);
    assert_eq!(age::years(born, date(2025, 2, 28)), 12);
    assert_eq!(age::years(born, date(2025, 3, 1)), 13);
    assert_eq!(age::years(born, date(2028, 2, 28)), 15);
    assert_eq!(age::years(born, date(2028, 2, 29)), 16);
    assert_eq!(age::years(born, date(2030, 2, 28)), 17);
    assert_eq!(age::years(born, date(2030, 3, 1)), 18);
}

#[test]
fn new_year_births_and_the_unborn() {
    assert_eq!(age::years(date(2010, 12, 31), date(2026, 12, 30)), 15);
    assert_eq!(age::years(date(2010, 12, 31), date(2026, 12, 31)), 16);
    assert_eq!(age::years(date(2011, 1, 1), date(2026, 12, 31)), 15);
    assert_eq!(age::years(date(2026, 11, 22), date(2026, 11, 21)), -1);
}

#[test]
fn midnight_in_norway_turns_the_age() {
    let last_minute: jiff::Timestamp = "2026-06-14T21:59:59Z".parse().expect("a time");
    let midnight: jiff::Timestamp = "2026-06-14T22:00:00Z".parse().expect("a time");
    let born = date(2010, 6, 15);
    assert_eq!(AgeBand::on(born, db::oslo(last_minute).date()), AgeBand::From13To15);
    assert_eq!(AgeBand::on(born, db::oslo(midnight).date()), AgeBand::From16To17);
}

#[test]
fn a_parents_access_shrinks_at_12_and_ends_at_16() {
    let (child, parent) = (born_on(date(2010, 6, 15)), Relation::Parent(representing()));
    let at = |day, rules| on(day, rules, &parent, &child);
    assert_eq!(at(date(2022, 6, 14), &table::PATIENT_RECORD), Ok(()));
    assert_eq!(at(date(2022, 6, 15), &table::PATIENT_RECORD), Err(Refusal::AgeOfChild));
    assert_eq!(at(date(2026, 6, 14), &table::APPOINTMENTS), Ok(()));
    assert_eq!(at(date(2026, 6, 15), &table::APPOINTMENTS), Err(Refusal::NoTrace));
}

#[test]
fn ones_own_access_begins_at_13_and_is_whole_at_16() {
    let facts = born_on(date(2010, 6, 15));
    let at = |day, rules| on(day, rules, &Relation::Oneself, &facts);
    assert_eq!(at(date(2023, 6, 14), &table::VACCINATIONS), Err(Refusal::Age));
    assert_eq!(at(date(2023, 6, 15), &table::VACCINATIONS), Ok(()));
    assert_eq!(at(date(2026, 6, 14), &table::DONOR_CARD), Err(Refusal::Age));
    assert_eq!(at(date(2026, 6, 15), &table::DONOR_CARD), Ok(()));
}

#[test]
fn a_power_needs_a_giver_of_16_and_a_holder_of_18() {
    let giver = born_on(date(2010, 6, 15));
    let mut registered = power(&[Area::Registered]);
    registered.starts = date(2020, 1, 1);
    let grown_up = holder(registered.clone());
    assert_eq!(on(date(2026, 6, 14), &table::VACCINATIONS, &grown_up, &giver), Err(Refusal::NoTrace));
    assert_eq!(on(date(2026, 6, 15), &table::VACCINATIONS, &grown_up, &giver), Ok(()));
    let mut young = actor();
    young.born = date(2009, 3, 1);
    let young = Relation::Holder { power: registered, actor: young };
    assert_eq!(on(date(2027, 2, 28), &table::VACCINATIONS, &young, &giver), Err(Refusal::NoTrace));
    assert_eq!(on(date(2027, 3, 1), &table::VACCINATIONS, &young, &giver), Ok(()));
}

#[test]
fn a_power_holds_from_its_first_day_to_its_last() {
    let mut limited = power(&[Area::Registered]);
    (limited.starts, limited.ends) = (date(2026, 3, 28), Some(date(2026, 3, 29)));
    let at = |day| on(day, &table::VACCINATIONS, &holder(limited.clone()), &subject(40));
    assert_eq!(at(date(2026, 3, 27)), Err(Refusal::NoTrace));
    assert_eq!(at(date(2026, 3, 28)), Ok(()));
    assert_eq!(at(date(2026, 3, 29)), Ok(()));
    assert_eq!(at(date(2026, 3, 30)), Err(Refusal::NoTrace));
}

#[test]
fn early_childhood_is_acted_in_until_two_and_seen_after() {
    let (child, parent) = (born_on(date(2024, 11, 21)), Relation::Parent(representing()));
    let at = |day, action| {
        decide(&table::EARLY_CHILDHOOD, &parent, &child, &Availability::Everywhere, action, day).map(|_| ())
    };
    assert_eq!(at(date(2026, 11, 20), Action::Act), Ok(()));
    assert_eq!(at(date(2026, 11, 21), Action::Act), Err(Refusal::AgeOfChild));
    assert_eq!(at(date(2026, 11, 21), Action::See), Ok(()));
}

#[test]
fn a_level_that_a_parent_chose_lapses_at_16() {
    let mut facts = born_on(date(2010, 6, 15));
    facts.level_set_by_another = true;
    let at = |day, rules| on(day, rules, &Relation::Oneself, &facts);
    assert_eq!(at(date(2026, 6, 14), &table::VACCINATIONS), Ok(()));
    assert_eq!(at(date(2026, 6, 15), &table::VACCINATIONS), Err(Refusal::TermsNotAccepted));
    assert_eq!(at(date(2026, 6, 15), &table::CONSENT), Ok(()));
}
