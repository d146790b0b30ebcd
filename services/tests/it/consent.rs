//! Terms, level, a youth's own log-in and withdrawal, as citizens meet them (L2, L3, L4).

use access::{rules::Level, state::Change};
use db::{PersonId, args, testing::both};

use crate::{
    family::{accept, change, give_power},
    house::House,
};

impl House {
    /// How many rows a person has in a table.
    pub async fn rows(&self, table: &str, person: PersonId) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE person = $1");
        self.db.fetch_all(sql, args![person]).await.expect("a count")[0].int(0).expect("a number")
    }
}

#[tokio::test]
async fn one_reads_the_terms_and_accepts_before_the_services_open() {
    for test in both().await {
        let house = House::over(test).await;
        let father = house.family.father;
        let somebody = house.log_in(father).await;
        somebody.get(father, "").await.is(200).says("må du lese vilkårene");
        somebody.get(father, "/timer").await.is(403).says("Vilkårene er ikke godtatt");
        let terms = somebody.get(father, "/samtykke").await.is(200).says("Vilkår for å bruke Helsevei");
        terms.says("Ring 113").says("Ingenting er bestemt ennå");

        let refused = somebody.post(father, "/samtykke/vilkar", "niva=full").await.is(422);
        let refused = refused.says("Kryss av for at du har lest og godtar vilkårene");
        assert!(refused.body.contains("value=\"full\" checked"), "what was chosen is still chosen");
        somebody.post(father, "/samtykke/vilkar", "godtar=ja").await.is(422).says("Velg et nivå.");
        assert_eq!(house.rows("consent_events", father).await, 0);

        let done = somebody.post(father, "/samtykke/vilkar", "godtar=ja&niva=full").await.is(200);
        done.says("Vilkårene er godtatt").says("Vilkårene ble godtatt, og nivå valgt: Full. Av Per Prøve.");
        somebody.get(father, "/timer").await.is(200);
        somebody.post(father, "/samtykke/vilkar", "godtar=ja&niva=full").await.is(200);
        assert_eq!(house.rows("consent_events", father).await, 1, "a second click does nothing more");
        somebody.get(father, "/bruk").await.is(200).says("Samtykke: godtok vilkårene");
    }
}

#[tokio::test]
async fn the_page_says_what_a_lower_level_closes_and_the_gate_agrees() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let somebody = house.log_in(mother).await;
        somebody.get(mother, "/timer").await.is(200);
        let page = somebody.get(mother, "/samtykke/niva?niva=basic").await.is(200);
        page.says("Du endrer nivået ditt fra Full til Basis").says("Dette blir stengt Timer");
        house.wait();
        let done = somebody.post(mother, "/samtykke/niva", "niva=basic").await.is(200).says("Nivået er endret.");
        done.says("Nytt nivå ble valgt: Basis.");
        somebody.get(mother, "/timer").await.is(403).says("høyere samtykkenivå");
        somebody.post(mother, "/samtykke/niva", "niva=basic").await.is(200);
        assert_eq!(house.rows("consent_events", mother).await, 2, "a second click does nothing more");
        somebody.get(mother, "/samtykke/niva").await.is(200).says("Velg et nivå.");
        let back = somebody.get(mother, "/samtykke/niva?niva=full").await.is(200);
        back.says("Dette blir åpnet Timer");
    }
}

#[tokio::test]
async fn a_parent_sets_a_childs_terms_and_level() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        let mother = house.log_in(family.mother).await;
        mother.get(family.child, "").await.is(200).says("velge nivå for barnet");
        mother.get(family.child, "/samtykke").await.is(200).says("godta på vegne av barnet");
        let done = mother.post(family.child, "/samtykke/vilkar", "godtar=ja&niva=full").await.is(200);
        done.says("valgt av Kari Prøve").has_no_trace_of("Egen innlogging for ungdom");
        mother.get(family.child, "/timer").await.is(200);
        mother.get(family.child, "/samtykke/innlogging").await.is(404);
    }
}

