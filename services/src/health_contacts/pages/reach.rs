//! How a contact is reached through the portal: by a message, by an appointment, where the reader may.

use access::{
    GateError,
    rules::{Action, ServiceRules, table},
};
use offices::OfficeKind;
use web::{Acting, Portal};

use crate::health_contacts::contact::Contact;

/// What the reader may do with offices.
pub struct Ways {
    write: Option<&'static str>,
    book: Option<&'static str>,
}

impl Ways {
    /// Asks the rules of the services that do it.
    pub async fn of(portal: &Portal, acting: &Acting) -> Result<Self, GateError> {
        Ok(Self {
            write: open(portal, acting, &table::INBOX).await?,
            book: open(portal, acting, &table::APPOINTMENTS).await?,
        })
    }

    /// Where one writes to the contact's office.
    pub fn write(&self, acting: &Acting, contact: &Contact) -> Option<String> {
        // The midwife is written to once she has booked an appointment (C1): the inbox knows.
        let office = contact.office.filter(|_| !contact.is_past && contact.kind != Some(OfficeKind::Midwife))?;
        Some(acting.path(&format!("{}/ny?kontor={office}", self.write?)))
    }

    /// Where one finds the office's free hours.
    pub fn book(&self, acting: &Acting, contact: &Contact) -> Option<String> {
        let office = contact.office.filter(|_| !contact.is_past)?;
        Some(acting.path(&format!("{}/ledige/{office}", self.book?)))
    }
}

/// The address of a service in which the reader may act; `None` where they may not, or the portal lacks it.
async fn open(portal: &Portal, acting: &Acting, rules: &ServiceRules) -> Result<Option<&'static str>, GateError> {
    let Some(service) = portal.services().iter().find(|service| service.id() == rules.service) else { return Ok(None) };
    match portal.gate().decide(acting.standing(), &service.policy, Action::Act).await {
        Ok(_) => Ok(Some(service.path)),
        Err(GateError::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
