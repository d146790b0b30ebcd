//! A visit as FHIR: Helsenorge's Appointment profile (`hn-basis-appointment`), as the clinic's system would send it.

use jiff::{Span, Zoned, civil::Date, civil::Weekday, tz::TimeZone};
use people::{NationalNumber, number::NumberKind};
use serde_json::{Value, json};

use super::{
    clinics::Clinic,
    visit::{HiddenFrom, Leave, Meeting, State, Unit, Visit},
};

const FNR: &str = fhir::helsenorge::FNR;
const DNR: &str = fhir::helsenorge::DNR;
const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
const MUNICIPAL_SERVICE: &str = "urn:oid:2.16.578.1.12.4.1.1.7619";
const SERVICE_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/service-category";
const KIND: &str = "http://helsenorge.no/fhir/CodeSystem/no-kodeverk-7617.codesystem";
const CONTACT: &str = "http://helsenorge.no/fhir/CodeSystem/no-kodeverk-8432.codesystem";
const FLAG: &str = "http://helsenorge.no/fhir/CodeSystem/hn-appointment-flag-code-cs";
const NORN: &str = "urn:oid:2.16.578.1.12.4.1.1.9603";
/// Volven 8624, what an organisation is within a larger one.
const LEVEL: &str = "http://helsenorge.no/fhir/CodeSystem/no-kodeverk-8624.codesystem";
const HER_ID: &str = "urn:oid:2.16.578.1.12.4.1.2";
const CANCELLED_BY_SERVICE: (&str, &str) = ("urn:oid:2.16.578.1.12.4.1.1.7621", "AAT");

/// What an appointment is written from.
pub(super) struct Draft<'a> {
    pub visit: &'a Visit,
    pub clinic: &'a Clinic,
    pub patient: NationalNumber,
    /// The source's own number of it.
    pub serial: String,
    pub today: Date,
}

