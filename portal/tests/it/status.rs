//! The status page, what the operator tells, security.txt, and what every service says of itself (P9, P11).

use std::time::Duration;

use db::{Db, DbError, args};
use incidents::{Component, Impact, Texts};
use jiff::SignedDuration;
use testing::TestPortal;
use tokio::time::sleep;

fn texts(text: &str) -> Texts {
    Texts { nb: format!("{text} på bokmål"), nn: format!("{text} på nynorsk"), en: format!("{text} in English") }
}

/// The next look asks again.
async fn later() {
    sleep(Duration::from_millis(1_100)).await;
}

async fn change(db: &Db, sql: &'static str) {
    db.write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![]).await }))
        .await
        .expect("changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_page_tells_in_words_how_each_part_is_and_what_the_operator_has_told() {
    for portal in TestPortal::both().await {
        let visitor = portal.visitor();
        visitor.get("/status").await.is(200).says("Alt virker.").says("Innlogging Virker").says("Ingen feil");
        let told = portal.house.status.incidents();
        let id = told.open(Component::LogIn, Impact::Down, texts("Feil")).await.expect("told");
        later().await;
        let page = visitor.get("/status").await.is(200).says("Innlogging Virker ikke").says("Feil på bokmål");
        assert!(page.header("etag").is_none(), "not kept");
        visitor.get("/nn/status").await.is(200).says("Feil på nynorsk");
        visitor.get("/en/status").await.is(200).says("in English").says("Does not work");
        let feed = visitor.get("/en/status/atom.xml").await.is(200).body;
        assert!(feed.contains(&format!("urn:uuid:{id}")) && feed.contains("Feil in English"), "{feed}");
        told.resolve(id, texts("Over")).await.expect("over");
        later().await;
        visitor
            .get("/status")
            .await
            .is(200)
            .says("Alt virker.")
            .says("De siste 90 dagene Innlogging")
            .says("Over på bokmål");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_stands_on_every_page_also_on_those_kept_in_memory_and_is_gone_when_it_is_over() {
    for portal in TestPortal::both().await {
        let (visitor, per) = (portal.visitor(), portal.log_in("per-full").await);
        let article = "/tema/nodhjelp/legevakt";
        let before = visitor.get(article).await.is(200);
        before.header("etag").expect("kept");
        let told = portal.house.status.incidents();
        let id = told.open(Component::Messages, Impact::Degraded, texts("Treg innboks")).await.expect("told");
        portal.house.status.look().await;
        for page in [visitor.get(article).await, visitor.get("/").await, per.get("/timer").await] {
            page.is(200).says("Treg innboks på bokmål");
        }
        visitor.get(&format!("/en{article}")).await.is(200).says("Treg innboks in English");
        told.resolve(id, texts("Over")).await.expect("over");
        later().await;
        portal.house.status.look().await;
        let after = visitor.get(article).await.is(200);
        assert_eq!(after.header("etag"), before.header("etag"), "{}: as it was", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_page_answers_when_the_database_is_away_also_one_who_is_logged_in() {
    for portal in TestPortal::both().await {
        let (visitor, per) = (portal.visitor(), portal.log_in("per-full").await);
        let told = portal.house.status.incidents();
        told.open(Component::Api, Impact::Degraded, texts("Treg")).await.expect("told");
        visitor.get("/status").await.is(200).says("Treg på bokmål");
        for sql in ["ALTER TABLE schema_migrations RENAME TO gone", "ALTER TABLE incidents RENAME TO away"] {
            change(&portal.house.db, sql).await;
        }
        change(&portal.house.db, "ALTER TABLE sessions RENAME TO lost").await;
        later().await;
        for somebody in [&visitor, &per] {
            let page = somebody.get("/status").await.is(200).says("Vi får ikke hentet").says("Treg på bokmål");
            page.says("Innlogging Virker ikke").says("Søk og artikler Virker");
        }
        per.get("/timer").await.is(500).link("/status");
    }
}

#[tokio::test]
async fn maintenance_is_told_before_and_ends_by_itself() {
    let portal = TestPortal::sqlite().await;
    let now = portal.clock.now();
    let (from, to) = (now + SignedDuration::from_hours(48), now + SignedDuration::from_hours(49));
    portal.house.status.incidents().plan(Component::Pages, from, to, texts("Oppgradering")).await.expect("planned");
    let visitor = portal.visitor();
    visitor.get("/status").await.is(200).says("Alt virker.").says("Planlagt vedlikehold").says("Oppgradering");
    visitor.get("/").await.has_no_trace_of("Oppgradering");
    portal.clock.set(from);
    later().await;
    visitor.get("/status").await.is(200).says("Akkurat nå Innbyggernes sider Vedlikehold");
    visitor.get("/").await.says("Oppgradering");
}

#[tokio::test]
async fn security_txt_is_there_where_a_place_is_named_and_holds_for_less_than_a_year() {
    let portal = TestPortal::sqlite().await;
    portal.visitor().get("/.well-known/security.txt").await.is(404);
    let folder = tempfile::tempdir().expect("a folder");
    let demo = portal::commands::prepare_demo(folder.path(), None, 0).await.expect("a demo");
    let contact = demo.plan.site.contact;
    assert_eq!(contact.security.as_deref(), Some("mailto:security@example.invalid"));
}

#[tokio::test]
async fn every_service_says_what_it_is_who_may_use_it_what_is_needed_and_where_help_is() {
    let portal = TestPortal::sqlite().await;
    let (visitor, per) = (portal.visitor(), portal.log_in("per-full").await);
    for service in services::ALL {
        let about = format!("/om/{}", service.path);
        let page = visitor.get(&about).await.is(200);
        for heading in [
            "Hvem kan bruke den",
            "Hva du trenger",
            "Samtykke",
            "Fullmakt",
            "På vegne av barn",
            "Hemmelig adresse",
            "Hjelp",
        ] {
            assert!(page.body.contains(&format!("<h2>{heading}</h2>")), "{about} lacks {heading}");
        }
        let own = per.get(&format!("/{}", service.path)).await.is(200);
        assert!(own.links().contains(&about), "{} does not lead to {about}", own.path);
        for heading in ["Samtykke", "Fullmakt", "På vegne av barn", "Hemmelig adresse"] {
            assert!(own.body.contains(&format!("<summary>{heading}</summary>")), "{} lacks {heading}", own.path);
        }
    }
}
