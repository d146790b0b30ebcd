//! Log-in at the boundaries of age and time (L2, L10).

use testing::TestPortal;

#[tokio::test]
async fn one_becomes_old_enough_at_midnight_in_norway() {
    let portal = TestPortal::sqlite().await;
    let oda = portal.persona("oda-12").number.digits().to_owned();
    portal.set_clock("2026-11-21T23:59:59");
    portal.visitor().log_in(&oda).await.is(403);
    portal.set_clock("2026-11-22T00:00:00");
    portal.visitor().log_in(&oda).await.is(200).says("Oda Haugland");
}

#[tokio::test]
async fn a_session_ends_after_being_left_alone_and_the_page_is_offered_again() {
    let portal = TestPortal::sqlite().await;
    let per = portal.log_in("per-full").await;
    let own_page = per.get("/").await.path;
    portal.set_clock("2026-11-21T12:29:00");
    per.get(&own_page).await.is(200).says("Per Gundersrud");
    portal.set_clock("2026-11-21T13:05:00");
    let ended = per.get(&own_page).await.has_no_trace_of("Gundersrud");
    assert!(ended.body.contains("/logg-inn"), "a way back in: {ended}");
}

#[tokio::test]
async fn after_log_out_the_old_cookie_opens_nothing() {
    let portal = TestPortal::sqlite().await;
    let per = portal.log_in("per-full").await;
    let page = per.get("/").await;
    let cookie = per.cookie_header();
    per.submit(&page, "/logg-ut", &[]).await;
    let thief = portal.visitor();
    thief.carry(&cookie);
    thief.get(&page.path).await.has_no_trace_of("Gundersrud");
}
