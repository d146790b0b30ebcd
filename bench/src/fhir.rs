//! What a health service's system asks: an appointment booked, and those of one person found.

use std::{
    error::Error,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use testing::DemoSystem;

use crate::{country::Citizen, load::Requests};

/// A system with its token, and an appointment of its own to send again under other names.
pub struct System {
    token: String,
    /// Resource with the words to be replaced.
    template: String,
    numbers: Vec<String>,
    sent: Arc<AtomicU64>,
}

const NUMBER: &str = "NATIONAL-NUMBER";
const SERIAL: &str = "SERIAL";

impl System {
    /// The first of the demo's systems that sends appointments.
    pub async fn new(folder: &Path, citizens: &[Citizen]) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let systems = DemoSystem::all(folder)?;
        let (organisation, template) = template().ok_or("the demo sends no appointment that is ahead")?;
        let system = systems.iter().find(|it| it.organisation == organisation).ok_or("no such system in the demo")?;
        let numbers = citizens.iter().map(|citizen| citizen.number.clone()).collect();
        Ok(Self { token: system.token().await?, template, numbers, sent: Arc::default() })
    }

    /// Bookings for one citizen after the other, each another appointment.
    pub fn creates(&self) -> Requests {
        let Self { token, template, numbers, sent } = self;
        let (token, template, numbers, sent) = (token.clone(), template.clone(), numbers.clone(), sent.clone());
        Requests::Made(Arc::new(move || {
            let count = sent.fetch_add(1, Ordering::Relaxed);
            let number = &numbers[count as usize % numbers.len()];
            let body = template.replace(NUMBER, number).replace(SERIAL, &format!("bench-{count}"));
            post("/fhir/Appointment", &token, "application/fhir+json", &body)
        }))
    }

    /// The appointments of one citizen after the other. The number stands in the body: in an address it is refused.
    pub fn searches(&self) -> Requests {
        let form = |number: &String| {
            let body = format!("patient:identifier=urn:oid:2.16.578.1.12.4.1.4.1%7C{number}&_count=10");
            post("/fhir/Appointment/_search", &self.token, "application/x-www-form-urlencoded", &body)
        };
        Requests::Round(Arc::new(self.numbers.iter().map(form).collect()))
    }
}

fn post(path: &str, token: &str, kind: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: {kind}\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

/// One of the demo's own appointments that is ahead, with marks in place of its patient and its number, and whose it is.
fn template() -> Option<(String, String)> {
    let today = db::Clock::system().today();
    let population = demo::population::Population::new(1, today);
    for persona in &population.personas {
        for mail in demo::appointments::mail(persona, today) {
            for line in mail.text.lines() {
                let resource: serde_json::Value = serde_json::from_str(line).ok()?;
                let start = resource["start"].as_str().unwrap_or_default().get(..10).unwrap_or_default();
                if resource["status"] == "booked" && start > today.to_string().as_str() {
                    let serial = resource["id"].as_str()?;
                    let text = line.replace(persona.number.digits(), NUMBER).replace(serial, SERIAL);
                    return Some((mail.source.organisation, text));
                }
            }
        }
    }
    None
}
