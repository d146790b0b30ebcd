//! All addresses of the portal.

use axum::Router;
use web::Portal;

use crate::{health, house::House};

/// The pages of every service and of the platform behind their layers, and the end points for operators.
pub fn router(house: &House, portal: &Portal) -> Router {
    let pages = web::pages::router(services::ALL).with_state(portal.clone());
    web::layers(pages, portal).merge(health::routes(house.db.clone()))
}
