//! The rules in words: asked of `decide` itself, so that what people read is what happens (B8).

use std::ops::RangeInclusive;

use db::PersonId;
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use people::Protection;
use uuid::Uuid;

use super::{
    Action, ActorFacts, Area, Availability, Decision, Granted, Level, ParentRule, Power, PowerKind, Refusal, Relation,
    Representing, Restrictions, ServiceRules, SubjectFacts, decide, matrix_at_work, table,
};

const TODAY: Date = date(2026, 1, 1);
const YOUTH: [i16; 3] = [13, 14, 15];

const HEAD: &str = "\
WHO CAN SEE AND DO WHAT
=======================

In every service:
- Who is neither the person, a parent who represents, nor the holder of a power of attorney learns nothing.
- A parent represents a child under 16: with parental responsibility, when a living parent is registered at the
  child's address. A power of attorney needs a giver of 16 and a holder of 18, and holds from its first day to its last.
- People with a protected address represent nobody and are represented by nobody.
- Services are closed when the person is dead, when access is removed, where the municipality is not connected, to those
  outside a pilot, and when the person has switched the service off.
- An item hidden from parents or from the youth leaves no trace for them.
- A power covers its areas, and lets one act only if it says so. Nobody gets more than the person has.
- A power on a doctor's certificate holds for five years at most. It opens what the person's level opens, also where
  that level was set with it because the person cannot choose; then it opens nothing to anybody else.
- A power for the pharmacy opens nothing here.

Who is not named under a service has no access to it.
";

/// All services in the order of the table, for citizens and then for staff, as plain text.
pub fn matrix() -> String {
    let services = table::ALL.iter().map(service);
    let all = std::iter::once(HEAD.to_owned()).chain(services).chain([matrix_at_work::at_work()]);
    all.collect::<Vec<_>>().join("\n")
}

/// `appointments (C2), level Full`, and a line for each kind of reader.
fn service(rules: &ServiceRules) -> String {
    let mut lines = vec![format!("{} ({}), {}", rules.service, rules.feature, level(rules))];
    lines.extend(oneself(rules));
    lines.extend(by_age("a parent of a child", 0..=18, |age| ask(rules, &parent(), age, true)));
    lines.extend(powers(rules));
    lines.join("\n") + "\n"
}

/// With a parent's consent and without it apart, where that makes a difference.
fn oneself(rules: &ServiceRules) -> Vec<String> {
    let own = |consent| move |age| ask(rules, &Relation::Oneself, age, consent);
    if YOUTH.map(own(true)) == YOUTH.map(own(false)) {
        return by_age("the person", 0..=18, own(true));
    }
    let mut lines = by_age("the person with a parent's consent", 13..=15, own(true));
    lines.extend(by_age("the person without it", 13..=15, own(false)));
    lines.extend(by_age("the person", 16..=18, own(true)));
    lines
}

/// The lowest level that opens the service to a grown-up.
fn level(rules: &ServiceRules) -> &'static str {
    let opens = |level| {
        let facts = SubjectFacts { level, ..person(40, true) };
        decide(rules, &Relation::Oneself, &facts, &Availability::Everywhere, Action::See, TODAY)
    };
    match [None, Some(Level::Basic), Some(Level::BasicPlus), Some(Level::Full)].into_iter().find(|l| opens(*l).is_ok())
    {
        Some(None) if rules.before_terms => "open before the terms are accepted",
        Some(None) => "no level needed",
        Some(Some(Level::Basic)) => "level Basic",
        Some(Some(Level::BasicPlus)) => "level Basic+",
        Some(Some(Level::Full)) => "level Full",
        None => "closed",
    }
}

/// Neighbouring ages with the same answer as one line.
fn by_age(who: &str, span: RangeInclusive<i16>, answer: impl Fn(i16) -> Option<String>) -> Vec<String> {
    let mut runs: Vec<(i16, i16, String)> = Vec::new();
    for age in span {
        let Some(what) = answer(age) else { continue };
        match runs.last_mut() {
            Some((_, to, same)) if *to == age - 1 && *same == what => *to = age,
            _ => runs.push((age, age, what)),
        }
    }
    runs.into_iter().map(|(from, to, what)| format!("  {who}, {}: {what}", ages(from, to))).collect()
}

fn ages(from: i16, to: i16) -> String {
    match (from, to) {
        (from, 18) => format!("from {from}"),
        (from, to) => format!("{from} to {to}"),
    }
}

fn powers(rules: &ServiceRules) -> Vec<String> {
    let line = |area: Area| ask(rules, &holder(area), 40, true).map(|what| format!("{}: {what}", name(area)));
    let opened: Vec<_> = Area::ALL.into_iter().filter_map(line).collect();
    opened.into_iter().map(|line| format!("  a power of attorney for {line}")).collect()
}

fn name(area: Area) -> &'static str {
    match area {
        Area::Registered => "information registered about you",
        Area::PatientRecord => "the patient record",
        Area::Digital => "digital health services",
    }
}

/// What the rules answer to seeing and to acting, in words; `None` when neither is open.
fn ask(rules: &ServiceRules, relation: &Relation, age: i16, consent: bool) -> Option<String> {
    let facts = person(age, consent);
    let to = |action| decide(rules, relation, &facts, &Availability::Everywhere, action, TODAY);
    let parents_own = rules.parent_under_12 == ParentRule::ParentsOwn && matches!(relation, Relation::Parent(_));
    said(&to(Action::See), &to(Action::Act))
        .map(|what| what + if parents_own { ", their own settings and not the child's" } else { "" })
}

fn said(see: &Decision, act: &Decision) -> Option<String> {
    let granted = see.as_ref().ok()?;
    let verbs = if act.is_ok() { "sees and acts" } else { "sees" };
    Some(format!("{verbs}{}", left_out(granted)))
}

fn left_out(granted: &Granted) -> String {
    let reader = &granted.reader;
    [
        (granted.narrowed == Some(Refusal::Age), ", from the GP and the municipality only"),
        (granted.narrowed == Some(Refusal::ParentalConsent), ", from the school nurse only"),
        (reader.own_use_only, ", their own use only"),
        (reader.as_parent, ", less what is hidden from parents"),
        (reader.as_youth, ", less what is hidden from the youth"),
    ]
    .into_iter()
    .filter_map(|(holds, words)| holds.then_some(words))
    .collect()
}

/// Somebody who turned `age` today, at the highest level.
pub(super) fn person(age: i16, parental_consent: bool) -> SubjectFacts {
    SubjectFacts {
        person: PersonId(Uuid::nil()),
        born: TODAY.saturating_sub(age.years()),
        dead: false,
        protection: Protection::None,
        municipality: None,
        level: Some(Level::Full),
        level_set_by_another: false,
        parental_consent,
        restrictions: Restrictions::default(),
    }
}

fn actor() -> ActorFacts {
    ActorFacts { born: date(1980, 1, 1), dead: false, protection: Protection::None }
}

fn parent() -> Relation {
    Relation::Parent(Representing { responsible: true, a_parent_at_childs_address: true, actor: actor() })
}

fn holder(area: Area) -> Relation {
    let power = Power {
        id: Uuid::nil(),
        kind: PowerKind::Ordinary,
        areas: vec![area],
        may_act: true,
        starts: TODAY,
        ends: None,
        ended: false,
    };
    Relation::Holder { power, actor: actor() }
}
