//! What holds for all facts, whatever the table says.

use access::rules::{
    Action, ActorFacts, Area, Availability, Decision, Flags, ItemSource, Level, Power, PowerKind, Refusal, Relation,
    Representing, ServiceRules, SubjectFacts, admits, decide, table,
};
use jiff::{ToSpan, civil::Date};
use people::Protection;
use proptest::{collection, prelude::*, sample::select};
use uuid::Uuid;

use super::facts::{TODAY, subject};

/// One question to the gate.
#[derive(Clone, Debug)]
struct Question {
    rules: &'static ServiceRules,
    relation: Relation,
    subject: SubjectFacts,
    availability: Availability,
}

impl Question {
    fn to(&self, action: Action) -> Decision {
        decide(self.rules, &self.relation, &self.subject, &self.availability, action, TODAY)
    }

    fn with(&self, change: impl FnOnce(&mut SubjectFacts)) -> Self {
        let mut changed = self.clone();
        change(&mut changed.subject);
        changed
    }

    fn from(&self, relation: Relation) -> Self {
        Self { relation, ..self.clone() }
    }
}

fn day(back: std::ops::Range<i32>) -> impl Strategy<Value = Date> {
    back.prop_map(|days| TODAY.saturating_sub(days.days()))
}

fn protection() -> impl Strategy<Value = Protection> {
    select(vec![Protection::None, Protection::Client, Protection::Confidential, Protection::StrictlyConfidential])
}

fn actor() -> impl Strategy<Value = ActorFacts> {
    (day(5000..40000), any::<bool>(), protection()).prop_map(|(born, dead, protection)| ActorFacts {
        born,
        dead,
        protection,
    })
}

fn relation() -> impl Strategy<Value = Relation> {
    let areas = collection::vec(select(Area::ALL.to_vec()), 0..4);
    let kind = select(vec![PowerKind::Ordinary, PowerKind::Ordinary, PowerKind::Attested, PowerKind::Pharmacy]);
    let power = (kind, areas, any::<bool>(), day(-5..5), proptest::option::of(day(-5..5)), any::<bool>());
    let power = power.prop_map(|(kind, areas, may_act, starts, ends, ended)| Power {
        id: Uuid::nil(),
        kind,
        areas,
        may_act,
        starts,
        ends,
        ended,
    });
    let parent =
        (any::<bool>(), any::<bool>(), actor()).prop_map(|(responsible, a_parent_at_childs_address, actor)| {
            Relation::Parent(Representing { responsible, a_parent_at_childs_address, actor })
        });
    prop_oneof![
        Just(Relation::Oneself),
        Just(Relation::Stranger),
        parent,
        (power, actor()).prop_map(|(power, actor)| Relation::Holder { power, actor }),
    ]
}

fn facts() -> impl Strategy<Value = SubjectFacts> {
    let level = proptest::option::of(select(Level::ALL.to_vec()));
    let off =
        collection::vec(select(table::ALL.iter().map(|rules| rules.service.to_owned()).collect::<Vec<_>>()), 0..3);
    let closed = (proptest::bool::weighted(0.1), proptest::bool::weighted(0.1), any::<bool>(), off);
    let level = (level, any::<bool>());
    (day(0..9000), protection(), level, any::<bool>(), closed).prop_map(
        |(born, protection, (level, level_set_by_another), consent, closed)| {
            let mut facts =
                SubjectFacts { born, protection, level, level_set_by_another, parental_consent: consent, ..subject(0) };
            facts.dead = closed.0;
            facts.restrictions.access_removed = closed.1;
            facts.restrictions.patient_record_removed = closed.2;
            facts.restrictions.services_off = closed.3;
            facts
        },
    )
}

fn question() -> impl Strategy<Value = Question> {
    let availability = prop_oneof![
        Just(Availability::Everywhere),
        any::<bool>().prop_map(|connected| Availability::Municipality { connected }),
        any::<bool>().prop_map(|chosen| Availability::Pilot { chosen }),
    ];
    (0..table::ALL.len(), relation(), facts(), availability).prop_map(|(row, relation, subject, availability)| {
        Question { rules: &table::ALL[row], relation, subject, availability }
    })
}

fn seen(decision: &Decision, flags: Flags, source: ItemSource) -> bool {
    decision.as_ref().is_ok_and(|granted| admits(&granted.reader, flags, source))
}

const EVERY_FLAG: [Flags; 4] = [
    Flags { hidden_from_parents: false, hidden_from_youth: false },
    Flags { hidden_from_parents: true, hidden_from_youth: false },
    Flags { hidden_from_parents: false, hidden_from_youth: true },
    Flags { hidden_from_parents: true, hidden_from_youth: true },
];

