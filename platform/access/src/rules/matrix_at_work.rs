//! What staff may see and do at work, in words: asked of `decide_at_work` itself (B8, H3).

use super::{AT_WORK, Action, Role, ServiceRules, SubjectFacts, WorkFacts, decide_at_work, matrix::person, table};

const HEAD: &str = "\
AT WORK
=======

In every service:
- A role opens what stands here, for one office, from a log-in of its own, until it ends.
- What staff see belongs to their own organisation. Each look is in the person's usage log before anything is shown, with
  name, role, organisation and reason.
- Nobody opens their own data at work, nor those of a child they are responsible for.
- Nothing is changed for the dead, nor in a health service for one who does not use it.
- Notices, consents, settings and powers of attorney of others are closed, but for what guidance registers on a form.

A service that is not named here is closed at work.
";

/// Every service that a role opens, in the order of the table, and which role gives which.
pub(super) fn at_work() -> String {
    let services = table::ALL.iter().chain(&AT_WORK).filter_map(service);
    std::iter::once(HEAD.to_owned()).chain(services).chain([giving()]).collect::<Vec<_>>().join("\n")
}

/// `members (H3)`, and a line for roles with the same answer.
fn service(rules: &ServiceRules) -> Option<String> {
    let mut answers: Vec<(&str, Vec<&str>)> = Vec::new();
    for role in Role::ALL {
        let Some(what) = ask(rules, role) else { continue };
        match answers.iter_mut().find(|(same, _)| *same == what) {
            Some((_, roles)) => roles.push(role.as_str()),
            None => answers.push((what, vec![role.as_str()])),
        }
    }
    let lines = answers.iter().map(|(what, roles)| format!("  {}: {what}\n", roles.join(", ")));
    (!answers.is_empty()).then(|| format!("{} ({})\n{}", rules.service, rules.feature, lines.collect::<String>()))
}

/// What the rules answer for a grown-up who uses everything; `None` when neither is open.
fn ask(rules: &ServiceRules, role: Role) -> Option<&'static str> {
    let subject: SubjectFacts = person(40, true);
    let to = |action| decide_at_work(rules, &WorkFacts { role, own: false }, &subject, action).is_ok();
    match (to(Action::See), to(Action::Act)) {
        (true, true) => Some("sees and acts"),
        (true, false) => Some("sees"),
        _ => None,
    }
}

fn giving() -> String {
    let gives = |role: Role| {
        let given: Vec<_> = Role::ALL.into_iter().filter(|other| role.gives(*other)).map(Role::as_str).collect();
        (!given.is_empty()).then(|| format!("  {} gives and ends: {}\n", role.as_str(), given.join(", ")))
    };
    format!("Roles\n{}", Role::ALL.into_iter().filter_map(gives).collect::<String>())
}
