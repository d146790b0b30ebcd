//! Staff at work: every role, service, action and kind of person, against the table written by hand.

use access::rules::{
    AT_WORK, Action, Basis, Granted, Level, Reader, Refusal, Restrictions, Role, ServiceRules, SubjectFacts, WorkFacts,
    decide_at_work, table,
};
use db::PersonId;
use jiff::civil::date;
use people::Protection;
use uuid::Uuid;

/// Service, who sees, who acts. What is not named, nobody opens at work.
const WHO: [(&str, &str, &str); 8] = [
    ("appointments", "clerk nurse midwife doctor carer", "clerk nurse midwife doctor carer"),
    ("inbox", "clerk nurse midwife doctor carer", "clerk nurse midwife doctor carer"),
    ("home_care", "clerk nurse midwife doctor carer", "clerk nurse midwife doctor carer"),
    ("health_contacts", "clerk nurse midwife doctor carer", "clerk nurse midwife doctor carer"),
    ("contact_details", "clerk nurse midwife doctor carer", ""),
    ("members", "administrator operator", "administrator operator"),
    ("guidance", "guidance", ""),
    ("paper_forms", "guidance", "guidance"),
];

fn expected(rules: &ServiceRules, work: WorkFacts, subject: &SubjectFacts, action: Action) -> Result<(), Refusal> {
    let row = WHO.iter().find(|(service, ..)| *service == rules.service);
    let who = row.map_or("", |(_, see, act)| if action == Action::See { see } else { act });
    if !who.split_whitespace().any(|role| role == work.role.as_str()) {
        return Err(Refusal::NotYourRole);
    }
    if work.own {
        return Err(Refusal::OwnData);
    }
    match action {
        // Of one who does not use the portal, a health service is not told that they have died.
        Action::Act if subject.level.is_none() && rules.level.is_some() => Err(Refusal::TermsNotAccepted),
        Action::Act if subject.dead => Err(Refusal::Dead),
        _ => Ok(()),
    }
}

fn person(dead: bool, level: Option<Level>, protection: Protection, access_removed: bool) -> SubjectFacts {
    SubjectFacts {
        person: PersonId(Uuid::nil()),
        born: date(2018, 1, 1),
        dead,
        protection,
        municipality: None,
        level,
        level_set_by_another: false,
        parental_consent: false,
        restrictions: Restrictions { access_removed, ..Restrictions::default() },
    }
}

#[test]
fn every_combination_is_decided_as_the_table_says() {
    let mut tried = 0;
    for rules in table::ALL.iter().chain(&AT_WORK) {
        for role in Role::ALL {
            for (own, dead, removed) in
                [(false, false, false), (true, false, false), (false, true, true), (true, true, true)]
            {
                for level in [None, Some(Level::Basic), Some(Level::Full)] {
                    for protection in [Protection::None, Protection::StrictlyConfidential] {
                        for action in [Action::See, Action::Act] {
                            let (work, subject) = (WorkFacts { role, own }, person(dead, level, protection, removed));
                            let decided = decide_at_work(rules, &work, &subject, action);
                            let whole = Granted { basis: Basis::AtWork, reader: Reader::WHOLE, narrowed: None };
                            let wanted = expected(rules, work, &subject, action).map(|()| whole);
                            assert_eq!(decided, wanted, "{} {role:?} {action:?} {subject:?}", rules.service);
                            tried += 1;
                        }
                    }
                }
            }
        }
    }
    assert_eq!(tried, 33 * 8 * 4 * 3 * 2 * 2);
}

#[test]
fn administrators_guides_and_operators_see_no_health_data() {
    for role in [Role::Administrator, Role::Guidance, Role::Operator] {
        assert!(!role.sees_health());
        for rules in table::ALL {
            assert!(!role.opens(rules, Action::See), "{role:?} {}", rules.service);
        }
    }
}

#[test]
fn who_gives_a_role_cannot_give_more_than_the_installation_means() {
    let given = |giver: Role| Role::ALL.into_iter().filter(|role| giver.gives(*role)).collect::<Vec<_>>();
    let of_health = Role::ALL.into_iter().filter(|role| role.sees_health());
    assert_eq!(given(Role::Administrator), of_health.chain([Role::Administrator]).collect::<Vec<_>>());
    assert_eq!(given(Role::Operator), [Role::Administrator, Role::Guidance, Role::Operator]);
    for role in [Role::Clerk, Role::Nurse, Role::Midwife, Role::Doctor, Role::Carer, Role::Guidance] {
        assert!(given(role).is_empty(), "{role:?}");
    }
}