/// Whatever `less` sees, `more` sees.
fn sees_no_less(more: &Question, less: &Question) -> bool {
    [Action::See, Action::Act].into_iter().all(|action| {
        let (more, less) = (more.to(action), less.to(action));
        let kept = |flags, source| !seen(&less, flags, source) || seen(&more, flags, source);
        EVERY_FLAG.into_iter().all(|flags| ItemSource::ALL.into_iter().all(|source| kept(flags, source)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn a_stranger_gets_no_trace(question in question()) {
        for action in [Action::See, Action::Act] {
            prop_assert_eq!(question.from(Relation::Stranger).to(action), Err(Refusal::NoTrace));
        }
    }

    #[test]
    fn the_protected_neither_represent_nor_are_represented(question in question()) {
        let actor = match &question.relation {
            Relation::Parent(representing) => representing.actor,
            Relation::Holder { actor, .. } => *actor,
            _ => return Ok(()),
        };
        if actor.protection.is_protected() || question.subject.protection.is_protected() {
            prop_assert_eq!(question.to(Action::See), Err(Refusal::NoTrace));
        }
    }

    #[test]
    fn no_parent_sees_what_is_hidden_from_parents(question in question()) {
        if let Relation::Parent(_) = question.relation {
            let decision = question.to(Action::See);
            for source in ItemSource::ALL {
                prop_assert!(!seen(&decision, EVERY_FLAG[1], source));
                prop_assert!(!seen(&decision, EVERY_FLAG[3], source));
            }
        }
    }

    #[test]
    fn a_basis_is_asked_for_before_anything_is_said(question in question()) {
        let open = question.with(|facts| {
            facts.dead = false;
            facts.level = Some(Level::Full);
            facts.restrictions = Default::default();
        });
        let (shut, open) = (question.to(Action::See), open.to(Action::See));
        prop_assert_eq!(shut == Err(Refusal::NoTrace), open == Err(Refusal::NoTrace));
    }

    #[test]
    fn consent_only_adds(question in question()) {
        let without = question.with(|facts| facts.parental_consent = false);
        let with = question.with(|facts| facts.parental_consent = true);
        prop_assert!(sees_no_less(&with, &without));
    }

    #[test]
    fn a_higher_level_only_adds(question in question()) {
        let levels = [None, Some(Level::Basic), Some(Level::BasicPlus), Some(Level::Full)];
        for pair in levels.windows(2) {
            let (lower, higher) = (question.with(|f| f.level = pair[0]), question.with(|f| f.level = pair[1]));
            prop_assert!(sees_no_less(&higher, &lower));
        }
    }

    #[test]
    fn closing_never_opens(question in question()) {
        let closed = question.with(|facts| facts.restrictions.access_removed = true);
        prop_assert!(closed.to(Action::See).is_err());
        let dead = question.with(|facts| facts.dead = true);
        prop_assert!(dead.to(Action::See).is_err());
        let off = question.with(|facts| facts.restrictions.services_off.push(question.rules.service.to_owned()));
        prop_assert!(off.to(Action::See).is_err());
        let open = question.with(|facts| facts.restrictions = Default::default());
        prop_assert!(sees_no_less(&open, &question));
    }

    #[test]
    fn who_acts_also_sees(question in question()) {
        if let Ok(acting) = question.to(Action::Act) {
            prop_assert_eq!(question.to(Action::See), Ok(acting));
        }
    }

    #[test]
    fn a_power_gives_no_more_than_the_giver_has(question in question()) {
        if let Relation::Holder { power, .. } = &question.relation {
            // What was set for one who cannot choose (R9) is the giver's, as if they had chosen it.
            let attested = power.kind == PowerKind::Attested;
            let giver = question.with(|facts| facts.level_set_by_another &= !attested);
            prop_assert!(sees_no_less(&giver.from(Relation::Oneself), &question));
        }
    }

    #[test]
    fn a_power_for_the_pharmacy_opens_nothing(question in question()) {
        if let Relation::Holder { power, .. } = &question.relation && power.kind == PowerKind::Pharmacy {
            prop_assert_eq!(question.to(Action::See), Err(Refusal::NoTrace));
        }
    }

    #[test]
    fn a_level_set_for_one_who_cannot_choose_opens_nothing_to_others(question in question()) {
        let grown = question.with(|facts| (facts.born, facts.level_set_by_another) = (TODAY.saturating_sub(40.years()), true));
        let level = grown.rules.level.is_some() && !grown.rules.before_terms;
        if let Relation::Oneself = &grown.relation && level {
            prop_assert!(grown.to(Action::See).is_err());
        }
        if let Relation::Holder { power, .. } = &grown.relation && power.kind == PowerKind::Ordinary {
            prop_assert!(grown.to(Action::See).is_err());
        }
    }
}
