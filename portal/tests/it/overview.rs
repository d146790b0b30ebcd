//! "See all services": what one has, and why some of it is closed (L6).

use testing::TestPortal;

#[tokio::test]
async fn every_service_in_the_register_shows_in_the_overview() {
    let portal = TestPortal::sqlite().await;
    let per = portal.log_in("per-full").await;
    let own = per.get("/").await.path;
    let overview = per.get(&format!("{own}/tjenester")).await.is(200);
    for service in services::ALL {
        let href = format!("{own}/{}", service.path);
        assert!(overview.links().contains(&href), "{} is not there: {overview}", service.id());
        per.get(&href).await.is(200);
    }
}

#[tokio::test]
async fn a_closed_service_says_why() {
    let portal = TestPortal::sqlite().await;
    for (id, words) in [("randi-basis", "nivå"), ("maja-av", "slått av")] {
        let person = portal.log_in(id).await;
        let own = person.get("/").await.path;
        person.get(&format!("{own}/tjenester")).await.is(200).says(words);
    }
}

#[tokio::test]
async fn a_service_that_is_switched_off_leads_to_where_it_is_switched_on() {
    let portal = TestPortal::sqlite().await;
    let maja = portal.log_in("maja-av").await;
    let closed = maja.get("/timer").await.is(403).says("Gå til «Personvern»");
    maja.get(&closed.link("/personvern")).await.is(200).says("Slå på");
}

#[tokio::test]
async fn what_answered_a_form_leads_back_to_it_when_the_language_is_changed_or_the_page_loaded_anew() {
    let portal = TestPortal::sqlite().await;
    let nina = portal.log_in("nina-ny").await;
    let asked = nina.get("/samtykke").await.is(200);
    let refused = nina.submit(&asked, "/vilkar", &[]).await.is(422);
    assert!(refused.path.ends_with("/samtykke/vilkar"), "{}", refused.path);
    let chosen = nina.get(&format!("{}?lang=nn", refused.path)).await.is(200).says("vilkår");
    assert!(chosen.path.ends_with("/samtykke"), "{}", chosen.path);
    let carer = portal.at_work("elin-hjemmetjeneste").await;
    for (form, above) in [("/skranke/besok/ny", "/skranke/besok"), ("/skranke/kontakt/ny", "/skranke/person")] {
        assert_eq!(carer.get(form).await.is(200).path, above);
    }
}
