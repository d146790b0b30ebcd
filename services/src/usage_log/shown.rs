//! A line of the log in the reader's words: when, who, what, where and why.

use std::collections::HashMap;

use access::{
    GateError, Reason,
    log::{Line, Who, Why},
    rules::{Basis, Refusal},
};
use jiff::Timestamp;
use people::PersonId;
use serde::Serialize;
use web::{Acting, Portal, Words};

/// The place of what was done in the portal itself.
const PORTAL: &str = "portal";

/// The names of those the lines are about, people and organisations, as the reader calls them.
#[derive(Default)]
pub struct Names {
    names: HashMap<PersonId, String>,
    organisations: HashMap<String, String>,
    reader: Option<PersonId>,
    yourself: String,
    nameless: String,
}

/// A line as it is shown and downloaded.
#[derive(Serialize)]
pub struct Shown {
    #[serde(rename = "when")]
    pub at: Timestamp,
    pub who: String,
    pub what: String,
    #[serde(rename = "where")]
    pub place: String,
    pub why: String,
    /// Whether access was given.
    pub granted: bool,
}

impl Names {
    /// The names of `people`, the reader and the subject.
    pub async fn of(
        portal: &Portal,
        acting: &Acting,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Self, GateError> {
        let mut names = Self {
            names: HashMap::new(),
            organisations: HashMap::new(),
            reader: Some(acting.person()),
            yourself: acting.words().t("usage-log-you").to_owned(),
            nameless: acting.words().t("usage-log-somebody").to_owned(),
        };
        names.add_people(portal, people.chain([acting.person(), acting.subject()])).await?;
        Ok(names)
    }

    /// Looks up those of `lines` that are not known yet.
    pub async fn add(&mut self, portal: &Portal, lines: &[Line]) -> Result<(), GateError> {
        let staff = lines.iter().filter_map(|line| match line.who {
            Who::Staff { person, .. } => Some(person),
            _ => None,
        });
        self.add_people(portal, lines.iter().map(|line| line.subject).chain(staff)).await?;
        let places = lines.iter().map(|line| line.place.as_str()).filter(|place| *place != PORTAL);
        let unknown = places.filter(|place| !self.organisations.contains_key(*place)).collect();
        self.organisations.extend(portal.organisations().names(unknown).await?);
        Ok(())
    }

    async fn add_people(&mut self, portal: &Portal, people: impl Iterator<Item = PersonId>) -> Result<(), GateError> {
        let mut ids: Vec<PersonId> = people.filter(|id| !self.names.contains_key(id)).collect();
        ids.sort_unstable();
        ids.dedup();
        let found = portal.gate().register().persons(&ids).await?;
        self.names.extend(found.into_iter().map(|person| (person.id, person.name.full())));
        Ok(())
    }

    /// The name, and `you` behind the reader's own.
    pub fn who(&self, person: PersonId) -> String {
        let name = self.name(person);
        if self.reader == Some(person) { format!("{name} ({})", self.yourself) } else { name.to_owned() }
    }

    /// The organisation's name; for one that delivers no more, its number.
    fn organisation(&self, number: &str, words: &Words) -> String {
        let numbered = || words.say("usage-log-organisation").with("number", number).to_string();
        self.organisations.get(number).cloned().unwrap_or_else(numbered)
    }

    /// The name. A record that is gone from the register has none.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).unwrap_or(&self.nameless)
    }
}

impl Shown {
    /// `line` in the log of `log_of`.
    pub fn of(line: &Line, log_of: PersonId, names: &Names, words: &Words) -> Self {
        Self {
            at: line.at,
            who: who(&line.who, names, words),
            what: what(line, log_of, names, words),
            place: place(&line.place, names, words),
            why: why(line, names, words),
            granted: line.granted,
        }
    }
}

fn who(who: &Who, names: &Names, words: &Words) -> String {
    match who {
        Who::Person(person) => names.who(*person),
        Who::Staff { person, role } => {
            let said = words.say("usage-log-staff").with("name", names.who(*person));
            said.with("role", words.t(role.key())).to_string()
        }
        Who::Source(organisation) => names.organisation(organisation, words),
        Who::Job(job) => {
            let key = format!("job-{}", job.replace('_', "-"));
            words.find(&key).unwrap_or_else(|| words.t("usage-log-portal")).to_owned()
        }
    }
}

/// "Timer: så oversikten", and whose, where it is another's than the log's (R10).
fn what(line: &Line, log_of: PersonId, names: &Names, words: &Words) -> String {
    let (service, deed) = (words.service(&line.service), words.deed(&line.service, &line.deed));
    if line.subject == log_of {
        return format!("{service}: {deed}");
    }
    let about = words.say("usage-log-about-person").with("name", names.name(line.subject)).to_string();
    format!("{service}: {deed} ({about})")
}

fn place(place: &str, names: &Names, words: &Words) -> String {
    match place {
        PORTAL => "Helsevei".to_owned(),
        organisation => names.organisation(organisation, words),
    }
}

fn why(line: &Line, names: &Names, words: &Words) -> String {
    match &line.why {
        Why::Given(basis) => given(basis, line, names, words),
        Why::Refused(refusal) => refused(*refusal, words),
        Why::AtWork(Reason::Stated(stated)) => words.say("usage-log-why-stated").with("words", stated).to_string(),
        Why::AtWork(reason) => words.t(&format!("why-{}", reason.as_str())).to_owned(),
        Why::Other(_) if matches!(line.who, Who::Job(_)) => words.t("usage-log-why-job").to_owned(),
        Why::Other(word) => {
            let key = format!("why-{}", word.replace('_', "-"));
            words.find(&key).unwrap_or_else(|| words.t("usage-log-why-unknown")).to_owned()
        }
    }
}

fn given(basis: &Basis, line: &Line, names: &Names, words: &Words) -> String {
    let about = names.name(line.subject);
    match basis {
        Basis::Oneself => match &line.who {
            Who::Person(person) if names.reader == Some(*person) => words.t(basis.key()).to_owned(),
            _ => words.t("usage-log-why-the-person").to_owned(),
        },
        Basis::AtWork => words.t(basis.key()).to_owned(),
        Basis::ParentalResponsibility => words.say("usage-log-why-parent").with("name", about).to_string(),
        Basis::PowerOfAttorney(_) => words.say("usage-log-why-power").with("name", about).to_string(),
        Basis::AttestedPower(_) => words.say("usage-log-why-attested").with("name", about).to_string(),
    }
}

/// Short: the page that was refused said what to do.
fn refused(refusal: Refusal, words: &Words) -> String {
    let key = format!("usage-log-refused-{}", refusal.as_str().replace('_', "-"));
    words.find(&key).unwrap_or_else(|| words.t("usage-log-why-unknown")).to_owned()
}
