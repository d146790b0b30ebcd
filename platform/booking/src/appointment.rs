//! An appointment that is made in the portal, as FHIR: Helsenorge's profile where the office is bound to it.

use access::rules::Flags;
use fhir::helsenorge::{APPOINTMENT_PROFILE, DNR, FNR, MUNICIPAL_SERVICE};
use jiff::Timestamp;
use offices::{Office, OfficeKind};
use people::{NationalNumber, number::NumberKind};
use records::{OFFICE, Profile, Source};
use serde_json::{Value, json};
use uuid::Uuid;

const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
const SERVICE_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/service-category";
const KIND: &str = "http://helsenorge.no/fhir/CodeSystem/no-kodeverk-7617.codesystem";
const FLAG: &str = "http://helsenorge.no/fhir/CodeSystem/hn-appointment-flag-code-cs";
const DENIED: &str = "urn:oid:2.16.578.1.12.4.1.1.9603";
/// Characters of `description` that the profile allows.
const LONGEST_TEXT: usize = 1000;

/// By which number the appointment names its patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patient(pub NationalNumber);

/// What an appointment is written from.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub id: Uuid,
    pub office: &'a Office,
    pub source: &'a Source,
    pub patient: Patient,
    pub at: (Timestamp, Timestamp),
    /// What it is, in the office's own words.
    pub title: Option<&'a str>,
    /// Whom one meets.
    pub with: Option<&'a str>,
    /// What it is about, as the one who booked wrote; empty for nothing.
    pub about: &'a str,
    pub flags: Flags,
    /// A home visit some time between the two, whose hour is not set.
    pub at_home: bool,
}

/// The resource as text, as a source system would send it.
pub fn compose(draft: &Draft<'_>) -> String {
    let mut resource = json!({
        "resourceType": "Appointment",
        "id": draft.id.to_string(),
        "identifier": [{
            "system": "urn:ietf:rfc:3986",
            "value": format!("urn:uuid:{}", draft.id),
            "assigner": {"display": draft.source.name},
        }],
        "contained": draft.contained(),
        "serviceCategory": [{"coding": [service(draft.office.kind)]}],
        "appointmentType": draft.kind(),
        "supportingInformation": draft.supporting(),
        "participant": draft.participants(),
    });
    draft.add_meta(&mut resource);
    draft.add_times(&mut resource);
    let about: String = draft.about.chars().take(LONGEST_TEXT).collect();
    if !about.is_empty() {
        resource["description"] = about.into();
    }
    resource.to_string()
}

impl Draft<'_> {
    fn add_meta(&self, resource: &mut Value) {
        let marks = [(self.flags.hidden_from_parents, "NORN_FORANS"), (self.flags.hidden_from_youth, "NORN_UNGDOM")];
        let label = |code: &str| json!({"system": DENIED, "code": code});
        let labels: Vec<Value> = marks.iter().filter(|(set, _)| *set).map(|(_, code)| label(code)).collect();
        if !labels.is_empty() {
            resource["meta"]["security"] = labels.into();
        }
        if self.source.profile == Profile::Helsenorge {
            resource["meta"]["profile"] = json!([APPOINTMENT_PROFILE]);
        }
    }

    fn add_times(&self, resource: &mut Value) {
        let (start, end) = (written(self.at.0), written(self.at.1));
        if self.at_home {
            resource["status"] = "proposed".into();
            resource["requestedPeriod"] = json!([{"start": start, "end": end}]);
        } else {
            resource["status"] = "booked".into();
            resource["start"] = start.into();
            resource["end"] = end.into();
        }
    }

    fn kind(&self) -> Value {
        let code = if self.at_home { "Hjemmebesok" } else { "Ordinær" };
        let mut kind = json!({"coding": [{"system": KIND, "code": code}]});
        if let Some(title) = self.title {
            kind["text"] = title.into();
        }
        kind
    }

    fn contained(&self) -> Vec<Value> {
        let mut all = self.places();
        all.push(json!({
            "resourceType": "Flag",
            "id": "may-cancel",
            "status": "active",
            "code": {"coding": [{"system": FLAG, "code": "cancelWithComment"}]},
            "subject": {"identifier": self.patient.identifier()},
        }));
        all
    }

    fn places(&self) -> Vec<Value> {
        let Office { name, telephone, .. } = self.office;
        let kind = |code: &str| json!([{"coding": [{"system": ROLE_CODE, "code": code}]}]);
        if self.at_home {
            return vec![json!({"resourceType": "Location", "id": "place", "type": kind("PTRES")})];
        }
        let hospital = self.office.kind == OfficeKind::Hospital;
        let mut place = json!({"resourceType": "Location", "id": "place", "name": name});
        place["type"] = kind(if hospital { "HU" } else { "OF" });
        if let Some(number) = telephone {
            place["telecom"] = json!([{"system": "phone", "value": number}]);
        }
        if !hospital {
            return vec![place];
        }
        place["managingOrganization"] = self.party();
        let whole = json!({"resourceType": "Location", "id": "hospital", "name": self.source.name, "type": kind("HOSP"),
            "managingOrganization": self.party()});
        vec![place, whole]
    }

    /// The office as the communication party.
    fn party(&self) -> Value {
        let identifier = json!({"system": OFFICE, "value": self.office.id.to_string()});
        let reference = format!("urn:uuid:{}", self.office.id);
        json!({"reference": reference, "type": "Organization", "identifier": identifier, "display": self.office.name})
    }

    fn supporting(&self) -> Value {
        json!([self.party(), {"reference": "#may-cancel"}])
    }

    fn participants(&self) -> Value {
        let accepted = |actor: Value| json!({"actor": actor, "status": "accepted"});
        let mut all = vec![accepted(json!({"type": "Patient", "identifier": self.patient.identifier()}))];
        all.extend(self.with.map(|name| accepted(json!({"type": "Practitioner", "display": name}))));
        let places = self.places();
        let ids = places.iter().filter_map(|place| place["id"].as_str());
        all.extend(ids.map(|id| accepted(json!({"reference": format!("#{id}")}))));
        all.into()
    }
}

