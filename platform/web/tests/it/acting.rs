//! For whom one acts is in the address, and only of those one may represent.

use axum::http::StatusCode;
use eid::sessions::Reading;
use jiff::ToSpan;
use web::Site;

use crate::portal::House;

async fn house() -> House {
    House::new(Site::default()).await
}

#[tokio::test]
async fn a_short_address_leads_to_ones_own_by_way_of_log_in() {
    let house = house().await;
    let without = house.get("/notater", "").await;
    assert_eq!((without.status, without.header("location")), (StatusCode::SEE_OTHER, "/logg-inn?til=/notater"));
    let (mother, cookie) = (house.family.mother, house.log_in(house.family.mother).await);
    let own = house.path(mother, mother, "/notater");
    assert_eq!(house.get("/notater", &cookie).await.header("location"), own);
    let page = house.get(&own, &cookie).await;
    assert!(page.text().starts_with("Notater – Kari Prøve – Helsevei"), "{}", page.text());
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_parent_reaches_the_child_and_the_page_says_for_whom() {
    let house = house().await;
    let cookie = house.log_in(house.family.mother).await;
    let page = house.get(&house.path(house.family.mother, house.family.child, ""), &cookie).await.text();
    assert!(page.contains("data-for=\"another\"") && page.contains("Du handler på vegne av barnet"), "{page}");
    assert!(page.contains("<title>Oversikt – Ola Prøve – Helsevei</title>"), "{page}");
}

#[tokio::test]
async fn nobody_reaches_a_stranger_by_a_handle() {
    let house = house().await;
    let (mother, stranger) = (house.family.mother, house.family.stranger);
    let cookie = house.log_in(mother).await;
    for path in [
        house.path(mother, stranger, "/notater"),
        house.path(stranger, stranger, "/notater"),
        "/p/guess/notater".to_owned(),
    ] {
        assert_eq!(house.get(&path, &cookie).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn one_who_represents_nobody_has_no_list() {
    let house = house().await;
    let (mother, stranger) = (house.family.mother, house.family.stranger);
    let mothers = house.get(&house.path(mother, mother, ""), &house.log_in(mother).await).await.text();
    assert!(mothers.contains("Bytt person") && mothers.contains("Ola Prøve"), "{mothers}");
    let strangers = house.get(&house.path(stranger, stranger, ""), &house.log_in(stranger).await).await.text();
    assert!(!strangers.contains("Bytt person"), "{strangers}");
}

#[tokio::test]
async fn the_home_page_has_what_is_next_and_what_is_new_since_the_previous_log_in() {
    let house = house().await;
    let mother = house.family.mother;
    let first = house.get(&house.path(mother, mother, ""), &house.log_in(mother).await).await.text();
    assert!(first.contains("Neste: i morgen") && !first.contains("Siden du var her sist"), "{first}");
    let second = house.get(&house.path(mother, mother, ""), &house.log_in(mother).await).await.text();
    assert!(second.contains("Siden du var her sist") && second.contains("Et nytt notat"), "{second}");
    assert!(second.contains("tirsdag 3. mars 2026 kl. 09.30"), "{second}");
}

#[tokio::test]
async fn the_overview_groups_the_services_in_every_language() {
    let house = house().await;
    let (mother, cookie) = (house.family.mother, house.log_in(house.family.mother).await);
    let path = house.path(mother, mother, "/tjenester");
    for (language, words) in [("nb", "Oppfølging"), ("nn", "Alle tenester"), ("en", "Follow-up")] {
        let page = house.get(&path, &format!("{cookie}; helsevei-language={language}")).await.text();
        assert!(page.contains(words) && page.contains("Notater"), "{page}");
    }
}

#[tokio::test]
async fn a_session_that_timed_out_says_so_and_leads_back() {
    let house = house().await;
    let (mother, cookie) = (house.family.mother, house.log_in(house.family.mother).await);
    let path = house.path(mother, mother, "/notater");
    house.clock.set(house.clock.now() + 31.minutes());
    let ended = house.get(&path, &cookie).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    assert!(ended.text().contains(&format!("/logg-inn?til={path}")), "{}", ended.text());
}

#[tokio::test]
async fn a_form_that_came_too_late_is_kept_for_its_person() {
    let house = house().await;
    let (mother, cookie) = (house.family.mother, house.log_in(house.family.mother).await);
    let path = house.path(mother, mother, "/notater");
    assert_eq!(house.post(&path, &cookie, "text=hei").await.text(), "hei");
    house.clock.set(house.clock.now() + 31.minutes());
    let late = house.post(&path, &cookie, "text=for+sent").await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert!(late.text().contains("er tatt vare på"), "{}", late.text());
    let again = house.log_in(mother).await;
    let token = again.split_once('=').expect("a cookie").1;
    let Ok(Reading::Live(session)) = house.portal.sessions().read(token, eid::sessions::Kind::Citizen).await else {
        panic!("no session")
    };
    let kept = house.portal.kept_forms().list(&session).await.expect("kept forms");
    assert_eq!(kept[0].form.path, path);
    assert_eq!(kept[0].form.fields, [("text".to_owned(), "for sent".to_owned())]);
}

#[tokio::test]
async fn the_warning_extends_a_live_session_and_no_other() {
    let house = house().await;
    let (mother, cookie) = (house.family.mother, house.log_in(house.family.mother).await);
    house.clock.set(house.clock.now() + 29.minutes());
    assert_eq!(house.post("/okt/forleng", &cookie, "").await.status, StatusCode::NO_CONTENT);
    house.clock.set(house.clock.now() + 29.minutes());
    assert_eq!(house.get(&house.path(mother, mother, ""), &cookie).await.status, StatusCode::OK);
    assert_eq!(house.post("/okt/forleng", "", "").await.status, StatusCode::UNAUTHORIZED);
}
