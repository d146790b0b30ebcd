//! The pages of powers of attorney.

mod draft;
mod end;
mod export;
mod give;
mod list;
mod qr;
mod show;

use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use uuid::Uuid;
use web::{Acting, Portal};

pub use export::export;

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/fullmakter", get(list::get))
        .route("/p/{handle}/fullmakter/gi", get(give::ordinary).post(give::post_ordinary))
        .route("/p/{handle}/fullmakter/apotek", get(give::pharmacy).post(give::post_pharmacy))
        .route("/p/{handle}/fullmakter/{id}", get(show::get))
        .route("/p/{handle}/fullmakter/{id}/endre", get(give::replacement).post(give::post_replacement))
        .route("/p/{handle}/fullmakter/{id}/avslutt", get(end::get).post(end::post))
}

/// To the page of one power, which says what was done where something was.
fn to_power(acting: &Acting, power: Uuid, done: Option<&str>) -> Response {
    let own = acting.path(&format!("fullmakter/{power}"));
    let address = done.map_or(own.clone(), |done| format!("{own}?gjort={done}"));
    Redirect::to(&address).into_response()
}
