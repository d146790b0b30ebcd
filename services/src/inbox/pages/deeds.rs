//! What is done with a conversation in one click: end it, put it away, confirm a letter. A second click changes nothing.

use access::{Deed, PersonTx};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use dialogue::DialogueError;
use uuid::Uuid;
use web::{Acting, Form, ItemId, PageError, Portal};

use super::failed;
use crate::inbox::SERVICE;

/// Ends the conversation for both sides.
pub async fn close(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::on("close", id)).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::close(tx, id).await }));
    ended(&acting, id, done.await)
}

/// Puts it away from one's own list, or takes it back.
pub async fn archive(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let away = form.value("tilbake").is_empty();
    let allowed = acting.act(&portal, &SERVICE, Deed::on("archive", id)).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::archive(tx, id, away).await }));
    ended(&acting, id, done.await)
}

/// Confirms the letter that the form names.
pub async fn confirm(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let letter = Uuid::parse_str(form.value("melding")).map_err(|_| PageError::BadInput)?;
    let allowed = acting.act(&portal, &SERVICE, Deed::on("confirm", letter)).await?;
    let done =
        allowed.commit(move |tx: &mut PersonTx<'_>| Box::pin(async move { dialogue::confirm(tx, letter).await }));
    ended(&acting, id, done.await)
}

fn ended(acting: &Acting, id: Uuid, done: Result<(), DialogueError>) -> Result<Response, PageError> {
    if let Err(error) = done {
        failed(error)?;
    }
    Ok(Redirect::to(&acting.path(&format!("innboks/{id}"))).into_response())
}
