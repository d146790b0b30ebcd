//! Which services are open at which level: read from the table that the gate decides by (L3, B8).

use access::rules::{Level, ServiceRules, table};
use web::{Portal, Words};

/// A service and the levels that open it.
pub struct Row {
    pub name: String,
    /// In the order of [`Level::ALL`].
    pub open: [bool; 3],
}

/// The levels of every service: those in use here, and those the table has besides.
pub struct Matrix {
    pub here: Vec<Row>,
    pub later: Vec<Row>,
}

impl Matrix {
    pub fn of(portal: &Portal, words: &Words) -> Self {
        let here: Vec<_> = portal.services().iter().map(|service| service.rules()).collect();
        let is_here = |rules: &ServiceRules| here.iter().any(|own| own.service == rules.service);
        Self {
            here: here.iter().map(|rules| row(rules, words)).collect(),
            later: table::ALL.iter().filter(|rules| !is_here(rules)).map(|rules| row(rules, words)).collect(),
        }
    }
}

fn row(rules: &ServiceRules, words: &Words) -> Row {
    Row { name: words.service(rules.service).to_owned(), open: Level::ALL.map(|level| rules.opens_at(level)) }
}

/// The names of the services in use here that one level opens and the other does not.
pub fn difference(portal: &Portal, words: &Words, opens: Level, not: Level) -> Vec<String> {
    let rules = portal.services().iter().map(|service| service.rules());
    let differing = rules.filter(|rules| rules.opens_at(opens) && !rules.opens_at(not));
    differing.map(|rules| words.service(rules.service).to_owned()).collect()
}
