//! Forms on paper, which remove access or reopen it (P10): registered once, done at once, and told to the person.

use access::{
    Act, Allowed, DbError, Deed, GateError, Reason,
    state::{FormKind, PaperForm},
};
use axum::{extract::State, response::Response};
use web::{AtWork, Form, PageError, Portal, texts::read_day};

use super::{FORMS, account, must, reason, reference, registered};
use crate::members::person;

/// `POST /skranke/veiledning/skjema`: registers a form, and does what it asks for. A second click does nothing more.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    must(&at_work)?;
    let subject = person(&portal, &mut form, "nummer").await?.ok_or(PageError::BadInput)?;
    let said = reason(&mut form).ok_or(PageError::BadInput)?;
    let mut done = None;
    if let Some(paper) = read(&portal, &at_work, &mut form) {
        let why = Reason::Stated(paper.form.clone());
        let allowed = at_work.act(&portal, subject, &FORMS, Deed::new("register_form"), why).await?;
        done = Some(if register(allowed, paper).await? { "guidance-registered" } else { "guidance-registered-before" });
    }
    let found = account::find(&portal, &at_work, subject, said).await?;
    account::show(&at_work, form, Some(found.with(done)))
}

/// Says whether it was new: of one that is registered already not even a line remains.
async fn register(allowed: Allowed<Act>, paper: PaperForm) -> Result<bool, PageError> {
    let registered = allowed.commit::<(), Unregistered, _>(move |tx| {
        Box::pin(async move {
            let id = tx.register_form(&paper).await?.ok_or(Unregistered::Already)?;
            Ok(registered::tell(tx, paper.kind, id).await?)
        })
    });
    match registered.await {
        Ok(()) => Ok(true),
        Err(Unregistered::Already) => Ok(false),
        Err(Unregistered::Gate(fault)) => Err(fault.into()),
        Err(Unregistered::Database(fault)) => Err(PageError::unavailable(fault)),
    }
}

/// Why a form was not registered.
#[derive(Debug, thiserror::Error)]
enum Unregistered {
    #[error("the form is registered already")]
    Already,
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
}

fn read(portal: &Portal, at_work: &AtWork, form: &mut Form) -> Option<PaperForm> {
    let kind = FormKind::parse(form.value("slag"));
    if kind.is_none() {
        form.refuse("slag", "guidance-kind-wanting");
    }
    let name = reference(form, "skjema");
    let received = read_day(form.value("mottatt")).filter(|day| *day <= portal.clock().today());
    if received.is_none() {
        form.refuse("mottatt", "guidance-received-wrong");
    }
    Some(PaperForm { kind: kind?, form: name?, received: received?, registered_by: at_work.staff().person() })
}
