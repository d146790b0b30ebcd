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
async fn the_front_page_leads_to_services_articles_search_and_whom_to_call() {
    let portal = TestPortal::sqlite().await;
    let front = portal.visitor().get("/").await.is(200);
    for part in ["/om/timer", "/tema/nodhjelp", "/a-til-aa", "tel:113", "tel:116117", "/logg-inn"] {
        front.link(part);
    }
    assert_eq!(front.form("/sok").0, "/sok");
    assert!(front.links().contains(&"/om".to_owned()));
}

#[tokio::test]
async fn the_open_site_is_the_same_for_all_and_asked_for_anew_only_when_it_has_changed() {
    let portal = TestPortal::sqlite().await;
    let first = portal.visitor().get("/tema/nodhjelp/legevakt").await.is(200).says("116 117");
    assert_eq!(first.header("cache-control"), Some("public, max-age=0, must-revalidate"));
    let again = portal.visitor().get("/tema/nodhjelp/legevakt").await.is(200);
    assert_eq!((again.header("etag"), &again.body), (first.header("etag"), &first.body));
    assert!(again.header("content-security-policy").is_some(), "as safe as the first");
    let english = portal.visitor().get("/en/tema/nodhjelp/legevakt").await.is(200);
    assert_ne!(english.header("etag"), first.header("etag"));
    let per = portal.log_in("per-full").await;
    let own = per.get("/tema/nodhjelp/legevakt").await.is(200).says("Min side");
    assert_eq!(own.header("cache-control"), Some("no-store"), "one who is logged in has a page of their own");
}

#[tokio::test]
async fn made_up_ways_to_write_an_address_take_no_place_among_the_pages_that_are_remembered() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    assert!(visitor.get("/tema/nodhjelp/legevakt").await.is(200).header("etag").is_some());
    for same in ["/tema/nodhjelp/%6cegevakt", "/tema/%6Eodhjelp/legevakt", "/nn/tema/nodhjelp/legevak%74"] {
        let page = visitor.get(same).await.is(200).says("116 117");
        assert_eq!(page.header("etag"), None, "{same}");
    }
}

#[tokio::test]
async fn machines_are_told_what_is_open_and_what_is_not() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    let robots = visitor.get("/robots.txt").await.is(200).body;
    assert!(robots.contains("Disallow: /p/") && robots.contains("/sitemap.xml"), "{robots}");
    let map = visitor.get("/sitemap.xml").await.is(200).body;
    assert!(map.contains("/en/tema/nodhjelp/legevakt</loc>") && !map.contains("/p/"), "{map}");
    let feed = visitor.get("/nn/atom.xml").await.is(200).body;
    assert!(feed.contains("xml:lang=\"nn\"") && feed.contains("<entry>"), "{feed}");
}

#[tokio::test]
async fn machines_are_told_where_a_page_is_in_the_other_languages() {
    let portal = TestPortal::sqlite().await;
    for path in ["/a-til-aa", "/nn/a-til-aa"] {
        let page = portal.visitor().get(path).await.is(200);
        let links = page.header("link").unwrap_or_default();
        assert!(links.contains("/en/a-til-aa>; rel=\"alternate\"; hreflang=\"en\""), "{links}");
        assert!(!links.contains("/nn/nn/"), "{links}");
    }
    let front = portal.visitor().get("/").await.is(200);
    assert!(front.header("link").unwrap_or_default().contains("/nb>;"), "the front page has no stroke at its end");
    let found = portal.visitor().get("/sok?q=fastlege").await.is(200);
    assert_eq!(found.header("link"), None, "what was searched for is no page");
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