#[tokio::test]
async fn either_parent_gives_and_withdraws_a_youths_own_log_in_and_the_youth_is_told_what_to_ask_for() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        let youth = house.log_in(family.youth).await;
        youth.get(family.youth, "").await.is(200).says("til en forelder har gjort noe for deg");
        let asks = youth.get(family.youth, "/samtykke").await.is(200).says("samtykke til at du logger inn selv");
        asks.says("godta vilkårene og velge nivå for deg");
        youth.post(family.youth, "/samtykke/vilkar", "godtar=ja&niva=full").await.is(403);

        let mother = house.log_in(family.mother).await;
        mother.get(family.youth, "/samtykke").await.is(200).says("Ingen forelder har samtykket");
        mother.get(family.youth, "/samtykke/innlogging").await.is(200).says("Gi samtykke");
        let given = mother.post(family.youth, "/samtykke/innlogging", "samtykker=ja").await.is(200);
        given.says("Kari Prøve har samtykket til egen innlogging");
        mother.post(family.youth, "/samtykke/innlogging", "samtykker=ja").await.is(200);
        mother.post(family.youth, "/samtykke/vilkar", "godtar=ja&niva=full").await.is(200);
        assert_eq!(house.rows("consent_events", family.youth).await, 2);
        youth.get(family.youth, "/samtykke").await.is(200).says("En forelder har gjort det som trengs");

        let father = house.log_in(family.father).await;
        let withdrawn = father.post(family.youth, "/samtykke/innlogging", "samtykker=nei").await.is(200);
        withdrawn.says("Ingen forelder har samtykket til egen innlogging ennå").says("Av Per Prøve.");
    }
}

#[tokio::test]
async fn powers_must_go_before_the_terms_can_be_withdrawn() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        accept(house.portal.gate(), family.neighbour).await;
        give_power(house.portal.gate(), family.neighbour, family.mother).await;
        for person in [family.mother, family.neighbour] {
            let somebody = house.log_in(person).await;
            somebody.get(person, "/samtykke/trekk").await.is(200).says("De må slettes før");
            somebody.post(person, "/samtykke/trekk", "forstar=ja").await.is(200).says("De må slettes før");
            assert_eq!(house.rows("powers", family.neighbour).await, 1);
            somebody.get(person, "/samtykke").await.is(200).says("Full (valgt av");
        }
    }
}

#[tokio::test]
async fn withdrawing_erases_what_is_stored_and_keeps_the_records_of_it() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let somebody = house.log_in(mother).await;
        let sql = "INSERT INTO records (person, resource_type, id, version, source_version, organisation, item_source,
                     hidden_from_parents, hidden_from_youth, updated_at, body)
                   VALUES ($1, 'Basic', 'a record', 1, 1, '1', 1, $2, $2, 1, $3)";
        let row = args![mother, false, vec![1u8]];
        house.db.write(move |tx| Box::pin(async move { tx.execute(sql, row).await })).await.expect("a row");

        somebody.get(mother, "/samtykke/trekk").await.is(200).says("Dette blir stående");
        somebody.post(mother, "/samtykke/trekk", "").await.is(200).says("Kryss av for at du forstår");
        assert_eq!(house.rows("records", mother).await, 1, "nothing goes before one has said so");
        house.wait();
        let done = somebody.post(mother, "/samtykke/trekk", "forstar=ja").await.is(200);
        done.says("Godkjenningen er trukket").says("Godkjenningen av vilkårene ble trukket. Av Kari Prøve.");
        assert_eq!(house.rows("records", mother).await, 0);
        assert_eq!(house.rows("consent_events", mother).await, 2);
        assert!(house.rows("usage_log", mother).await > 0);
        assert_eq!(house.rows("people", mother).await, 1, "the register is not ours to erase");
        somebody.get(mother, "/timer").await.is(403);
        somebody.get(mother, "/bruk").await.is(200).says("Samtykke: trakk godkjenningen av vilkårene");

        somebody.post(mother, "/samtykke/trekk", "forstar=ja").await.is(200);
        assert_eq!(house.rows("consent_events", mother).await, 2, "a second click does nothing more");
        somebody.post(mother, "/samtykke/vilkar", "godtar=ja&niva=basic").await.is(200).says("Vilkårene er godtatt");
    }
}

#[tokio::test]
async fn the_holder_of_a_power_cannot_reach_the_givers_consent() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        change(house.portal.gate(), family.neighbour, Change::AcceptTerms(Level::Basic)).await;
        give_power(house.portal.gate(), family.neighbour, family.mother).await;
        let mother = house.log_in(family.mother).await;
        mother.get(family.neighbour, "/samtykke").await.is(403).says("Dette kan bare personen selv gjøre");
        mother.post(family.neighbour, "/samtykke/niva", "niva=full").await.is(403);
    }
}

#[tokio::test]
async fn one_is_told_what_the_other_parent_decided_since_one_was_last_here() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        house.log_in(family.father).await;
        house.wait();
        let mother = house.log_in(family.mother).await;
        mother.post(family.child, "/samtykke/vilkar", "godtar=ja&niva=basic").await.is(200);
        house.wait();
        let father = house.log_in(family.father).await;
        let home = father.get(family.child, "").await.is(200).says("Siden du var her sist");
        home.says("Vilkårene ble godtatt, og nivå valgt: Basis.");
    }
}
