//! Contacts in the reader's words.

use offices::OfficeKind;
use web::Words;

use crate::health_contacts::contact::Contact;

/// What the contact is: the source's own word, or the kind of office.
pub fn role(words: &Words, contact: &Contact) -> Option<String> {
    contact.role.clone().or_else(|| kind(words, contact.kind?).map(str::to_owned))
}

/// A kind of office; `None` for the portal's own, which nobody turns to.
pub fn kind(words: &Words, kind: OfficeKind) -> Option<&str> {
    Some(words.t(match kind {
        OfficeKind::Gp => "health-contacts-kind-gp",
        OfficeKind::Hospital => "health-contacts-kind-hospital",
        OfficeKind::HomeCare => "health-contacts-kind-home-care",
        OfficeKind::HealthCentre => "health-contacts-kind-health-centre",
        OfficeKind::SchoolHealth => "health-contacts-kind-school-health",
        OfficeKind::Midwife => "health-contacts-kind-midwife",
        OfficeKind::YouthCentre => "health-contacts-kind-youth-centre",
        OfficeKind::Portal => return None,
    }))
}

/// Since when, and until when; `None` where the source says nothing of it.
pub fn period(words: &Words, contact: &Contact) -> Option<String> {
    let day = |date| words.short_day(date);
    Some(match (contact.from.map(day), contact.until.map(day)) {
        (Some(from), Some(until)) => {
            words.say("health-contacts-from-to").with("from", from).with("until", until).to_string()
        }
        (Some(from), None) if contact.is_ahead => words.say("health-contacts-from").with("from", from).to_string(),
        (Some(from), None) => words.say("health-contacts-since").with("from", from).to_string(),
        (None, Some(until)) => words.say("health-contacts-until").with("until", until).to_string(),
        (None, None) => return None,
    })
}
