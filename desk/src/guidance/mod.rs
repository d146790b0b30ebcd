//! The portal's own guidance service: how an account stands, forms on paper, powers on a certificate, notices (O4, P10, R9).

mod account;
mod attest;
mod end_power;
mod forms;
mod notices;
mod powers;
mod registered;

use access::{
    Policy, Reason,
    rules::{Action, GUIDANCE, PAPER_FORMS},
};
use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use web::{AtWork, DeskItem, Form, PageError, Portal, texts::Source};

pub use powers::{end as end_power, register as register_power};

/// The texts of these pages.
pub(crate) const TEXTS: Source = web::texts!("guidance");

/// Its line in the menu.
pub(crate) const ITEM: DeskItem = DeskItem {
    path: "veiledning",
    key: "guidance-title",
    about: "guidance-menu",
    icon: "person",
    is_for: |role| role.opens(&GUIDANCE, Action::See),
    at: DeskItem::EVERYWHERE,
};

const ACCOUNTS: Policy = Policy::everywhere(&GUIDANCE);
const FORMS: Policy = Policy::everywhere(&PAPER_FORMS);
/// Characters of a stated reason, and of what the archive calls a form or a certificate.
const LONGEST: usize = 500;

pub(crate) fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/veiledning", get(account::get).post(account::look_up))
        .route("/skranke/veiledning/skjema", get(begin).post(forms::post))
        .route("/skranke/veiledning/varsler", get(begin).post(notices::post))
        .route("/skranke/veiledning/fullmakt", get(attest::get).post(attest::post))
        .route("/skranke/veiledning/fullmakt/avslutt", get(begin).post(end_power::post))
}

/// Whom a page is about is in no address: who comes back to one by a link, or changes the language, begins again.
async fn begin(at_work: AtWork) -> Response {
    Redirect::to(&at_work.path(ITEM.path)).into_response()
}

/// Why somebody is looked at, in words that they read.
fn reason(form: &mut Form) -> Option<Reason> {
    words(form, "grunn", "guidance-reason-wanting").map(Reason::Stated)
}

/// As the archive knows a form or a certificate; what is wrong with it is said at the field.
fn reference(form: &mut Form, name: &'static str) -> Option<String> {
    words(form, name, "guidance-form-wanting")
}

fn words(form: &mut Form, name: &'static str, wanting: &'static str) -> Option<String> {
    form.require(name, wanting);
    form.at_most(name, LONGEST, wanting);
    form.fault(name).is_none().then(|| form.value(name).to_owned())
}

/// Goes on only for guidance.
fn must(at_work: &AtWork) -> Result<(), PageError> {
    at_work.must(ITEM.is_for)
}
