//! A letter from the office to somebody who was looked up: sent once, however often it is clicked.

use access::{Deed, rules::Refusal};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use dialogue::{Kind, Letter};
use uuid::Uuid;
use web::{AtWork, PageError, Portal, Upload};

use super::{answer, conversation::failed, find, subject};

const LONGEST_SUBJECT: usize = 120;

/// Sends it, or shows the person again with what is wrong at the field.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut upload: Upload) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let form = &mut upload.form;
    at_work.must_be_for(form)?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let Some(asked) = subject::read(&portal, form).await? else { return Ok(find::nobody(&at_work, &upload.form)) };
    form.require("emne", "clinic-subject-empty");
    form.at_most("emne", LONGEST_SUBJECT, "clinic-subject-too-long");
    let subject = form.value("emne").to_owned();
    let answer = answer::read(&at_work, &portal, &mut upload);
    if upload.form.has_faults() {
        return find::show(&portal, &at_work, asked, upload.form).await;
    }
    let letter = Letter { kind: Kind::Letter, subject, answer };
    let office = at_work.office().clone();
    let deed = Deed::on("write", id);
    let allowed = match at_work.act(&portal, asked.person, &dialogue::POLICY, deed, asked.reason).await {
        Err(PageError::Refused(Refusal::TermsNotAccepted)) => return Ok(find::nobody(&at_work, &upload.form)),
        allowed => allowed?,
    };
    let sent =
        allowed.commit(move |tx| Box::pin(async move { dialogue::start_letter(tx, id, &office, &letter).await })).await;
    sent.map_err(failed)?;
    Ok(Redirect::to(&at_work.path(&format!("ko/{id}?sendt=ja"))).into_response())
}
