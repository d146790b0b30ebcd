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
