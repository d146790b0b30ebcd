//! Articles that are replaced while the portal runs (O5).

use std::{fs, path::Path, time::Duration};

use portal::articles::Articles;
use site::{Files, OpenSite, articles::Signer};
use testing::TestPortal;
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