impl Patient {
    fn identifier(self) -> Value {
        let system = if matches!(self.0.kind(), NumberKind::DNumber(_)) { DNR } else { FNR };
        json!({"system": system, "value": self.0.digits()})
    }
}

/// Volven 7619 for municipal services, HL7's service category for the others: 17 is general practice, 27 a hospital.
fn service(kind: OfficeKind) -> Value {
    let (system, code) = match (kind.municipal_code(), kind) {
        (Some(code), _) => (MUNICIPAL_SERVICE, code),
        (None, OfficeKind::Hospital) => (SERVICE_CATEGORY, "27"),
        // The portal itself meets nobody: its office books nothing.
        (None, _) => (SERVICE_CATEGORY, "17"),
    };
    json!({"system": system, "code": code})
}

fn written(at: Timestamp) -> String {
    db::oslo(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use access::rules::ItemSource;
    use fhir::{Resource, json::Node};

    use super::*;

    fn office(kind: OfficeKind) -> Office {
        Office {
            id: Uuid::from_u128(7),
            organisation: "974000001".into(),
            kind,
            name: "Helsesykepleier, Furulia skole".into(),
            municipality: Some("0301".into()),
            telephone: Some("00 00 00 10".into()),
            address: None,
            hours: offices::Hours::default(),
            answer_days: 2,
            post_after_days: None,
            ended_at: None,
        }
    }

    fn source(kind: ItemSource, profile: Profile) -> Source {
        Source { organisation: "974000001".into(), name: "Furulia helse".into(), kind, profile }
    }

    #[test]
    fn what_every_kind_of_office_books_is_valid_by_the_profile_it_is_bound_to() {
        for kind in OfficeKind::ALL {
            let profile =
                if matches!(kind, OfficeKind::Gp | OfficeKind::Portal) { Profile::Base } else { Profile::Helsenorge };
            let (office, source) = (office(kind), source(kind.item_source(), profile));
            let draft = Draft {
                id: Uuid::from_u128(9),
                office: &office,
                source: &source,
                patient: Patient(NationalNumber::parse("03851598730").expect("a number")),
                at: (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_mins(30)),
                title: Some("Samtale"),
                with: Some("Hanne Kvernmo"),
                about: "Jeg sover dårlig \"om\" natta.",
                flags: Flags { hidden_from_parents: true, hidden_from_youth: false },
                at_home: kind == OfficeKind::HomeCare,
            };
            let text = compose(&draft);
            let node = Node::parse(&text).expect("JSON");
            let resource = Resource::new(&text, &node);
            assert_eq!(records::intake::check(&source, &resource), vec![], "{kind:?}: {text}");
            assert_eq!(resource.denied(), (true, false));
            let without = compose(&Draft { title: None, with: None, about: "", flags: Flags::default(), ..draft });
            let node = Node::parse(&without).expect("JSON");
            assert_eq!(records::intake::check(&source, &Resource::new(&without, &node)), vec![], "{kind:?}: {without}");
        }
    }
}
