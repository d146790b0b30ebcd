//! Whom the subject may write to now: the facts for the rule in `dialogue::reach`, which says what opens what.

use std::collections::BTreeMap;

use access::{Allowed, See};
use dialogue::reach::{Contacts, may_write};
use offices::{Office, OfficeKind};
use uuid::Uuid;
use web::{Acting, PageError, Portal};

/// Offices by kind and name. A youth's are those whose items they see (L2).
pub async fn list(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Vec<Office>, PageError> {
    let contacts = contacts(allowed).await?;
    let standing = acting.standing();
    let mut offices = candidates(portal, acting, &contacts).await?;
    offices.retain(|_, (office, is_local)| {
        may_write(office, *is_local, &contacts, standing.subject.born, standing.today)
            && allowed.reader().sources & office.kind.item_source().bit() != 0
    });
    let mut offices: Vec<Office> = offices.into_values().map(|(office, _)| office).collect();
    offices.sort_by(|a, b| (a.kind, &a.name, a.id).cmp(&(b.kind, &b.name, b.id)));
    Ok(offices)
}

async fn contacts(allowed: &Allowed<See>) -> Result<Contacts, PageError> {
    let teams = records::list(allowed, "CareTeam").await?;
    let appointments = records::list(allowed, "Appointment").await?;
    let senders = dialogue::senders(allowed).await?;
    Ok(Contacts::of(&teams, &appointments, senders, allowed.now()))
}

/// Every office that could be one, and whether it is of the subject's own municipality.
async fn candidates(
    portal: &Portal,
    acting: &Acting,
    contacts: &Contacts,
) -> Result<BTreeMap<Uuid, (Office, bool)>, PageError> {
    let mut all = BTreeMap::new();
    for organisation in contacts.teams.iter().chain(&contacts.heard_from) {
        let offices = portal.offices().of_organisation(organisation).await.map_err(PageError::unavailable)?;
        all.extend(offices.into_iter().map(|office| (office.id, (office, false))));
    }
    let Some(municipality) = &acting.standing().subject.municipality else { return Ok(all) };
    for kind in OfficeKind::ALL {
        let offices = portal.offices().in_municipality(municipality, kind).await.map_err(PageError::unavailable)?;
        all.extend(offices.into_iter().map(|office| (office.id, (office, true))));
    }
    Ok(all)
}
