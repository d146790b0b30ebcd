//! Assets are served small, for ever, and nothing else is.

use axum::http::StatusCode;
use web::assets::address;

use crate::portal::get_page;

#[tokio::test]
async fn an_asset_is_kept_for_ever_in_the_smallest_form_the_browser_takes() {
    let path = address("main.css");
    assert_ne!(path, "/assets/main.css", "the assets are not built: run make assets");
    let brotli = get_page(path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!(brotli.status, StatusCode::OK);
    assert_eq!(brotli.header("content-encoding"), "br");
    assert_eq!(brotli.header("cache-control"), "public, max-age=31536000, immutable");
    let plain = get_page(path, &[]).await;
    assert_eq!(plain.header("content-encoding"), "");
    assert!(plain.body.len() > 5 * brotli.body.len());
}

#[tokio::test]
async fn a_font_is_sent_as_it_is() {
    let font = get_page(address("inter-latin-wght-normal.woff2"), &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((font.header("content-encoding"), font.header("content-type")), ("", "font/woff2"));
}

#[tokio::test]
async fn only_what_the_build_made_is_served() {
    for path in ["/assets/manifest.json", "/assets/main.css", "/assets/..%2f..%2fCargo.toml"] {
        assert_eq!(get_page(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_first_page_is_small() {
    let mut bytes = get_page("/om", &[("accept-encoding", "br")]).await.body.len();
    for name in ["main.css", "main.js", "icons.svg", "mark.svg"] {
        bytes += get_page(address(name), &[("accept-encoding", "br")]).await.body.len();
    }
    assert!(bytes < 60_000, "{bytes} bytes");
}
