//! Who asks too often is told to wait; others are not held up, and nothing is changed or logged.

use portal::config::{Limits, Outside};
use testing::{TestPortal, Visitor};

/// An open page that is not served from memory: those cost too little to be counted.
const COUNTED: &str = "/om";

fn limits() -> Outside {
    let limits = Limits { pages_per_session: 40, pages_per_address: 30, log_ins_per_address: 4, ..Limits::default() };
    Outside { limits, ..Outside::default() }
}

/// Asks for a page until it is refused; says how often it was given.
async fn until_refused(visitor: &Visitor, path: &str) -> (usize, testing::Answer) {
    for given in 0..200 {
        let answer = visitor.get(path).await;
        if answer.status == 429 {
            return (given, answer);
        }
    }
    panic!("never refused");
}

fn wait(answer: &testing::Answer) -> i64 {
    answer.header("retry-after").expect("how long to wait").parse().expect("seconds")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_asks_too_often_waits_and_leaves_no_line_in_the_usage_log() {
    for portal in TestPortal::with_limits(limits()).await {
        let (eager, calm) = (portal.log_in("kari-mor").await, portal.log_in("per-full").await);
        let page = eager.get("/timer").await.is(200).path;
        let (given, refused) = until_refused(&eager, &page).await;
        assert!((20..=40).contains(&given), "{}: {given}", portal.engine);
        let lines = portal.usage_log("kari-mor").await.len();
        eager.get(&page).await.is(429).says("Vent et minutt");
        assert_eq!(portal.usage_log("kari-mor").await.len(), lines, "refusals are not lines");
        calm.get("/timer").await.is(200);
        portal.clock.set(portal.clock.now() + jiff::SignedDuration::from_secs(wait(&refused)));
        eager.get(&page).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_refusal_is_in_the_readers_language() {
    let portal = TestPortal::with_limits(limits()).await.remove(0);
    for (at, language, words) in [
        ("198.51.100.1", "nb", "For mange forsøk på kort tid"),
        ("198.51.100.2", "nn", "Vent eit minutt"),
        ("198.51.100.3", "en", "Too many attempts in a short time"),
    ] {
        let visitor = portal.visitor().at(at);
        visitor.get(&format!("/?lang={language}")).await.is(200);
        let (_, refused) = until_refused(&visitor, COUNTED).await;
        assert!(refused.text().contains(words) && wait(&refused) > 0, "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_counts_for_itself_and_a_subscriber_of_ipv6_as_one() {
    for portal in TestPortal::with_limits(limits()).await {
        let (given, _) = until_refused(&portal.visitor().at("2001:db8:0:1::1"), COUNTED).await;
        assert_eq!(given, 30, "{}", portal.engine);
        portal.visitor().at("2001:db8:0:1:ffff::2").get(COUNTED).await.is(429);
        portal.visitor().at("2001:db8:0:2::1").get(COUNTED).await.is(200);
        portal.visitor().at("198.51.100.1").get(COUNTED).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn log_ins_are_begun_so_often_from_one_address_and_no_oftener() {
    for portal in TestPortal::with_limits(limits()).await {
        for _ in 0..4 {
            portal.visitor().at("198.51.100.1").get("/logg-inn").await.is(200);
        }
        portal.visitor().at("198.51.100.1").get("/logg-inn").await.is(429);
        portal.visitor().at("198.51.100.1").get(COUNTED).await.is(200);
        portal.visitor().at("198.51.100.2").get("/logg-inn").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_holds_over_two_processes() {
    for portal in TestPortal::with_limits(limits()).await {
        if portal.engine == "sqlite" {
            continue; // The embedded database has one process.
        }
        let beside = portal.beside().await;
        let here = portal.visitor().at("198.51.100.1");
        let there = beside.lead(&here).at("198.51.100.1");
        let mut given = 0;
        for _ in 0..60 {
            for visitor in [&here, &there] {
                given += u32::from(visitor.get(COUNTED).await.status == 200);
            }
        }
        // The limit, and an eighth of it for each process.
        assert!((30..=36).contains(&given), "{given}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_trusted_proxy_it_is_known_where_one_logged_in() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor().at("198.51.100.7");
        visitor.log_in(portal.persona("per-full").number.digits()).await.is(200);
        visitor.get("/innlogginger").await.is(200).says("198.51.*.*");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_larger_than_any_of_ours_is_refused_with_a_page_and_changes_nothing() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.log_in("kari-mor").await;
    let choice = format!("{}/niva", visitor.get("/samtykke").await.is(200).path);
    let lines = portal.usage_log("kari-mor").await.len();
    visitor.post(&choice, &[("niva", &"x".repeat(70_000))]).await.is(413).says("for stort");
    assert_eq!(portal.usage_log("kari-mor").await.len(), lines);
}
