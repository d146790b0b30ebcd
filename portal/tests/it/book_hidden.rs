//! What a youth books at the school nurse's is the youth's: parents find no trace of it anywhere (R4, L2).

use testing::{Answer, TestPortal, Visitor};

use crate::{
    appointments::home_of,
    book_a_time::{book, bookings, days_at, first_time_at, own_home},
};

const NURSE: &str = "Helsesykepleier, Skjærvika skole";
const SECRET: &str = "Noe jeg ikke vil si hjemme";

/// All that a mother can open of her daughter's, and her own, as text.
async fn everything(mother: &Visitor, child: &str) -> Vec<(String, String)> {
    let own = own_home(mother).await;
    let mut pages = Vec::new();
    for path in ["", "/timer", "/timer/tidligere", "/tjenester", "/bruk", "/varsler"] {
        for home in [child, &own] {
            let page = mother.get(&format!("{home}{path}")).await;
            pages.push((format!("{home}{path}"), format!("{} {}", page.status, page.text())));
        }
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn a_girl_books_the_school_nurse_and_her_mothers_pages_stay_as_they_were() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let mother = portal.log_in("marit-mor").await;
        let child = home_of(&mother, "Ella Lindland").await;
        let before = everything(&mother, &child).await;

        let ella = portal.log_in("ella-15").await;
        let home = own_home(&ella).await;
        let asked = first_time_at(&ella, &home, NURSE).await.says("Foreldrene dine ser ikke denne timen");
        let booked = book(&ella, &asked, SECRET).await.is(200).says("Timen er bestilt.").says(SECRET);
        ella.get(&format!("{home}/timer")).await.says("Mandag 23. november 2026 kl. 11.00");

        let after = everything(&mother, &child).await;
        for ((path, before), (_, after)) in before.iter().zip(&after).filter(|((path, _), _)| !path.ends_with("/bruk"))
        {
            assert_eq!(before, after, "{} {path}", portal.engine);
        }
        for (path, page) in &after {
            assert!(!page.contains(SECRET) && !page.contains("bestilte en time"), "{} {path}: {page}", portal.engine);
        }
        let id = booked.path.rsplit('/').next().and_then(|end| end.split('?').next()).unwrap_or_default();
        for page in ["", "/kalender.ics", "/avbestill"] {
            mother.get(&format!("{child}/timer/{id}{page}")).await.is(404).has_no_trace_of("Helsesykepleier");
        }
        // The time is taken for the mother as for anybody, and nothing says by whom.
        let gone = mother.get(&asked.path.replace(&home, &child)).await.is(409).says("En annen tok timen før deg");
        gone.has_no_trace_of(SECRET).has_no_trace_of(id);
        assert_eq!(bookings(&portal.usage_log("ella-15").await), 1);
        assert_eq!(bookings(&portal.usage_log("marit-mor").await), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bell_and_the_letters_tell_the_girl_alone() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let ella = portal.log_in("ella-15").await;
        let home = own_home(&ella).await;
        book(&ella, &first_time_at(&ella, &home, NURSE).await, SECRET).await.is(200);
        let letters = std::sync::Arc::new(notify::Kept(notify::ChannelKind::Email));
        portal.worker(letters).run().await.expect("a round of notices");
        let mother = portal.log_in("marit-mor").await;
        let own = own_home(&mother).await;
        mother.get(&format!("{own}/varsler")).await.is(200).has_no_trace_of("En time er bestilt");
        ella.get(&format!("{home}/varsler")).await.is(200).says("En time er bestilt i Helsevei");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_girl_has_booked_does_not_count_against_what_her_mother_books_for_her() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let ella = portal.log_in("ella-15").await;
        let home = own_home(&ella).await;
        for _ in 0..5 {
            book(&ella, &first_time_at(&ella, &home, NURSE).await, "").await.is(200);
        }
        book(&ella, &first_time_at(&ella, &home, NURSE).await, "").await.is(409);
        let mother = portal.log_in("marit-mor").await;
        let child = home_of(&mother, "Ella Lindland").await;
        let asked = first_time_at(&mother, &child, NURSE).await.has_no_trace_of("Foreldrene dine");
        book(&mother, &asked, "Skolevegring").await.is(200).says("Timen er bestilt.").says("Skolevegring");
    }
}

/// Names of the offices where times may be booked.
async fn places(visitor: &Visitor) -> Answer {
    let home = own_home(visitor).await;
    visitor.get(&format!("{home}/timer/ledige")).await.is(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_parents_consent_a_youth_books_with_the_school_nurse_alone() {
    let portal = TestPortal::sqlite().await.with_appointments().await.with_times().await;
    let without = portal.log_in("sofie-14").await;
    let page = places(&without).await.says("Helsesykepleier, Furulia skole");
    page.has_no_trace_of("legesenter").has_no_trace_of("helsestasjon");
    let home = own_home(&without).await;
    book(&without, &first_time_at(&without, &home, "Helsesykepleier, Furulia skole").await, "").await.is(200);
    // An address that is typed in opens nothing more.
    let per = portal.log_in("per-full").await;
    let gp = days_at(&per, &own_home(&per).await, "Furulia legesenter").await.path;
    let office = gp.rsplit('/').next().unwrap_or_default();
    without.get(&format!("{home}/timer/ledige/{office}")).await.is(404);

    let with = portal.log_in("marius-14").await;
    places(&with).await.says("Furulia legesenter").has_no_trace_of("helsestasjon for ungdom");
    let grown = portal.log_in("aksel-17").await;
    places(&grown).await.says("helsestasjon for ungdom").says("Helsesykepleier");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_municipality_has_connected_nothing_there_is_no_school_nurse_to_book() {
    let portal = TestPortal::sqlite().await.with_appointments().await.with_times().await;
    let mother = portal.log_in("kari-mor").await;
    let home = home_of(&mother, "Nora Nordvik").await;
    let page = mother.get(&format!("{home}/timer/ledige")).await.is(200);
    // She is three: the health centre, and not yet the school nurse.
    page.says("Nordalen helsestasjon").has_no_trace_of("Helsesykepleier, ").has_no_trace_of("for ungdom");
}
