//! Beside their appointments: whom the demo's people can turn to (CareTeam), and the home visits that were made
//! (Encounter).

use access::rules::{ItemSource, age};
use jiff::{Span, civil::Date};
use people::{NationalNumber, number::NumberKind};
use records::Source;
use serde_json::{Value, json};

use super::{
    Mail, clinics,
    visit::{Meeting, State, Unit, Visit},
};
use crate::population::Persona;

/// Volven 7619.
const MUNICIPAL_SERVICE: &str = fhir::helsenorge::MUNICIPAL_SERVICE;
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// Those who go from home to home.
const CARERS: [&str; 3] =
    ["Sykepleier Grete Antonsen", "Helsefagarbeider Tomasz Nowak", "Hjemmehjelper Anne-Lise Moen"];
/// School children have a nurse.
const PUPILS: std::ops::Range<i16> = 7..19;
/// From the age of these, somebody has had another GP before.
const HAS_HAD_ANOTHER: i16 = 30;

/// Who comes to the visit with this number in the diary.
pub(super) fn carer(at: usize) -> &'static str {
    CARERS[at % CARERS.len()]
}

/// Whom a persona can turn to, as each health service sends it.
pub(super) fn teams(persona: &Persona, today: Date) -> Vec<Mail> {
    let Some(home) = &persona.person.address else { return Vec::new() };
    let municipality = Some(home.municipality.as_str());
    let (patient, serial) = (patient(persona.number), super::serial(persona));
    let gp = clinics::clinic(Unit::Gp, municipality);
    let since = today.saturating_sub(Span::new().years(3));
    let team = Team {
        patient: &patient,
        serial: &serial,
        today,
        source: &gp.source,
        name: &gp.unit,
        phone: &gp.phone,
        service: None,
    };
    let mut all = vec![team.of("fastlege", &[(&gp.practitioner, "Fastlege")], Some(since), None)];
    let years = age::years(persona.person.born, today);
    if years >= HAS_HAD_ANOTHER {
        let before = [("Lege Torbjørn Ekeland", "Fastlege")];
        all.push(team.of("fastlege-for", &before, Some(today.saturating_sub(Span::new().years(12))), Some(since)));
    }
    let mut mail = vec![letter(gp.source.clone(), &all)];
    let municipal = |unit: Unit, code: &'static str, name: &str, members: &[(&str, &str)]| {
        let clinic = clinics::clinic(unit, municipality);
        let own = clinic.practitioner.clone();
        let members: Vec<(&str, &str)> = match members {
            [] => vec![(own.as_str(), "Helsesykepleier")],
            given => given.to_vec(),
        };
        let team = Team {
            patient: &patient,
            serial: &serial,
            today,
            source: &clinic.source,
            name: &clinic.unit,
            phone: &clinic.phone,
            service: Some(code),
        };
        letter(clinic.source.clone(), &[team.of(name, &members, Some(since), None)])
    };
    if PUPILS.contains(&years) {
        mail.push(municipal(Unit::School, "4", "skole", &[]));
    }
    if persona.id == "astrid-82" {
        let members = [("Koordinator Solveig Brekke", "Koordinator"), (CARERS[0], "Primærkontakt")];
        mail.push(municipal(Unit::HomeCare, "7", "hjemme", &members));
    }
    mail
}

/// The home visit that was made as this appointment planned it; `None` for all others. `planned`: the plan's own text.
pub(super) fn made(visit: &Visit, planned: &Value, at: usize) -> Option<Value> {
    let is_made = visit.unit == Unit::HomeCare && visit.meeting == Meeting::AtHome && visit.state == State::Fulfilled;
    let id = planned["id"].as_str().filter(|_| is_made)?;
    Some(json!({
        "resourceType": "Encounter",
        "id": format!("{id}-besok"),
        "identifier": [{"system": planned["identifier"][0]["system"], "value": format!("{id}-besok")}],
        "status": "finished",
        "class": {"system": ACT_CODE, "code": "HH"},
        "type": [{"text": visit.title}],
        "subject": planned["participant"][0]["actor"],
        "participant": [{"individual": {"type": "Practitioner", "display": carer(at)}}],
        "appointment": [{"reference": format!("Appointment/{id}")}],
        "period": {"start": planned["start"], "end": planned["end"]},
        "serviceProvider": {"display": planned["identifier"][0]["assigner"]["display"]},
    }))
}

/// A team of a health service for somebody.
struct Team<'a> {
    patient: &'a Value,
    /// The sources' own number of the person.
    serial: &'a str,
    today: Date,
    source: &'a Source,
    name: &'a str,
    phone: &'a str,
    service: Option<&'a str>,
}

impl Team<'_> {
    fn of(&self, id: &str, members: &[(&str, &str)], from: Option<Date>, until: Option<Date>) -> Value {
        let over = until.is_some_and(|until| until < self.today);
        let participants = members
            .iter()
            .map(|(name, role)| json!({"role": [{"text": role}], "member": {"type": "Practitioner", "display": name}}));
        let mut period = json!({});
        for (name, day) in [("start", from), ("end", until)] {
            if let Some(day) = day {
                period[name] = day.to_string().into();
            }
        }
        let mut team = json!({
            "resourceType": "CareTeam",
            "id": format!("{id}-{}", self.serial),
            "status": if over { "inactive" } else { "active" },
            "subject": self.patient,
            "period": period,
            "participant": participants.collect::<Vec<_>>(),
            "managingOrganization": [{"display": self.name}],
            "telecom": [{"system": "phone", "value": self.phone}],
        });
        if let Some(code) = self.service.filter(|_| self.source.kind == ItemSource::Municipal) {
            team["category"] = json!([{"coding": [{"system": MUNICIPAL_SERVICE, "code": code}]}]);
        }
        team
    }
}

fn letter(source: Source, resources: &[Value]) -> Mail {
    Mail { source, text: resources.iter().map(|it| format!("{it}\n")).collect() }
}

pub(super) fn patient(number: NationalNumber) -> Value {
    let is_d = matches!(number.kind(), NumberKind::DNumber(_));
    let system = if is_d { fhir::helsenorge::DNR } else { fhir::helsenorge::FNR };
    json!({"type": "Patient", "identifier": {"system": system, "value": number.digits()}})
}
