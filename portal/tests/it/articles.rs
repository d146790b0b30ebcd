//! Articles that are replaced while the portal runs (O5).

use std::{fs, path::Path, time::Duration};

use portal::{articles::Articles, router::router};
use site::{Files, Open, OpenSite, articles::Signer};
use testing::{TestPortal, Visitor};
use tokio::net::TcpListener;
use web::Language;

const ARTICLE: &str = "nodhjelp/legevakt";

/// The starter articles, one of them with another line in place of one of its own.
fn with(from: &str, to: &str) -> Files {
    let file = format!("{ARTICLE}.nb.md");
    Files::of(Files::starter().iter().map(|(path, bytes)| {
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        let text = if path == file { text.replacen(from, to, 1) } else { text };
        (path.to_owned(), text.into_bytes())
    }))
}

fn titled(title: &str) -> Files {
    with("title = \"Legevakt\"", &format!("title = \"{title}\""))
}

/// Puts a bundle in the place of another in one step, as `helsevei content pack` does.
fn put(file: &Path, bundle: &[u8]) {
    let half = file.with_extension("part");
    fs::write(&half, bundle).and_then(|()| fs::rename(&half, file)).expect("a bundle");
}

fn title(site: &OpenSite) -> String {
    site.now().library.best(ARTICLE, Language::Nb).expect("the article").front.title.clone()
}

async fn comes(site: &OpenSite, expected: &str) {
    for _ in 0..300 {
        if title(site) == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} still stands, not {expected}", title(site));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_bundle_is_taken_into_use_and_a_wrong_one_leaves_what_stands() {
    let portal = TestPortal::sqlite().await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("site.bundle");
    let [ours, strangers] = ["07", "08"].map(|seed| Signer::new(&seed.repeat(32)).expect("a signer"));
    put(&file, &ours.pack(&titled("Den første")).expect("a bundle"));
    let articles = Articles::Bundle { file: file.clone(), public_key: ours.public_key() };
    let site = articles.open(portal.pages()).expect("articles");
    assert_eq!(title(&site), "Den første");
    let watch = articles.watch(site.clone(), portal.pages().clone());
    put(&file, &ours.pack(&titled("Den andre")).expect("a bundle"));
    comes(&site, "Den andre").await;
    let faulty = with("(tel:", "(tlf:");
    let wrong = [strangers.pack(&titled("Den fremmede")), ours.pack(&faulty), Ok(b"halv".to_vec())];
    for bundle in wrong {
        put(&file, &bundle.expect("a bundle"));
        tokio::time::sleep(Duration::from_secs(3)).await;
        assert_eq!(title(&site), "Den andre");
    }
    fs::remove_file(&file).expect("removed");
    tokio::time::sleep(Duration::from_secs(3)).await;
    put(&file, &ours.pack(&titled("Den siste")).expect("a bundle"));
    comes(&site, "Den siste").await;
    watch.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_is_too_long_to_be_kept_is_read_all_the_same() {
    let portal = TestPortal::sqlite().await;
    let files = with("\n## ", &format!("\n{}\n\n## ", "Vent på hjelp. ".repeat(60_000)));
    let open = Open::read(&files, services::ALL, portal.pages().texts()).expect("articles");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let origin = format!("http://{}", listener.local_addr().expect("its address"));
    let app = router(&portal.house, portal.pages(), &portal.clients, OpenSite::new(open));
    let server = tokio::spawn(async move { axum::serve(listener, app).await.expect("a served portal") });
    let page = Visitor::new(&origin).get("/tema/nodhjelp/legevakt").await.is(200).says("Vent på hjelp.");
    assert_eq!(page.header("etag"), None, "not kept");
    server.abort();
}
