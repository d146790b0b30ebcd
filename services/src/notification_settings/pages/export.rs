//! What one takes along: the choices, and what one was told about the person of the page.

use access::Deed;
use serde_json::{Value, json};
use web::{Acting, PageError, Portal};

use super::news;
use crate::notification_settings::SERVICE;

/// `{level, alternative, devices: [{name, since}], told: [{at, service, kind}]}`.
pub async fn all(portal: &Portal, acting: &Acting) -> Result<Value, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
    let (settings, devices) = match acting.is_for_oneself() {
        true => (Some(notify::settings(&allowed).await?), notify::devices(&allowed).await?),
        false => (None, Vec::new()),
    };
    let level = settings.as_ref().map(|settings| settings.level.as_str());
    let alternative = settings.and_then(|settings| settings.alternative).map(|it| it.as_str());
    let devices: Vec<Value> = devices.iter().map(|it| json!({"name": it.name, "since": it.made_at})).collect();
    let news = news::list(portal, acting, None, usize::MAX).await?;
    let about = news.iter().filter(|news| news.told.subject == acting.subject());
    let told: Vec<Value> =
        about.map(|it| json!({"at": it.told.at, "service": it.told.service, "kind": it.told.kind})).collect();
    Ok(json!({"level": level, "alternative": alternative, "devices": devices, "told": told}))
}
