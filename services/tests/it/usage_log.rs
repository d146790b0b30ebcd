//! Who used what, when, where and why, as its readers see it (S4, B1, R10).

use access::{Actor, Deed, Policy, rules::table};
use db::testing::both;

use crate::{
    family::{accept, give_power},
    house::House,
};

const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

impl House {
    async fn look(&self, actor: db::PersonId, subject: db::PersonId) -> bool {
        let looked = self.portal.gate().see(&Actor::Citizen(actor), subject, &APPOINTMENTS, Deed::new("list")).await;
        self.wait();
        looked.is_ok()
    }
}

#[tokio::test]
async fn one_reads_who_looked_and_why() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        accept(house.portal.gate(), family.child).await;
        accept(house.portal.gate(), family.neighbour).await;
        give_power(house.portal.gate(), family.neighbour, family.mother).await;
        assert!(house.look(family.father, family.child).await);
        assert!(house.look(family.mother, family.neighbour).await);

        let mother = house.log_in(family.mother).await;
        let childs = mother.get(family.child, "/bruk").await.is(200);
        childs.says("Per Prøve").says("Timer: så oversikten").says("Foreldreansvar for Ola Prøve").says("23 32 70 00");
        let own = mother.get(family.mother, "/bruk").await.is(200);
        let own = own.says("Timer: så oversikten (gjelder Nils Prøve)").says("Fullmakt fra Nils Prøve");
        own.says("Kari Prøve (deg)").says("tirsdag 3. mars 2026 kl. 09.3");
        let nils = house.log_in(family.neighbour).await;
        nils.get(family.neighbour, "/bruk").await.is(200).says("Kari Prøve").says("Fullmakt fra Nils Prøve");
    }
}

#[tokio::test]
async fn a_refused_look_is_shown_as_refused() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        assert!(!house.look(family.father, family.father).await);
        let father = house.log_in(family.father).await;
        father.get(family.father, "/bruk").await.is(200).says("Avvist. Vilkårene er ikke godtatt.");
    }
}

#[tokio::test]
async fn the_list_is_narrowed_by_person_service_and_period() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        accept(house.portal.gate(), family.child).await;
        house.look(family.father, family.child).await;
        house.look(family.mother, family.child).await;
        let mother = house.log_in(family.mother).await;
        let per = house.portal.handles().of(family.mother, family.father);
        let page = mother.get(family.child, &format!("/bruk?hvem={per}&tjeneste=appointments")).await.is(200);
        assert_eq!(page.body.matches("Timer: så oversikten").count(), 1, "{page}");
        assert!(!page.body.contains(&family.father.to_string()), "no id of a person stands on the page");
        let never = mother.get(family.child, "/bruk?fra=4.3.2026").await.is(200);
        never.says("Ingenting i loggen passer");
        let wrong = mother.get(family.child, "/bruk?fra=31.2.2026&til=i+g%C3%A5r").await;
        let wrong = wrong.is(200).says("Skriv en dato som finnes");
        assert!(wrong.body.contains("value=\"i går\""), "what was typed stands there still");
    }
}

#[tokio::test]
async fn long_lists_are_turned_and_downloads_are_logged() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        for _ in 0..60 {
            house.look(family.mother, family.mother).await;
        }
        let mother = house.log_in(family.mother).await;
        let first = mother.get(family.mother, "/bruk?tjeneste=appointments").await.is(200);
        assert_eq!(first.body.matches("Timer: så oversikten").count(), 50);
        let second = mother.open(&first.link("eldre-enn=")).await.is(200);
        assert_eq!(second.body.matches("Timer: så oversikten").count(), 10);
        assert!(second.links().iter().any(|link| link.ends_with("/bruk?tjeneste=appointments")));

        let table = mother.open(&first.link("format=csv")).await.is(200);
        assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(table.body.starts_with("\u{feff}Når;Hvem;Hva;Hvor;Hvorfor\n"), "{table}");
        assert_eq!(table.body.lines().count(), 61);
        let data = mother.open(&first.link("format=json")).await.is(200);
        let lines: Vec<serde_json::Value> = serde_json::from_str(&data.body).expect("JSON");
        assert_eq!((lines.len(), &lines[0]["why"]), (60, &serde_json::json!("Deg selv")));
        let after = mother.get(family.mother, "/bruk").await.is(200);
        after.says("Logg over bruk: lastet ned en kopi");
    }
}

#[tokio::test]
async fn a_youth_and_the_parent_of_a_youth_see_their_own_use_alone() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        accept(house.portal.gate(), family.youth).await;
        house.look(family.father, family.youth).await;
        house.look(family.youth, family.youth).await;
        let youth = house.log_in(family.youth).await;
        youth.get(family.youth, "/bruk").await.is(200).says("det du selv har gjort").has_no_trace_of("Per Prøve");
        let mother = house.log_in(family.mother).await;
        let page = mother.get(family.youth, "/bruk").await.is(200).says("det du selv har gjort");
        page.has_no_trace_of("Per Prøve").has_no_trace_of("Timer: så oversikten");
    }
}
