//! What is typed of a contact: the office or somebody in it, what they are, a telephone, from when to when.

use access::Grant;
use fhir::{CareTeamView, NewCareTeam, NewMember};
use jiff::civil::Date;
use offices::Office;
use records::patient_reference;
use uuid::Uuid;
use web::{
    AtWork, Choice, Form,
    texts::{read_day, typed_day},
};

use super::day;
use crate::home_visits::form::{flags, hidden};

const LONGEST: usize = 100;
/// Digits of a telephone number (E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// What was typed, when all of it is right.
pub struct Typed {
    is_person: bool,
    name: String,
    role: String,
    telephone: String,
    pub from: Date,
    pub until: Option<Date>,
    hide: access::rules::Flags,
}

/// Reads the form of a contact whose marks stand so far as `stands` says; `None` with what is wrong at its field.
pub fn read(form: &mut Form, office: &Office, stands: access::rules::Flags) -> Option<Typed> {
    let is_person = match form.value("hvem") {
        "person" => true,
        "kontoret" => false,
        _ => {
            form.refuse("hvem", "contacts-choose-who");
            return None;
        }
    };
    if is_person {
        form.require("navn", "contacts-name-empty");
    }
    form.at_most("navn", LONGEST, "contacts-too-long");
    form.at_most("rolle", LONGEST, "contacts-too-long");
    let telephone = form.value("telefon").to_owned();
    if !(telephone.is_empty() || is_telephone(&telephone)) {
        form.refuse("telefon", "contacts-telephone-wrong");
    }
    let (from, until) = (read_day(form.value("fra")), read_day(form.value("til")));
    if from.is_none() {
        form.refuse("fra", "clinic-date-wrong");
    }
    if until.is_none() && !form.value("til").is_empty() {
        form.refuse("til", "clinic-date-wrong");
    }
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.refuse("til", "contacts-backwards");
    }
    let from = from.filter(|_| !form.has_faults())?;
    let name = if is_person { form.value("navn") } else { &office.name };
    let (name, role) = (name.to_owned(), form.value("rolle").to_owned());
    Some(Typed { is_person, name, role, telephone, from, until, hide: flags(form, stands) })
}

fn is_telephone(typed: &str) -> bool {
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    typed.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c)) && DIGITS.contains(&digits)
}

impl Typed {
    /// The CareTeam that says so. `active: false` ends it.
    pub fn written(&self, grant: &Grant, office: &Office, id: Uuid, active: bool) -> String {
        let member =
            NewMember { name: &self.name, is_person: self.is_person, role: &self.role, telephone: &self.telephone };
        let team = NewCareTeam {
            id: &id.to_string(),
            patient: &patient_reference(grant, &office.organisation),
            municipal_service: office.kind.municipal_code(),
            service: &office.name,
            members: &[member],
            from: Some(self.from),
            until: self.until,
            active,
            hidden_from_parents: self.hide.hidden_from_parents,
            hidden_from_youth: self.hide.hidden_from_youth,
        };
        team.to_json()
    }
}

/// Before anything is typed: the office itself, from today.
pub fn fresh(office: &Office, today: Date) -> Vec<(String, String)> {
    let telephone = office.telephone.clone().unwrap_or_default();
    let fields = [("hvem", "kontoret".to_owned()), ("telefon", telephone), ("fra", typed_day(today))];
    fields.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

/// A contact as its form shows it.
pub fn filled(team: &CareTeamView, flags: access::rules::Flags) -> Vec<(String, String)> {
    let member = team.members.first().cloned().unwrap_or_default();
    let (who, name) = match member.is_service {
        true => ("kontoret", String::new()),
        false => ("person", member.name.unwrap_or_default()),
    };
    let date = |moment: Option<fhir::Moment>| moment.map(|moment| typed_day(day(moment))).unwrap_or_default();
    let fields = [
        ("hvem", who.to_owned()),
        ("navn", name),
        ("rolle", member.role.and_then(|role| role.text).unwrap_or_default()),
        ("telefon", member.telephone.unwrap_or_default()),
        ("fra", date(team.from)),
        ("til", date(team.until)),
        ("skjul", hidden(flags).to_owned()),
    ];
    fields.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

/// The office itself, or somebody in it.
pub fn who(at_work: &AtWork) -> Vec<Choice> {
    let person = at_work.words().t("contacts-a-person");
    vec![Choice::new("kontoret", &at_work.office().name), Choice::new("person", person)]
}
