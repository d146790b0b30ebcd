//! Health services' systems that send appointments and look for them.

use reqwest::{Method, header::LOCATION};
use serde_json::{Value, json};
use testing::DemoSystem;

use super::{
    Done,
    asker::{Asker, Heard, client},
    people::Person,
};
use crate::{cases::Fault, installation::Installation};

const NUMBER: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
const BOOKING: &str = "urn:example:faults";

/// A system with a token, and those whom it knows.
#[derive(Clone, Debug)]
pub struct Clinic {
    system: DemoSystem,
    token: String,
    patients: Vec<String>,
}

/// The demo's systems that may send plain R4, with fresh tokens.
pub async fn clinics(installation: &Installation, people: &[Person]) -> Result<Vec<Clinic>, Fault> {
    let patients: Vec<String> = people.iter().map(|person| person.number.clone()).collect();
    let mut clinics = Vec::new();
    for system in DemoSystem::all(installation.data())? {
        let token = system.token().await?;
        let clinic = Clinic { system, token, patients: patients.clone() };
        // Hospitals are bound to a stricter profile than this load knows.
        if clinic.books(&patients[0], "trial").await {
            clinics.push(clinic);
        }
    }
    if clinics.is_empty() { Err("no system may send an appointment".into()) } else { Ok(clinics) }
}

impl Clinic {
    /// Sends an appointment under a new number and looks for it, over and over. `name` tells this load from others.
    pub async fn work(self, mut asker: Asker, name: String) -> Done {
        for serial in 0_usize.. {
            if !asker.goes_on() {
                break;
            }
            let booking = format!("{name}-{serial}");
            let patient = &self.patients[serial % self.patients.len()];
            let create = self.system.request(&asker.client, &self.token, Method::POST, "/Appointment");
            let heard = asker.ask(create.json(&appointment(patient, &booking))).await;
            let sent = matches!(heard, Heard::Whole(201, _));
            asker.tally.sent.count(sent);
            if sent {
                asker.tally.bookings.push((self.clone(), booking.clone()));
                let heard = asker.ask(self.search(&asker.client, &booking)).await;
                let found = matches!(&heard, Heard::Whole(200, bundle) if entries(bundle) == 1);
                asker.tally.found.count(found);
                asker.tally.not_found += i64::from(matches!(heard, Heard::Whole(200, _)) && !found);
            }
        }
        asker.done()
    }

    /// Whether what was answered as created is there, once.
    pub async fn has(&self, booking: &str) -> bool {
        let Ok(answer) = self.search(&client(), booking).send().await else { return false };
        answer.text().await.is_ok_and(|bundle| entries(&bundle) == 1)
    }

    async fn books(&self, patient: &str, booking: &str) -> bool {
        let create = self.system.request(&client(), &self.token, Method::POST, "/Appointment");
        let sent = create.json(&appointment(patient, booking)).send().await;
        sent.is_ok_and(|answer| answer.headers().contains_key(LOCATION))
    }

    fn search(&self, client: &reqwest::Client, booking: &str) -> reqwest::RequestBuilder {
        let path = format!("/Appointment?identifier={BOOKING}|{booking}");
        self.system.request(client, &self.token, Method::GET, &path)
    }
}

fn entries(bundle: &str) -> usize {
    let bundle: Value = serde_json::from_str(bundle).unwrap_or_default();
    bundle["entry"].as_array().map_or(0, Vec::len)
}

fn appointment(patient: &str, booking: &str) -> Value {
    json!({
        "resourceType": "Appointment",
        "identifier": [{ "system": BOOKING, "value": booking }],
        "status": "booked",
        "start": "2030-03-04T09:00:00Z",
        "end": "2030-03-04T09:20:00Z",
        "participant": [{
            "actor": { "type": "Patient", "identifier": { "system": NUMBER, "value": patient } },
            "status": "accepted",
        }],
    })
}
