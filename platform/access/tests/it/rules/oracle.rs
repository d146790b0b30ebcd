//! A second reading of the rules, straight from the words of `service-rules.csv`: lists of lines, of which the first
//! that applies is the answer. It shares no code with the rules it checks.

use std::collections::HashMap;

use access::rules::Refusal;

/// A line of the table by its headings.
pub type Row = HashMap<String, String>;

/// The table, in its order.
pub fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(include_str!("../../data/service-rules.csv").as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("a table with a heading")
}

/// One combination, in the words of the tables. Who has no basis by circumstances outside the table has `basis: false`.
#[derive(Clone, Debug)]
pub struct Case {
    /// `self`, `parent` or `power`.
    pub relation: &'static str,
    pub basis: bool,
    /// The area of the power in the table's words.
    pub area: &'static str,
    pub power_acts: bool,
    pub age: i16,
    /// 0: terms not accepted, 1: Basic, 2: Basic+, 3: Full.
    pub level: u8,
    pub protected: bool,
    /// `""`, `all`, `record`, `off`, `elsewhere`, `pilot`.
    pub closed: &'static str,
    pub consent: bool,
    pub dead: bool,
    pub act: bool,
}

/// The column of the table that speaks of this reader; `""` for one who has a right of their own.
pub fn column<'r>(row: &'r Row, case: &Case) -> &'r str {
    match (case.relation, case.age) {
        ("parent", ..12) => &row["parent_under_12"],
        ("parent", _) => &row["parent_12_to_15"],
        ("self", 13..16) if case.consent => &row["youth_13_to_15_with_parental_consent"],
        ("self", 13..16) => &row["youth_13_to_15_without"],
        _ => "",
    }
}

/// The answer for the service as a whole.
pub fn service(row: &Row, case: &Case) -> &'static str {
    let (own, parent, power) = (case.relation == "self", case.relation == "parent", case.relation == "power");
    let column = column(row, case);
    let (log, area) = (row["service"] == "usage_log", row["power_area"].as_str());
    let needed =
        ["none", "basic", "basic_plus", "full"].iter().position(|name| *name == row["level"]).expect("a level");
    let needed = if log && (case.level == 0) { 0 } else { needed };
    let nobody_else = row["parent_under_12"] == "no" && row["parent_12_to_15"] == "no";
    let lines = [
        (!case.basis, "no trace"),
        (case.protected && !own, "no trace"),
        (parent && case.age >= 16, "no trace"),
        (power && case.age < 16, "no trace"),
        (case.dead, "no:dead"),
        (case.closed == "all", "no:access removed"),
        (case.closed == "record" && row["service"] == "patient_record", "no:access removed"),
        (case.closed == "elsewhere", "no:municipality not connected"),
        (case.closed == "pilot", "no:in a pilot"),
        (own && case.age < 13, "no:age"),
        (power && case.level == 0, "no:terms not accepted"),
        (parent && nobody_else, "no:only the person"),
        (power && area.is_empty() && !log, "no:only the person"),
        (needed > 0 && case.level == 0, "no:terms not accepted"),
        (needed > usize::from(case.level), "no:consent level"),
        (own && column == "no", "no:age"),
        (parent && column == "no", "no:age of the child"),
        (power && area != case.area && !log, "no:outside the power"),
        (case.act && own && column == "see own", "no:age"),
        (case.act && parent && column == "see", "no:only the person"),
        (case.act && parent && column.starts_with("children under 2") && case.age >= 2, "no:age of the child"),
        (case.act && power && row["power_may_act"] == "no", "no:only the person"),
        (case.act && power && !case.power_acts, "no:the power lets one see and not act"),
        (case.closed == "off", "no:switched off"),
    ];
    lines.into_iter().find(|(applies, _)| *applies).map_or("yes", |(_, answer)| answer)
}

/// The answer for an item of a service that is open to the reader.
pub fn item(column: &str, relation: &str, age: i16, from: &str, hidden_from: (bool, bool)) -> &'static str {
    let youth = relation == "self" && age < 16;
    let near = ["gp", "municipality", "school_nurse"].contains(&from);
    let lines = [
        (youth && column.contains("GP") && !near, "no:age"),
        (
            youth && !column.contains("GP") && column.contains("school nurse") && from != "school_nurse",
            "no:parental consent",
        ),
        (relation == "parent" && hidden_from.0, "no trace"),
        (youth && hidden_from.1, "no trace"),
    ];
    lines.into_iter().find(|(applies, _)| *applies).map_or("yes", |(_, answer)| answer)
}

/// An answer of the rules in the words of the tables.
pub fn word(answer: Result<(), Refusal>) -> &'static str {
    let Err(refusal) = answer else { return "yes" };
    match refusal {
        Refusal::NoTrace => "no trace",
        Refusal::Dead => "no:dead",
        Refusal::AccessRemoved => "no:access removed",
        Refusal::Age => "no:age",
        Refusal::AgeOfChild => "no:age of the child",
        Refusal::ParentalConsent => "no:parental consent",
        Refusal::OnlyThePerson => "no:only the person",
        Refusal::OutsideThePower => "no:outside the power",
        Refusal::PowerSeesOnly => "no:the power lets one see and not act",
        Refusal::ConsentLevel => "no:consent level",
        Refusal::TermsNotAccepted => "no:terms not accepted",
        Refusal::ServiceOff => "no:switched off",
        Refusal::MunicipalityNotConnected => "no:municipality not connected",
        Refusal::InPilot => "no:in a pilot",
        Refusal::NotYourRole => "no:not your role",
        Refusal::OwnData => "no:own data",
    }
}
