//! Referrals to the demo's hospitals (ServiceRequest), for a few of its people.

use jiff::{ToSpan, civil::Date};
use serde_json::json;
use treatments::TREATMENT_CODES;

use super::{Mail, care, clinics};
use crate::population::Persona;

/// What somebody is referred for.
struct Referral {
    persona: &'static str,
    /// Code of a treatment; `None` where the hospital has said it in words alone.
    treatment: Option<&'static str>,
    what: &'static str,
    days_ago: i32,
    /// Which of the hospitals it came to.
    hospital: usize,
    hidden_from_parents: bool,
}

const fn referral(
    persona: &'static str,
    treatment: Option<&'static str>,
    what: &'static str,
    days_ago: i32,
) -> Referral {
    Referral { persona, treatment, what, days_ago, hospital: 0, hidden_from_parents: false }
}

const ALL: [Referral; 5] = [
    referral("per-full", Some("hofteprotese"), "Slitasje i høyre hofte", 9),
    referral("per-full", None, "Vurdering av føflekk", 20),
    referral("nora-3", Some("mandler"), "Store mandler", 14),
    Referral { hidden_from_parents: true, ..referral("jonas-8", Some("adhd-barn"), "Utredning av uro", 6) },
    Referral { hospital: 2, ..referral("astrid-82", Some("gra-ster"), "Grå stær på begge øyne", 31) },
];

/// What the hospitals send of a persona.
pub(super) fn of(persona: &Persona, today: Date) -> Vec<Mail> {
    let own = ALL.iter().enumerate().filter(|(_, referral)| referral.persona == persona.id);
    let sources = clinics::hospitals();
    own.map(|(at, it)| Mail { source: sources[it.hospital].source.clone(), text: fhir(persona, it, at, today) })
        .collect()
}

fn fhir(persona: &Persona, referral: &Referral, at: usize, today: Date) -> String {
    let municipality = persona.person.address.as_ref().map(|home| home.municipality.as_str());
    let gp = clinics::clinic(super::Unit::Gp, municipality);
    let coding = referral.treatment.map(|code| json!([{"system": TREATMENT_CODES, "code": code}]));
    let mut request = json!({
        "resourceType": "ServiceRequest",
        "identifier": [{"system": "urn:example:referral", "value": format!("{}-{at}", super::serial(persona))}],
        "status": "active",
        "intent": "order",
        "code": {"text": referral.what},
        "subject": care::patient(persona.number),
        "authoredOn": today.saturating_sub(referral.days_ago.days()).to_string(),
        "requester": {"display": gp.practitioner},
        "performer": [{"display": clinics::hospitals()[referral.hospital].source.name}],
    });
    if let Some(coding) = coding {
        request["code"]["coding"] = coding;
    }
    if referral.hidden_from_parents {
        let label = json!({"system": ::fhir::helsenorge::NORN, "code": "NORN_FORANS"});
        request["meta"] = json!({"security": [label]});
    }
    request.to_string()
}
