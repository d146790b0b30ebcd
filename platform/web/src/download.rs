//! A file of a message as it is fetched: always saved, never shown inside the portal.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use dialogue::{
    File,
    attachment::{FileKind, disposition},
};

/// Sends the file under its safe name, with the kind that its content has.
pub fn download(file: File) -> Response {
    let headers = [
        (header::CONTENT_TYPE, file.kind.map_or("application/octet-stream", FileKind::mime).to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        // Whatever is in it, it runs nothing and loads nothing.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, file.bytes).into_response()
}
