//! Powers that time, the register, a death or a form bring to an end, and what must be ended first (R5, R8, R9, L4).

use access::{
    Actor, Deed, JobKind, Policy,
    rules::{Area, latest_attested_end, table},
    state::{Attested, PowerError},
};
use db::testing::both;
use jiff::civil::date;
use people::{Protection, RegisterEvent};

use super::{EVERYTHING, form};
use crate::house::House;

#[tokio::test]
async fn both_are_warned_30_and_7_days_before_and_told_when_it_has_run_out_once_each() {
    for test in both().await {
        let house = House::over(test).await;
        // The clocks go forward on 29 March 2026.
        let (mother, neighbour, power) = house.with_power("til=20.4.2026").await;
        let steps = [
            ("2026-03-20T22:59:59Z", 0),
            ("2026-03-20T23:00:00Z", 1),
            ("2026-04-12T21:59:59Z", 0),
            ("2026-04-12T22:00:00Z", 1),
            ("2026-04-20T21:59:59Z", 0),
            ("2026-04-20T22:00:00Z", 1),
        ];
        for (moment, done) in steps {
            house.at(moment);
            assert_eq!(house.watch().await, done, "{moment}");
            assert_eq!(house.watch().await, 0, "once: {moment}");
        }
        let news = ["ends_in_30_days", "ends_in_7_days", "ran_out"];
        assert_eq!(house.told(mother).await[1..], news);
        assert_eq!(house.told(neighbour).await[1..], news);
        let holder = house.log_in(neighbour).await;
        holder.get(neighbour, &power).await.is(200).says("Utløpt");
        holder.get(mother, "/timer").await.is(404);
        house.log(neighbour).await.says("minnet om at en fullmakt snart går ut");
    }
}

#[tokio::test]
async fn a_protected_giver_is_to_the_holder_as_one_who_ended_it_and_may_give_none() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        let holder = house.log_in(neighbour).await;
        house.register(RegisterEvent::ProtectionChanged { person: mother, protection: Protection::Confidential }).await;
        holder.get(mother, "/timer").await.is(404);
        let list = holder.get(neighbour, "/fullmakter").await.is(200).says("Tidligere fullmakter Kari Prøve");
        list.says("Avsluttet. Fra 3. mars 2026");
        house.wait();
        assert_eq!(house.watch().await, 1);
        holder.get(neighbour, &power).await.is(200).says("Avsluttet");
        assert_eq!(house.told(neighbour).await, ["received", "ended"]);
        let giver = house.log_in(mother).await;
        giver
            .get(mother, "/fullmakter")
            .await
            .is(200)
            .says("Du kan ikke gi fullmakt")
            .has_no_trace_of("/fullmakter/gi");
        giver.get(mother, "/fullmakter/gi").await.is(404);
        giver.post(mother, "/fullmakter/gi", &form(EVERYTHING, "steg=gi")).await.is(404);
    }
}

#[tokio::test]
async fn a_protected_holder_is_to_the_giver_as_any_other_and_can_use_nothing() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        let protect = RegisterEvent::ProtectionChanged { person: neighbour, protection: Protection::Confidential };
        let giver = house.log_in(mother).await;
        let before = giver.get(mother, &power).await.is(200).text();
        house.register(protect).await;
        assert_eq!(giver.get(mother, &power).await.text(), before);
        let holder = house.log_in(neighbour).await;
        holder.get(mother, "").await.is(404);
        holder.get(neighbour, &power).await.is(200).says("Kan ikke brukes").has_no_trace_of("Gå til siden");
        house.watch().await;
        assert_eq!(giver.get(mother, &power).await.text(), before, "no end that comes with the mark");
        let hours = (1..=14 * 24).map(|hour| house.clock.now() + jiff::SignedDuration::from_hours(hour));
        for hour in hours.collect::<Vec<_>>() {
            house.clock.set(hour);
            house.watch().await;
        }
        let giver = house.log_in(mother).await;
        giver.get(mother, &power).await.is(200).says("Avsluttet").has_no_trace_of("av deg");
    }
}

#[tokio::test]
async fn a_death_ends_what_was_given_and_tells_the_one_who_lives() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        house.register(RegisterEvent::Died { person: mother, on: date(2026, 3, 3) }).await;
        let holder = house.log_in(neighbour).await;
        holder.get(mother, "/timer").await.is(404);
        holder.get(neighbour, &power).await.is(200).says("Avsluttet");
        house.wait();
        assert_eq!(house.watch().await, 1);
        assert_eq!(house.watch().await, 0);
        assert_eq!(house.told(neighbour).await, ["received", "ended"]);
    }
}

#[tokio::test]
async fn powers_are_ended_on_their_pages_before_the_terms_can_be_withdrawn() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        for person in [mother, neighbour] {
            house.log_in(person).await.get(person, "/samtykke/trekk").await.is(200).says("De må slettes før");
        }
        let holder = house.log_in(neighbour).await;
        holder.post(neighbour, &format!("{power}/avslutt"), "").await.is(200);
        for person in [mother, neighbour] {
            let somebody = house.log_in(person).await;
            somebody.post(person, "/samtykke/trekk", "forstar=ja").await.is(200).says("Godkjenningen er trukket");
        }
        assert_eq!(house.rows("powers", mother).await + house.rows("powers_held", neighbour).await, 0);
    }
}

#[tokio::test]
async fn the_next_of_kin_of_one_who_cannot_choose_acts_by_an_attested_power_and_the_log_says_so() {
    for test in both().await {
        let house = House::over(test).await;
        let (gate, neighbour, mother) = (house.portal.gate(), house.family.neighbour, house.family.mother);
        let job = Actor::Job(JobKind::DemoSeed);
        let policy = Policy::everywhere(&table::POWERS_OF_ATTORNEY);
        let allowed = gate.deliver(&job, neighbour, &policy, Deed::new("give")).await.expect("a permission");
        let starts = date(2026, 3, 3);
        let (ends, certificate) = (latest_attested_end(starts), "2026-17".to_owned());
        let areas = Area::ALL.to_vec();
        let attested = Attested { holder: mother, areas, may_act: true, starts, ends, certificate };
        let given = allowed
            .commit::<_, PowerError, _>(move |tx| Box::pin(async move { tx.register_attested(&attested).await }));
        let power = given.await.expect("a power");
        let holder = house.log_in(mother).await;
        holder.get(neighbour, "/timer").await.is(200);
        let page = holder.get(mother, &format!("/fullmakter/{power}")).await.is(200);
        page.says("Fullmakt på legeerklæring").says("2. mars 2031").has_no_trace_of("/endre");
        house.log(mother).await.says("Fullmakt på legeerklæring for Nils Prøve");
        house.log_in(neighbour).await.get(neighbour, "/timer").await.is(403).says("Vilkårene er ikke godtatt");
        house.at("2031-03-02T23:00:00Z");
        let holder = house.log_in(mother).await;
        holder.get(neighbour, "/timer").await.is(404);
        assert_eq!(house.watch().await, 1);
    }
}
