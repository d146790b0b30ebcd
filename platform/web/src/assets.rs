//! Style sheet, scripts, icons and font: built by `make assets`, embedded in release, read from disk in debug.

use std::{collections::HashMap, sync::LazyLock};

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::RustEmbed;

use crate::PageError;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/dist"]
#[allow_missing = true]
struct Dist;

const FOLDER: &str = "/assets/";

/// Plain name → address with the hashed name, as the build wrote it.
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let names = Dist::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok());
    let names: HashMap<String, String> = names.unwrap_or_else(|| {
        tracing::error!("the style sheet and scripts are not built: run make assets");
        HashMap::new()
    });
    names.into_iter().map(|(plain, hashed)| (plain, format!("{FOLDER}{hashed}"))).collect()
});

/// The address of an asset: `/assets/main.6f7d2f69de05.css` for `main.css`; for one that was not built, the folder.
pub fn address(name: &str) -> &'static str {
    ADDRESSES.get(name).map_or(FOLDER, String::as_str)
}

/// The bytes of an asset by its plain name; `None` for one that was not built.
pub fn bytes(name: &str) -> Option<Vec<u8>> {
    let file = Dist::get(ADDRESSES.get(name)?.strip_prefix(FOLDER)?)?;
    Some(file.data.into_owned())
}

/// Serves `/assets/…`: the names hold the hash of the content, so a browser never asks twice.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, PageError> {
    let known = ADDRESSES.values().any(|address| address.strip_prefix(FOLDER) == Some(&name));
    let kind = kind_of(&name).filter(|_| known).ok_or(PageError::NotFound)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (file, encoding) = packed(&name, accepted).ok_or(PageError::NotFound)?;
    let mut response = (
        StatusCode::OK,
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (header::VARY, "accept-encoding"),
        ],
        file.data.into_owned(),
    )
        .into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// The smallest copy the browser takes, and its encoding.
fn packed(name: &str, accepted: &str) -> Option<(rust_embed::EmbeddedFile, Option<&'static str>)> {
    let takes = |coding: &str| accepted.split(',').any(|part| part.split(';').next().map(str::trim) == Some(coding));
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| takes(coding))
        .find_map(|(coding, ending)| Some((Dist::get(&format!("{name}.{ending}"))?, Some(coding))))
        .or_else(|| Some((Dist::get(name)?, None)))
}

fn kind_of(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}
