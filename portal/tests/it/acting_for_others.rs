//! For whom one may act, and that nobody else leaves a trace (R1, R2, R8, L10).

use testing::{TestPortal, Visitor};

/// Names in the person selector, that of the reader included.
async fn may_act_for(portal: &TestPortal, id: &str) -> String {
    portal.log_in(id).await.get("/").await.is(200).text()
}

#[tokio::test]
async fn both_parents_act_for_a_child_who_lives_with_one_of_them() {
    for portal in TestPortal::both().await {
        for parent in ["liv-mor", "per-far"] {
            let page = may_act_for(&portal, parent).await;
            assert!(page.contains("Sander Hagestad"), "{} {parent}: {page}", portal.engine);
        }
    }
}

#[tokio::test]
async fn nobody_acts_for_a_child_who_lives_with_neither_parent() {
    let portal = TestPortal::sqlite().await;
    for relative in ["tone-mor", "geir-far", "borghild-mormor"] {
        let page = may_act_for(&portal, relative).await;
        assert!(!page.contains("Ida Fjellro"), "{relative}: {page}");
    }
}

#[tokio::test]
async fn living_together_is_not_enough_without_parental_responsibility() {
    let portal = TestPortal::sqlite().await;
    assert!(may_act_for(&portal, "mona-mor").await.contains("Tiril Risvik"));
    assert!(!may_act_for(&portal, "roar-far").await.contains("Tiril Risvik"));
}

#[tokio::test]
async fn one_who_acts_for_nobody_has_no_list() {
    let portal = TestPortal::sqlite().await;
    let page = may_act_for(&portal, "per-full").await;
    assert!(!page.contains("Bytt person"), "{page}");
}

#[tokio::test]
async fn a_parents_access_ends_on_the_sixteenth_birthday_at_midnight_in_norway() {
    let portal = TestPortal::sqlite().await;
    portal.set_clock("2026-11-21T23:50:00");
    let father = portal.log_in("trond-far").await;
    let filips = page_about(&father, "Filip Haugland").await;
    father.get(&filips).await.is(200).says("Filip Haugland");
    portal.set_clock("2026-11-22T00:00:00");
    father.get(&filips).await.is(404).has_no_trace_of("Filip");
    assert!(!father.get("/").await.text().contains("Filip Haugland"));
}

#[tokio::test]
async fn a_protected_address_neither_represents_nor_is_represented() {
    let portal = TestPortal::sqlite().await;
    let page = may_act_for(&portal, "jan-kode7").await;
    assert!(!page.contains("Else Lervik"), "{page}");
}

#[tokio::test]
async fn somebody_elses_address_is_the_same_page_as_one_that_never_was() {
    let portal = TestPortal::sqlite().await;
    let mother = portal.log_in("kari-mor").await;
    let childs = page_about(&mother, "Emma Nordvik").await;
    let stranger = portal.log_in("per-full").await;
    let theirs = stranger.get(&childs).await.is(404);
    let nowhere = stranger.get("/p/AAAAAAAAAAAAAAAAAAAAAA").await.is(404);
    let without_reference =
        |text: String| text.split_whitespace().filter(|w| w.len() < 12).collect::<Vec<_>>().join(" ");
    assert_eq!(without_reference(theirs.text()), without_reference(nowhere.text()));
    theirs.has_no_trace_of("Nordvik");
}

/// The address of a person's own page, from the selector.
async fn page_about(visitor: &Visitor, name: &str) -> String {
    let page = visitor.get("/").await;
    let at = page.body.find(name).unwrap_or_else(|| panic!("no {name} in the selector: {page}"));
    let link = page.body[..at].rfind("href=\"/p/").unwrap_or_else(|| panic!("no link before {name}"));
    page.body[link + 6..].split('"').next().unwrap_or_default().to_owned()
}
