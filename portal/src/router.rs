//! All addresses of the portal.

use axum::{Router, middleware};
use clients::Clients;
use services::log_in;
use site::{Memory, OpenSite, remember};
use web::Portal;

use crate::house::House;

/// The pages of every service and of the platform behind their layers, and the end points for operators.
pub fn router(house: &House, portal: &Portal, clients: &Clients, site: OpenSite) -> Router {
    let pages = web::pages::router(services::ALL).merge(log_in::routes()).merge(desk::routes());
    let pages = pages.merge(site::routes(site.clone(), portal.site())).with_state(portal.clone());
    let front_channel = log_in::front_channel_routes().with_state(portal.clone());
    let fhir = api::router(house.api(clients));
    let reports = services::report_routes(house.notices.clone());
    let machines = front_channel.merge(clients.routes()).merge(fhir).merge(reports);
    let machines = web::numbered(machines, &house.random);
    let all = web::layers(pages, portal).merge(machines).merge(house.readiness.routes());
    let all = all.layer(middleware::from_fn_with_state(Memory::of(site, house.status.board().clone()), remember));
    web::with_addresses(all, house.outside.trusted_proxies.as_slice().into())
}
