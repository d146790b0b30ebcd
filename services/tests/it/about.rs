//! The open pages about the services, and the way from a closed door to what opens it (P1, P9, B8, L3).

use db::testing::sqlite;

use crate::house::House;

#[tokio::test]
async fn anyone_reads_what_a_service_is_and_who_may_use_it() {
    let house = House::over(sqlite().await).await;
    let services = house.send("GET", "/om", &[], "").await.is(200);
    for service in services::ALL {
        services.link(&format!("/om/{}", service.path));
        let page = house.send("GET", &format!("/om/{}", service.path), &[], "").await.is(200);
        assert_eq!(page.link(&format!("/{}", service.path)), format!("/{}", service.path));
        page.says("Samtykkenivå").says("På vegne av barn");
    }
    house.send("GET", "/om/ingenting", &[], "").await.is(404);
}

#[tokio::test]
async fn the_table_of_access_is_there_for_anyone_in_every_language() {
    let house = House::over(sqlite().await).await;
    for (language, words) in [
        ("nb", "Bare det som kommer fra helsesykepleieren på skolen"),
        ("nn", "Berre det som kjem frå helsesjukepleiaren på skulen"),
        ("en", "Only what comes from the school nurse"),
    ] {
        let cookie = format!("helsevei-language={language}");
        house.send("GET", "/om/hvem-ser-hva", &[("cookie", &cookie)], "").await.is(200).says(words);
    }
}

#[tokio::test]
async fn a_page_that_needs_the_terms_leads_to_them() {
    let house = House::over(sqlite().await).await;
    let father = house.family.father;
    let somebody = house.log_in(father).await;
    let closed = somebody.get(father, "/timer").await.is(403);
    let way = closed.link("/samtykke");
    somebody.open(&way).await.is(200).says("Vilkår for å bruke Helsevei");
    somebody.get(father, "/tjenester").await.is(200).says("må du lese vilkårene");
}
