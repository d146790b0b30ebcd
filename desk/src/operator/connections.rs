//! `/skranke/drift/kommuner`: which municipalities have connected what (L6, O2).

use ::offices::{Municipality, OfficeKind, Operation};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render};

use super::{ITEM, is_four_digits, offices, operate, page};

const PATH: &str = "drift/kommuner";

#[derive(Template)]
#[template(path = "operator/connections.html")]
struct Connections {
    page: Page,
    form: Form,
    services: Vec<Choice>,
    connected: Vec<Connected>,
    path: String,
}

/// A municipality's connection to a service.
struct Connected {
    municipality: String,
    /// What it is called, where the register has it.
    place: String,
    service: String,
    /// As people call it.
    name: String,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    show(&portal, &at_work, Form::default()).await
}

/// Connects, or ends a connection.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let municipality = form.value("kommune").to_owned();
    if !is_four_digits(&municipality) {
        form.refuse("kommune", "operator-municipality-wrong");
    }
    let Some(service) = OfficeKind::parse(form.value("tjeneste")).and_then(OfficeKind::service) else {
        return Err(PageError::BadInput);
    };
    let is_off = form.value("gjor") == "av";
    if !is_off && !is_known(&portal, &municipality).await? {
        form.refuse("kommune", "operator-municipality-unknown");
    }
    if form.has_faults() {
        return show(&portal, &at_work, form).await;
    }
    let service = service.to_owned();
    let operation = match is_off {
        true => Operation::Disconnect { service, municipality },
        false => Operation::Connect { service, municipality },
    };
    operate(&portal, &at_work, operation).await?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// Whether there is such a municipality; before a register is read in nobody can say.
async fn is_known(portal: &Portal, municipality: &str) -> Result<bool, PageError> {
    let all = portal.offices().municipalities().await.map_err(PageError::unavailable)?;
    Ok(all.is_empty() || all.iter().any(|it| it.number == municipality))
}

async fn show(portal: &Portal, at_work: &AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let connected = portal.offices().connections().await.map_err(PageError::unavailable)?;
    let municipalities = portal.offices().municipalities().await.map_err(PageError::unavailable)?;
    let place = |number: &str| municipalities.iter().find(|it| it.number == number).map(Municipality::name);
    let name = |service: &str| {
        let kind = OfficeKind::parse(service).map(|kind| at_work.words().t(&offices::key(kind)).to_owned());
        kind.unwrap_or_else(|| service.to_owned())
    };
    let services = OfficeKind::ALL.into_iter().filter_map(OfficeKind::service);
    let faulty = form.has_faults();
    let page = render(&Connections {
        page: page(at_work, "operator-municipalities"),
        services: services.map(|service| Choice::new(service, name(service))).collect(),
        connected: connected
            .into_iter()
            .map(|it| Connected {
                name: name(&it.service),
                place: place(&it.municipality).unwrap_or_default(),
                municipality: it.municipality,
                service: it.service,
            })
            .collect(),
        path: at_work.path(PATH),
        form,
    });
    Ok(again_if(faulty, page))
}
