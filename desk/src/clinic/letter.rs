//! A letter from the office to somebody who was looked up: sent once, however often it is clicked.

use access::Deed;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use dialogue::{Kind, Letter};
use uuid::Uuid;
use web::{AtWork, Form, PageError, Portal};

use super::{answer, conversation::failed, find, subject};

const LONGEST_SUBJECT: usize = 120;

/// Sends it, or shows the person again with what is wrong at the field.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let asked = subject::read(&portal, &mut form).await?.ok_or(PageError::BadInput)?;
    form.require("emne", "clinic-subject-empty");
    form.at_most("emne", LONGEST_SUBJECT, "clinic-subject-too-long");
    let answer = answer::read(&at_work, &portal, &mut form);
    if form.has_faults() {
        return find::show(&portal, &at_work, asked, form).await;
    }
    let letter = Letter { kind: Kind::Letter, subject: form.value("emne").to_owned(), answer };
    let office = at_work.office().clone();
    let deed = Deed::on("write", id);
    let allowed = at_work.act(&portal, asked.person, &dialogue::POLICY, deed, asked.reason).await?;
    let sent =
        allowed.commit(move |tx| Box::pin(async move { dialogue::start_letter(tx, id, &office, &letter).await })).await;
    sent.map_err(failed)?;
    Ok(Redirect::to(&at_work.path(&format!("ko/{id}"))).into_response())
}