impl Draft<'_> {
    /// The resource. Texts are Bokmål: they are the source's own, whatever the reader's language.
    pub fn fhir(&self) -> Value {
        let visit = self.visit;
        let mut resource = json!({
            "resourceType": "Appointment",
            "id": self.serial,
            "meta": {"profile": [fhir::helsenorge::APPOINTMENT_PROFILE]},
            "identifier": [{
                "system": format!("https://{}/timer", self.clinic.host),
                "value": self.serial,
                "assigner": {"display": self.clinic.source.name},
            }],
            "contained": self.contained(),
            "status": status(visit.state),
            "serviceCategory": [{"coding": [service(visit.unit)]}],
            "appointmentType": {"coding": self.kind(), "text": visit.title},
            "supportingInformation": self.supporting(),
            "participant": self.participants(),
        });
        self.add_what_is_not_always_there(&mut resource);
        resource
    }

    fn add_what_is_not_always_there(&self, resource: &mut Value) {
        let visit = self.visit;
        let (start, end) = (self.start(), self.start().saturating_add(Span::new().minutes(visit.minutes)));
        match visit.state {
            State::Proposed => resource["requestedPeriod"] = json!([{"start": written(&start), "end": written(&end)}]),
            _ => {
                resource["start"] = written(&start).into();
                resource["end"] = written(&end).into();
            }
        }
        for (name, text) in [("description", visit.about), ("patientInstruction", visit.prepare)] {
            if !text.is_empty() {
                resource[name] = text.into();
            }
        }
        if let State::Cancelled(reason) = visit.state {
            let (system, code) = CANCELLED_BY_SERVICE;
            resource["cancelationReason"] = json!({"coding": [{"system": system, "code": code}], "text": reason});
        }
        if let Some(code) = visit.hidden_from.map(denied) {
            resource["meta"]["security"] = json!([{"system": NORN, "code": code}]);
        }
        if let Some(service) = self.virtual_service() {
            resource["extension"] = json!([service]);
        }
    }

    /// When it begins, moved off the weekend for those who do not work then.
    fn start(&self) -> Zoned {
        let day = self.today.saturating_add(Span::new().days(self.visit.day));
        let (hour, minute) = self.visit.clock;
        let wall = self.on_a_working_day(day).at(hour, minute, 0, 0);
        let oslo = TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC);
        oslo.to_ambiguous_zoned(wall).compatible().unwrap_or_default()
    }

    fn on_a_working_day(&self, day: Date) -> Date {
        let open = matches!(self.visit.unit, Unit::HomeCare | Unit::Emergency);
        let days = match day.weekday() {
            Weekday::Saturday if !open => {
                if self.visit.day > 0 {
                    2
                } else {
                    -1
                }
            }
            Weekday::Sunday if !open => {
                if self.visit.day > 0 {
                    1
                } else {
                    -2
                }
            }
            _ => 0,
        };
        day.saturating_add(Span::new().days(days))
    }

    fn kind(&self) -> Value {
        let code = match (self.visit.unit, self.visit.meeting) {
            (_, Meeting::AtHome) => "Hjemmebesok",
            (Unit::Vaccination, _) => "Vaksine",
            (Unit::Hospital(_) | Unit::Imaging, _) => "Poliklinisk",
            (Unit::Emergency, _) => "Hastetime",
            _ => "Ordinær",
        };
        let mut codings = vec![json!({"system": KIND, "code": code})];
        match self.visit.meeting {
            Meeting::Video => codings.push(json!({"system": CONTACT, "code": "6", "display": "Videokonsultasjon"})),
            Meeting::Telephone => {
                codings.push(json!({"system": CONTACT, "code": "7", "display": "Telefonkonsultasjon"}))
            }
            Meeting::There | Meeting::AtHome => {}
        }
        codings.into()
    }

    fn contained(&self) -> Value {
        let mut all = self.places();
        all.push(json!({
            "resourceType": "Organization",
            "id": "party",
            "identifier": [{"system": HER_ID, "value": self.clinic.her.to_string()}],
            "type": [{"coding": [{"system": LEVEL, "code": self.level()}]}],
            "name": self.clinic.unit,
            "telecom": [{"system": "phone", "value": self.clinic.phone}],
            "partOf": {"display": self.clinic.source.name},
        }));
        if !self.visit.leaflet.is_empty() {
            let url = format!("https://{}/brosjyrer/{}.pdf", self.clinic.host, self.serial);
            all.push(json!({
                "resourceType": "DocumentReference",
                "id": "leaflet",
                "status": "current",
                "content": [{"attachment": {"title": self.visit.leaflet, "url": url, "contentType": "application/pdf"}}],
            }));
        }
        all.extend(self.flags().iter().enumerate().map(|(at, code)| self.flag(at, code)));
        all.into()
    }

    fn level(&self) -> &'static str {
        match self.visit.unit {
            Unit::Hospital(_) => "11",
            Unit::Imaging => "14",
            Unit::Gp => "71",
            _ => "07",
        }
    }

    fn places(&self) -> Vec<Value> {
        let Clinic { unit, source, street, place, phone, .. } = self.clinic;
        let address = json!({"line": [street], "postalCode": place.postal_code, "city": place.city});
        let telecom = json!([{"system": "phone", "value": phone}]);
        let kind = |code: &str| json!([{"coding": [{"system": ROLE_CODE, "code": code}]}]);
        let party = json!({"reference": "#party"});
        match (self.visit.meeting, self.visit.unit) {
            (Meeting::Video | Meeting::Telephone, _) => Vec::new(),
            (Meeting::AtHome, _) => vec![json!({"resourceType": "Location", "id": "place", "type": kind("PTRES")})],
            (Meeting::There, Unit::Hospital(_) | Unit::Imaging) => vec![
                json!({"resourceType": "Location", "id": "place", "name": unit, "type": kind("HU"), "telecom": telecom,
                    "address": address, "managingOrganization": party}),
                json!({"resourceType": "Location", "id": "hospital", "name": source.name, "type": kind("HOSP"),
                    "managingOrganization": party}),
            ],
            (Meeting::There, _) => vec![
                json!({"resourceType": "Location", "id": "place", "name": unit, "type": kind("OF"), "telecom": telecom,
                    "address": address}),
            ],
        }
    }

    fn flags(&self) -> &'static [&'static str] {
        match self.visit.leave {
            Leave::Nothing => &[],
            Leave::Cancel | Leave::CancelledTooLate => &["cancel"],
            Leave::CancelWithComment(_) => &["cancelWithComment"],
            Leave::Change => &["cancel", "canChangeAppointment"],
        }
    }

    fn flag(&self, at: usize, code: &str) -> Value {
        let mut flag = json!({
            "resourceType": "Flag",
            "id": format!("may-{at}"),
            "status": "active",
            "code": {"coding": [{"system": FLAG, "code": code}]},
            "subject": {"identifier": self.patient()},
        });
        match self.visit.leave {
            Leave::CancelWithComment(hours) => {
                let last = self.start().saturating_sub(Span::new().hours(hours));
                flag["period"] = json!({"end": written(&last)});
            }
            Leave::CancelledTooLate => {
                let yesterday = self.today.saturating_sub(Span::new().days(1));
                flag["period"] = json!({"end": yesterday.to_string()});
            }
            Leave::Nothing | Leave::Cancel | Leave::Change => {}
        }
        flag
    }

    fn supporting(&self) -> Value {
        let leaflet = (!self.visit.leaflet.is_empty()).then(|| "#leaflet".to_owned());
        let flags = (0..self.flags().len()).map(|at| format!("#may-{at}"));
        let all = ["#party".to_owned()].into_iter().chain(leaflet).chain(flags);
        all.map(|reference| json!({"reference": reference})).collect()
    }

    fn participants(&self) -> Value {
        let mut all = vec![json!({
            "actor": {"type": "Patient", "identifier": self.patient()},
            "status": "accepted",
        })];
        if !self.clinic.practitioner.is_empty() {
            let actor = json!({"type": "Practitioner", "display": self.clinic.practitioner});
            all.push(json!({"actor": actor, "status": "accepted"}));
        }
        let places = self.places();
        let place = |it: &Value| {
            json!({"actor": {"reference": format!("#{}", it["id"].as_str()?)}, "status": "accepted"}).into()
        };
        all.extend(places.iter().filter_map(place));
        all.into()
    }

    fn patient(&self) -> Value {
        let system = if matches!(self.patient.kind(), NumberKind::DNumber(_)) { DNR } else { FNR };
        json!({"system": system, "value": self.patient.digits()})
    }

    fn virtual_service(&self) -> Option<Value> {
        let (channel, address) = match self.visit.meeting {
            Meeting::Video => (
                "url",
                json!({"url": "virtualAddress",
                "valueUrl": format!("https://video.{}/rom/{}", self.clinic.host, self.serial)}),
            ),
            Meeting::Telephone => (
                "phone",
                json!({"url": "virtualAddress",
                "valueContactPoint": {"system": "phone", "value": self.clinic.phone}}),
            ),
            Meeting::There | Meeting::AtHome => return None,
        };
        let system = "http://hl7.org/fhir/contact-point-system";
        let channel = json!({"url": "channelType", "valueCoding": {"system": system, "code": channel}});
        Some(json!({"url": fhir::helsenorge::VIRTUAL_SERVICE[0], "extension": [channel, address]}))
    }
}

