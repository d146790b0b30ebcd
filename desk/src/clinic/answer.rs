//! Answering: once however often it is clicked, and never over what a colleague has just written.

use access::{Deed, GateError, Reason};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use db::DbError;
use dialogue::{Answer, DialogueError};
use thiserror::Error;
use uuid::Uuid;
use web::{AtWork, ItemId, PageError, Portal, Upload, cleaned, texts::read_day};

use super::{
    conversation::{News, Opened, failed, latest, show, whose},
    day::oslo_day,
};

/// Characters of an answer.
pub const LONGEST: usize = 5_000;
/// Key of what one is told whose files did not come along.
const FILES_AGAIN: &str = "clinic-files-again";

/// Why an answer was not sent.
#[derive(Debug, Error)]
enum AnswerError {
    /// Somebody wrote since it was read.
    #[error("the conversation has gone on")]
    Newer,
    #[error(transparent)]
    Dialogue(#[from] DialogueError),
}

impl From<GateError> for AnswerError {
    fn from(fault: GateError) -> Self {
        Self::Dialogue(fault.into())
    }
}

impl From<DbError> for AnswerError {
    fn from(fault: DbError) -> Self {
        Self::Dialogue(fault.into())
    }
}

/// Sends the answer, or shows the conversation again with what is wrong, or with what was written meanwhile.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(thread): ItemId,
    mut upload: Upload,
) -> Result<Response, PageError> {
    let id = Uuid::parse_str(upload.form.value("id")).map_err(|_| PageError::BadInput)?;
    let person = whose(&portal, &at_work, thread).await?;
    let answer = read(&at_work, &portal, &mut upload);
    let Upload { mut form, files } = upload;
    if form.has_faults() {
        let opened = Opened::find(&portal, &at_work, thread).await?;
        return show(&portal, &at_work, &opened, form, News::Nothing).await;
    }
    let seen = Uuid::parse_str(form.value("sett")).ok();
    let deed = Deed::on("write", id);
    let allowed = at_work.act(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let sent = allowed.commit(move |tx| {
        Box::pin(async move {
            let last = dialogue::hold_at_latest(tx, thread).await?;
            if last != Some(id) && last != seen {
                return Err(AnswerError::Newer);
            }
            Ok(dialogue::answer(tx, id, thread, &answer).await?)
        })
    });
    match sent.await {
        Ok(()) => Ok(Redirect::to(&at_work.path(&format!("ko/{thread}?sendt=ja"))).into_response()),
        Err(AnswerError::Dialogue(fault)) => Err(failed(fault)),
        Err(AnswerError::Newer) => {
            let opened = Opened::find(&portal, &at_work, thread).await?;
            form.put("sett", latest(&opened.conversation));
            if !files.is_empty() {
                form.refuse("vedlegg", FILES_AGAIN);
            }
            show(&portal, &at_work, &opened, form, News::Newer).await
        }
    }
}

/// What was typed as an answer, with what is wrong at its field. A browser does not keep files: whoever has to mend
/// another field is told to choose them again.
pub fn read(at_work: &AtWork, portal: &Portal, upload: &mut Upload) -> Answer {
    let form = &mut upload.form;
    let attachments = cleaned(&upload.files, &[]).unwrap_or_else(|key| {
        form.refuse("vedlegg", key);
        Vec::new()
    });
    form.require("svar", "clinic-answer-empty");
    form.at_most("svar", LONGEST, "clinic-answer-too-long");
    let typed = form.value("frist").to_owned();
    let deadline = read_day(&typed);
    let past = deadline.is_some_and(|day| day < oslo_day(portal.clock().now()));
    if !typed.is_empty() && (deadline.is_none() || past) {
        form.refuse("frist", "clinic-deadline-wrong");
    }
    if form.has_faults() && !upload.files.is_empty() {
        form.refuse("vedlegg", FILES_AGAIN);
    }
    Answer {
        text: form.value("svar").to_owned(),
        attachments,
        writer: at_work.name().to_owned(),
        hide_from_parents: form.value("skjul") == "foreldre",
        hide_from_youth: form.value("skjul") == "ungdom",
        asks_confirmation: form.holds("bekreft", "ja"),
        deadline,
    }
}
