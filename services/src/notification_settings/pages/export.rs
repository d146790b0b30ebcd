//! What one takes along: the choices, and what one was told about the person of the page.

use access::Deed;
use serde_json::{Value, json};
use web::{Acting, PageError, Portal};

use super::news;
use crate::notification_settings::SERVICE;

/// `{level, told: [{at, service, kind}]}`.
pub async fn all(portal: &Portal, acting: &Acting) -> Result<Value, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
    let level = match acting.is_for_oneself() {
        true => Some(notify::settings(&allowed).await?.level.as_str()),
        false => None,
    };
    let news = news::list(portal, acting).await?;
    let about = news.iter().filter(|news| news.told.subject == acting.subject());
    let told: Vec<Value> =
        about.map(|it| json!({"at": it.told.at, "service": it.told.service, "kind": it.told.kind})).collect();
    Ok(json!({"level": level, "told": told}))
}
