//! Being told on a device (L9): the browser offers it, keeps it here, and it is taken away by a plain form.

use access::{Allowed, Deed, GateError, See};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use notify::{ChannelKind, DeviceError, NewDevice};
use serde_json::json;
use web::{Acting, Form, ItemId, PageError, Portal};

use crate::notification_settings::SERVICE;

/// What the script needs to subscribe the browser at hand.
pub struct Offer {
    /// The installation's public key.
    pub key: String,
    /// Fingerprints of the person's devices, with spaces between: the browser finds itself among them.
    pub known: String,
    /// Where the subscription is sent.
    pub action: String,
}

/// `None` on another's page, and where the installation tells no devices.
pub async fn offer(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Option<Offer>, PageError> {
    let open = portal.notices().setup().offers(ChannelKind::Push);
    if !open || !acting.is_for_oneself() {
        return Ok(None);
    }
    let devices = notify::devices(allowed).await?;
    let known: Vec<String> = devices.into_iter().map(|device| device.fingerprint).collect();
    let key = portal.notices().vapid().await.map_err(PageError::unavailable)?.public().to_owned();
    let action = acting.path(&format!("{}/enheter", SERVICE.path));
    Ok(Some(Offer { key, known: known.join(" "), action }))
}

/// `POST /p/{handle}/varsler/enheter`, sent by the script: 204, or 422 for what no message can be sent to.
pub async fn add(
    State(portal): State<Portal>,
    acting: Acting,
    headers: HeaderMap,
    sent: Form,
) -> Result<Response, PageError> {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let new = NewDevice {
        endpoint: sent.value("endpoint"),
        p256dh: sent.value("p256dh"),
        auth: sent.value("auth"),
        name: &eid::sessions::device(agent),
    };
    if !acting.is_for_oneself() {
        return Err(PageError::NotFound);
    }
    let device = match portal.notices().prove(&new) {
        Ok(device) => device,
        Err(fault) => return Ok(refused(&fault)),
    };
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    let add = allowed
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { notify::add_device(tx, &device).await.map(drop) }));
    add.await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// In JSON, for the script.
fn refused(fault: &DeviceError) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "refused": fault.to_string() }))).into_response()
}

/// `POST /p/{handle}/varsler/enheter/{id}/fjern`. A second time changes nothing.
pub async fn remove(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    if !acting.is_for_oneself() {
        return Err(PageError::NotFound);
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    let remove = allowed
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { notify::remove_device(tx, id).await.map(drop) }));
    remove.await?;
    Ok(Redirect::to(&format!("{}?gjort=fjernet", super::own_choices(&portal, &acting))).into_response())
}

/// `POST /varsel/vist`: a device has shown a notice. Whoever has the token may say so, without a session; the answer is
/// the same whatever it is.
pub async fn shown(State(portal): State<Portal>, sent: Form) -> Result<StatusCode, PageError> {
    portal.notices().shown(sent.value("token")).await.map_err(PageError::unavailable)?;
    Ok(StatusCode::NO_CONTENT)
}
