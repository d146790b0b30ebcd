//! What everyone sees, logged in or not.

use testing::TestPortal;

#[tokio::test]
async fn the_front_page_speaks_three_languages() {
    for portal in TestPortal::both().await {
        for (language, word) in [("nb", "Logg inn"), ("nn", "Logg inn"), ("en", "Log in")] {
            let page = portal.visitor().get(&format!("/?lang={language}")).await.is(200).says(word);
            assert!(page.body.contains(&format!("<html lang=\"{language}\"")), "{page}");
        }
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so_and_gives_a_reference() {
    let portal = TestPortal::sqlite().await;
    let page = portal.visitor().get("/finnes-ikke").await.is(404);
    assert!(page.links().iter().any(|link| link == "/"), "a way home: {page}");
}

#[tokio::test]
async fn nobody_reads_a_page_about_somebody_without_logging_in() {
    let portal = TestPortal::sqlite().await;
    let page = portal.visitor().get("/p/AAAAAAAAAAAAAAAAAAAAAA/tjenester").await;
    assert!(page.status == 401 || page.path.starts_with("/logg-inn") || page.path.starts_with("/test-eid"), "{page}");
}

#[tokio::test]
async fn no_page_lets_another_site_in() {
    let portal = TestPortal::sqlite().await;
    let page = portal.visitor().get("/").await;
    let policy = page.header("content-security-policy").expect("a content policy").to_owned();
    assert!(!policy.contains("unsafe-inline") && policy.contains("default-src 'none'"), "{policy}");
    for part in page.body.split(['"', '\'']).filter(|part| part.starts_with("http")) {
        assert!(part.starts_with("http://127.0.0.1"), "asks or names a third party: {part}");
    }
}
