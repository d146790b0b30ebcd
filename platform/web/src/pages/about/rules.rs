//! A row of the table of access rules in the reader's words.

use access::rules::{ParentRule, PowerRule, ServiceRules, YouthRule};

use crate::Words;

/// One service: its name, the level it needs, and what each kind of reader may.
pub struct Row {
    pub name: String,
    pub level: String,
    pub parent_under_12: String,
    pub parent_12_to_15: String,
    pub youth_with_consent: String,
    pub youth_without: String,
    pub power: String,
}

pub fn row(rules: &ServiceRules, words: &Words) -> Row {
    let level = rules.level.filter(|_| !rules.before_terms).map_or("rule-no-level", access::rules::Level::key);
    Row {
        name: words.service(rules.service).to_owned(),
        level: words.t(level).to_owned(),
        parent_under_12: words.t(parent(rules.parent_under_12)).to_owned(),
        parent_12_to_15: words.t(parent(rules.parent_12_to_15)).to_owned(),
        youth_with_consent: words.t(youth(rules.youth_with_consent)).to_owned(),
        youth_without: words.t(youth(rules.youth_without)).to_owned(),
        power: power(rules.power, words),
    }
}

fn parent(rule: ParentRule) -> &'static str {
    match rule {
        ParentRule::Yes => "rule-yes",
        ParentRule::No => "rule-no",
        ParentRule::OwnUseOnly => "rule-own-use",
        ParentRule::ParentsOwn => "rule-parents-own",
        ParentRule::SeeOnly => "rule-sees",
        ParentRule::UnderTwoAndHistory => "rule-under-two",
    }
}

fn youth(rule: YouthRule) -> &'static str {
    match rule {
        YouthRule::Yes | YouthRule::Own => "rule-yes",
        YouthRule::No => "rule-no",
        YouthRule::GpAndMunicipalOnly => "rule-gp-and-municipal",
        YouthRule::SchoolNurseOnly => "rule-school-nurse",
        YouthRule::OwnUseOnly => "rule-own-use",
        YouthRule::SeeOwn => "rule-sees",
    }
}

/// "Ser og handler. Fullmakten må gjelde: Digitale helsetjenester".
fn power(rule: PowerRule, words: &Words) -> String {
    let (key, area) = match rule {
        PowerRule::No => return words.t("rule-no").to_owned(),
        PowerRule::OwnUseOnly => return words.t("rule-own-use").to_owned(),
        PowerRule::See(area) => ("rule-power-sees", area),
        PowerRule::Act(area) => ("rule-power-acts", area),
    };
    words.say(key).with("area", words.t(area.key())).to_string()
}