fn status(state: State) -> &'static str {
    match state {
        State::Booked => "booked",
        State::Proposed => "proposed",
        State::Fulfilled => "fulfilled",
        State::NoShow => "noshow",
        State::Cancelled(_) => "cancelled",
    }
}

/// Volven 7619 for municipal units, HL7's service category for the others: 17 is general practice.
fn service(unit: Unit) -> Value {
    let (system, code) = match unit {
        Unit::Gp => (SERVICE_CATEGORY, "17"),
        Unit::Hospital(_) => (SERVICE_CATEGORY, "27"),
        Unit::Imaging => (SERVICE_CATEGORY, "30"),
        Unit::HealthCentre => (MUNICIPAL_SERVICE, "3"),
        Unit::School => (MUNICIPAL_SERVICE, "4"),
        Unit::Midwife => (MUNICIPAL_SERVICE, "5"),
        Unit::Youth => (MUNICIPAL_SERVICE, "6"),
        Unit::HomeCare => (MUNICIPAL_SERVICE, "7"),
        Unit::Emergency => (MUNICIPAL_SERVICE, "8"),
        Unit::Vaccination => (MUNICIPAL_SERVICE, "10"),
        Unit::Lifestyle => (MUNICIPAL_SERVICE, "16"),
        Unit::MentalHealth => (MUNICIPAL_SERVICE, "17"),
    };
    json!({"system": system, "code": code})
}

fn denied(to: HiddenFrom) -> &'static str {
    match to {
        HiddenFrom::Parents => "NORN_FORANS",
        HiddenFrom::Youth => "NORN_UNGDOM",
    }
}

fn written(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
