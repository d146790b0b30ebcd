//! The pages of the inbox, and what the pages over all services show of it.

mod begin;
mod deeds;
mod draft;
mod file;
mod list;
mod search;
mod send;
mod show;
mod summary;
mod write;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
use dialogue::DialogueError;
use web::{LONGEST_UPLOAD, PageError, Portal};

pub use summary::{card, export, timeline};

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    let with_files = get(write::get).post(write::post).layer(DefaultBodyLimit::max(LONGEST_UPLOAD));
    Router::new()
        .route("/p/{handle}/innboks", get(list::get))
        .route("/p/{handle}/innboks/sok", get(search::get).post(search::post))
        .route("/p/{handle}/innboks/ny", get(begin::get).post(begin::post))
        .route("/p/{handle}/innboks/utkast", get(draft::list))
        .route("/p/{handle}/innboks/utkast/{id}/type", get(begin::kinds).post(begin::choose_kind))
        .route("/p/{handle}/innboks/utkast/{id}/tekst", with_files)
        .route("/p/{handle}/innboks/utkast/{id}/lagre", post(draft::save))
        .route("/p/{handle}/innboks/utkast/{id}/forkast", post(draft::discard))
        .route("/p/{handle}/innboks/utkast/{id}/send", get(send::get).post(send::post))
        .route("/p/{handle}/innboks/{id}", get(show::get))
        .route("/p/{handle}/innboks/{id}/svar", post(begin::answer))
        .route("/p/{handle}/innboks/{id}/avslutt", post(deeds::close))
        .route("/p/{handle}/innboks/{id}/arkiver", post(deeds::archive))
        .route("/p/{handle}/innboks/{id}/bekreft", post(deeds::confirm))
        .route("/p/{handle}/innboks/{id}/vedlegg/{number}", get(file::get))
}

/// What page follows a deed that did not come about; one that was done before is no fault.
fn failed(error: DialogueError) -> Result<(), PageError> {
    match error {
        DialogueError::Closed => Ok(()),
        DialogueError::NotFound => Err(PageError::NotFound),
        DialogueError::Gate(fault) => Err(fault.into()),
    }
}
