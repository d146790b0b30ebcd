//! Which services stand open for this reader and this person, and why the others do not (L6).

use access::{
    GateError,
    rules::{Action, Refusal},
};

use crate::{Acting, Notice, PageError, Portal, service::Service};

/// A service and the gate's word about it.
pub struct Shelved {
    pub service: &'static Service,
    /// Why it is closed; `None` when it is open.
    pub closed: Option<Refusal>,
}

/// Every service the reader may know of, in the order of the register. What leaves no trace is not there.
pub async fn services(portal: &Portal, acting: &Acting) -> Result<Vec<Shelved>, PageError> {
    let mut shelf = Vec::new();
    for service in portal.services() {
        match portal.gate().decide(acting.standing(), &service.policy, Action::See).await {
            Ok(_) => shelf.push(Shelved { service, closed: None }),
            Err(GateError::Refused(Refusal::NoTrace)) => {}
            Err(GateError::Refused(reason)) => shelf.push(Shelved { service, closed: Some(reason) }),
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(shelf)
}

/// What each service says must be done first (L3).
pub async fn notices(portal: &Portal, acting: &Acting) -> Result<Vec<Notice>, PageError> {
    let mut notices = Vec::new();
    for service in portal.services() {
        notices.extend((service.notice)(portal, acting).await?);
    }
    Ok(notices)
}
