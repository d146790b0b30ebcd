//! What a clinic does at the desk, day by day: answers, times, appointments, people who call (H3).

mod answer;
mod appointment;
pub(crate) mod conversation;
pub(crate) mod day;
pub(crate) mod days;
mod find;
mod letter;
mod marks;
mod other_times;
pub(crate) mod publish;
mod queue;
mod serve;
pub(crate) mod subject;
mod templates;

use access::{Policy, rules::table};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    response::Response,
    routing::{get, post},
};
use records::Kind;
use web::{DeskItem, LONGEST_UPLOAD, Portal, again_if, texts::Source};

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("clinic");

/// What those who see health data have in their menu.
pub const MENU: [DeskItem; 4] = [
    item("ko", "clinic-queue", "clinic-queue-menu", "bell"),
    item("timer", "clinic-day", "clinic-day-menu", "calendar"),
    item("person", "clinic-find", "clinic-find-menu", "people"),
    item("svarmaler", "clinic-templates", "clinic-templates-menu", "grid"),
];

const fn item(path: &'static str, key: &'static str, about: &'static str, icon: &'static str) -> DeskItem {
    DeskItem { path, key, about, icon, is_for: access::rules::Role::sees_health, at: DeskItem::EVERYWHERE }
}

/// Appointments, as the gate knows them.
static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

/// All addresses of the clinic's day.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/ko", get(queue::get))
        .route("/skranke/ko/{id}", get(conversation::get))
        .route("/skranke/ko/{id}/svar", post(answer::post).layer(with_files()))
        .route("/skranke/ko/{id}/tildel", post(conversation::assign))
        .route("/skranke/ko/{id}/avslutt", post(conversation::close))
        .route("/skranke/ko/{id}/apne", post(conversation::reopen))
        .route("/skranke/melding/{id}", get(marks::get).post(marks::post))
        .route("/skranke/vedlegg/{id}/{number}", get(conversation::file))
        .route("/skranke/svarmaler", get(templates::get).post(templates::post))
        .route("/skranke/timer", get(day::get))
        .route("/skranke/timer/trekk", post(day::withdraw))
        .route("/skranke/timer/ny", get(publish::get).post(publish::post))
        .route("/skranke/timer/tid/{id}", get(serve::get).post(serve::post))
        .route("/skranke/timer/avtale/{id}", get(appointment::get))
        .route("/skranke/timer/avtale/{id}/avlys", post(appointment::cancel))
        .route("/skranke/timer/avtale/{id}/flytt", post(appointment::to_move))
        .route("/skranke/person", get(find::get).post(find::post))
        .route("/skranke/brev", post(letter::post).layer(with_files()))
}

fn with_files() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LONGEST_UPLOAD)
}

/// A page with a form: 409 where somebody else came first, 422 where something typed is wrong.
pub(crate) fn asked(mut page: Response, overtaken: bool, faulty: bool) -> Response {
    if overtaken && page.status() == StatusCode::OK {
        *page.status_mut() = StatusCode::CONFLICT;
    }
    again_if(faulty, page)
}

/// Appointments, with what follows from a change of one.
pub(crate) fn appointments(portal: &Portal) -> Kind {
    crate::kind(portal, &APPOINTMENTS)
}
