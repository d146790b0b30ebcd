//! The measure to compare with: an axum handler that sends the same bytes and does nothing else.

use std::{io, path::Path};

use axum::{Router, http::header::CONTENT_TYPE, routing::get};
use tokio::net::TcpListener;

/// Serves the bytes of `file` as HTML on every path, until killed.
pub async fn serve(file: &Path, port: u16) -> io::Result<()> {
    let page: &'static str = String::leak(std::fs::read_to_string(file)?);
    let handler = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) };
    let router = Router::new().fallback(get(handler));
    axum::serve(TcpListener::bind(("127.0.0.1", port)).await?, router).await
}
