//! The pages of home care, and what the pages over all services show of it.

mod cancel;
mod list;
mod made;
mod next_of_kin;
mod settings;
mod show;
mod summary;
mod wording;

use access::{Allowed, See, rules::table::INBOX};
use axum::{Router, routing::get};
use dialogue::reach::{Contacts, may_write};
use offices::{Office, OfficeKind};
use web::{Acting, PageError, Portal, Tab};

pub use summary::{card, export, timeline};

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/hjemmetjeneste", get(list::get))
        .route("/p/{handle}/hjemmetjeneste/besok", get(made::get))
        .route("/p/{handle}/hjemmetjeneste/valg", get(settings::get).post(settings::post))
        .route("/p/{handle}/hjemmetjeneste/{id}", get(show::get))
        .route("/p/{handle}/hjemmetjeneste/{id}/avbestill", get(cancel::get).post(cancel::post))
}

/// The three views of the service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Planned,
    Made,
    Choices,
}

fn tabs(acting: &Acting, current: View) -> Vec<Tab> {
    let views = [
        (View::Planned, "hjemmetjeneste", "home-care-planned"),
        (View::Made, "hjemmetjeneste/besok", "home-care-made"),
        (View::Choices, "hjemmetjeneste/valg", "home-care-choices"),
    ];
    let tab = |(view, path, key): (View, &str, &str)| Tab {
        href: acting.path(path),
        text: acting.words().t(key).to_owned(),
        current: view == current,
    };
    views.map(tab).to_vec()
}

/// Where one begins a message to one's home care; `None` where the reader may not write to it, or the portal has no inbox.
async fn write_to(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Option<String>, PageError> {
    let Some(inbox) = portal.service(INBOX.service) else { return Ok(None) };
    if acting.refused(portal, inbox).await?.is_some() {
        return Ok(None);
    }
    let office = office(portal, acting, allowed).await?;
    Ok(office.map(|office| acting.path(&format!("{}/ny?mottaker={}", inbox.path, office.id))))
}

/// The office of home care that the reader may write to (C1): one that says it has the person before the municipality's.
async fn office(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Option<Office>, PageError> {
    let contacts =
        Contacts::of(&records::list(allowed, "CareTeam").await?, &[], std::collections::BTreeSet::new(), allowed.now());
    let mut offices = Vec::new();
    for organisation in &contacts.teams {
        let own = portal.offices().of_organisation(organisation).await.map_err(PageError::unavailable)?;
        offices.extend(own.into_iter().map(|office| (office, false)));
    }
    let standing = acting.standing();
    if let Some(municipality) = &standing.subject.municipality {
        let local = portal.offices().in_municipality(municipality, OfficeKind::HomeCare).await;
        offices.extend(local.map_err(PageError::unavailable)?.into_iter().map(|office| (office, true)));
    }
    let may_write = |(office, is_local): &(Office, bool)| {
        office.kind == OfficeKind::HomeCare
            && may_write(office, *is_local, &contacts, standing.subject.born, standing.today)
            && allowed.reader().sources & office.kind.item_source().bit() != 0
    };
    Ok(offices.into_iter().find(may_write).map(|(office, _)| office))
}
