//! The bell in the page's head: how much the reader has not read yet, about themself and those they represent (N5).

use access::{
    GateError, Policy, Standing,
    rules::{Action, table},
};

use crate::{Bell, PageError, Portal};

/// The reader's bell, where the page it leads to is open to them. `everyone`: the reader first, then those they represent.
pub async fn bell(portal: &Portal, everyone: &[Standing]) -> Result<Option<Bell>, PageError> {
    let service = portal.service(table::NOTIFICATION_SETTINGS.service);
    let Some((service, oneself)) = service.zip(everyone.first()) else { return Ok(None) };
    match portal.gate().decide(oneself, &service.policy, Action::See).await {
        Ok(_) => {}
        Err(GateError::Refused(_)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    }
    let reader = oneself.subject.person;
    let unread = portal.notices().unread(reader, everyone, |id| policy(portal, id)).await?;
    let href = format!("/p/{}/{}", portal.handles().of(reader, reader), service.path);
    Ok(Some(Bell { href, unread }))
}

fn policy(portal: &Portal, service: &str) -> Option<&'static Policy> {
    portal.service(service).map(|known| &known.policy)
}
