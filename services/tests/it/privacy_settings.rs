//! Privacy settings as citizens meet them: services switched off, access removed, whose systems read (S2, L7, S4).

use access::{Actor, Deed, GateError, Policy, rules::Level, rules::table, state::Change};
use db::{PersonId, testing::both};

use crate::{
    family::{accept, change, give_power},
    house::House,
};

const PAGE: &str = "/personvern";
const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

impl House {
    /// A holder of everything that `giver` has.
    async fn holder_of(&self, giver: PersonId) -> PersonId {
        let holder = self.family.neighbour;
        accept(self.portal.gate(), holder).await;
        give_power(self.portal.gate(), giver, holder).await;
        holder
    }
}

#[tokio::test]
async fn a_service_is_switched_off_for_oneself_and_all_who_act_and_on_again() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let holder = house.holder_of(mother).await;
        let (own, other) = (house.log_in(mother).await, house.log_in(holder).await);
        own.get(mother, PAGE).await.is(200).says("Timer I bruk").has_no_trace_of("/tjenester/consent");
        let switch = format!("{PAGE}/tjenester/appointments");
        own.get(mother, &switch).await.is(200).says("«Timer» blir stengt for deg og alle som handler for deg");
        house.wait();
        own.post(mother, &switch, "bruk=av").await.is(200).says("Tjenesten er slått av").says("Timer Slått av");
        own.get(mother, "/timer").await.is(403).says("slått av i personverninnstillingene");
        other.get(mother, "/timer").await.is(403).says("slått av");
        own.post(mother, &switch, "bruk=av").await.is(200);
        assert_eq!(house.rows("consent_events", mother).await, 2, "a second click does nothing more");
        own.post(mother, &switch, "bruk=pa").await.is(200).says("Tjenesten er slått på");
        own.get(mother, "/timer").await.is(200);
        own.post(mother, &switch, "").await.is(400);
        for stays in ["consent", "usage_log", "nothing_at_all"] {
            own.post(mother, &format!("{PAGE}/tjenester/{stays}"), "bruk=av").await.is(404);
        }
        own.get(mother, "/bruk").await.is(200).says("Personvern: slo av en tjeneste");
    }
}

#[tokio::test]
async fn who_removes_their_access_closes_all_for_themself_and_holders_and_still_acts_for_others() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, child) = (house.family.mother, house.family.child);
        change(house.portal.gate(), child, Change::AcceptTerms(Level::Full)).await;
        let holder = house.holder_of(mother).await;
        let (own, other) = (house.log_in(mother).await, house.log_in(holder).await);
        let page = format!("{PAGE}/tilgang");
        let asked = own.get(mother, &page).await.is(200).says("Helsepersonell beholder sin tilgang");
        asked.says("Den som har fullmakt, ser heller ingenting").says("med et skjema på papir");
        own.post(mother, &page, "").await.is(422).says("Kryss av for at du forstår");
        own.get(mother, "/timer").await.is(200);
        own.post(mother, &page, "forstar=ja").await.is(200).says("Du kan fortsatt handle for andre");
        for closed in ["/timer", PAGE, "/samtykke", "/fullmakter"] {
            own.get(mother, closed).await.is(403).says("Den kan bare åpnes igjen med et skjema på papir");
        }
        other.get(mother, "/timer").await.is(403);
        own.get(child, "/timer").await.is(200);
        // No click opens it again, whatever is sent.
        own.post(mother, &page, "forstar=ja").await.is(403);
        own.post(mother, &format!("{PAGE}/tjenester/appointments"), "bruk=pa").await.is(403);
        own.post(mother, "/samtykke/niva", "niva=full").await.is(403);
        assert_eq!(house.rows("consent_events", mother).await, 2);
    }
}

#[tokio::test]
async fn a_parent_removes_a_childs_access_and_it_is_closed_to_both_parents() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, father, child) = (house.family.mother, house.family.father, house.family.child);
        change(house.portal.gate(), child, Change::AcceptTerms(Level::Full)).await;
        let one = house.log_in(mother).await;
        one.get(child, "/timer").await.is(200);
        one.get(child, &format!("{PAGE}/tilgang")).await.is(200).says("for barnet og for begge foreldre");
        one.post(child, &format!("{PAGE}/tilgang"), "forstar=ja").await.is(200).says("stengt for barnet");
        one.get(child, "/timer").await.is(403);
        house.log_in(father).await.get(child, "/timer").await.is(403);
        one.get(mother, "/timer").await.is(200);
    }
}

#[tokio::test]
async fn the_patient_records_access_alone_is_removed_and_not_by_others() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let holder = house.holder_of(mother).await;
        let (own, other) = (house.log_in(mother).await, house.log_in(holder).await);
        let page = format!("{PAGE}/pasientjournal");
        for address in [PAGE, page.as_str()] {
            other.get(mother, address).await.is(403);
        }
        other.post(mother, &page, "forstar=ja").await.is(403);
        own.post(mother, &page, "forstar=ja").await.is(200).says("Tilgangen til pasientjournalen på nett er fjernet");
        own.get(mother, "/timer").await.is(200);
        own.get(mother, PAGE).await.is(200).has_no_trace_of("/personvern/pasientjournal");
        own.post(mother, &page, "forstar=ja").await.is(200);
        assert_eq!(house.rows("consent_events", mother).await, 2, "a second click does nothing more");
        let youth = house.log_in(house.family.youth).await;
        youth.get(house.family.youth, PAGE).await.is(403);
    }
}

#[tokio::test]
async fn one_sees_whose_systems_wrote_lately_and_no_trace_of_those_one_may_not_know_of() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let own = house.log_in(mother).await;
        own.get(mother, PAGE).await.is(200).says("Ingen systemer har lest eller sendt noe");
        let source = Actor::Source { organisation: "999888777".to_owned() };
        let allowed = house.portal.gate().deliver(&source, mother, &APPOINTMENTS, Deed::new("deliver")).await;
        let kept = allowed.expect("a permission").commit::<_, GateError, _>(|_| Box::pin(async { Ok(()) }));
        kept.await.expect("a line");
        let hidden = uuid::Uuid::from_u128(5);
        let other = Actor::Source { organisation: "111222333".to_owned() };
        let deed = Deed::on("deliver", hidden);
        let allowed = house.portal.gate().deliver(&other, mother, &APPOINTMENTS, deed).await.expect("a permission");
        allowed.commit::<_, GateError, _>(|_| Box::pin(async { Ok(()) })).await.expect("a line");
        let page = own.get(mother, PAGE).await.is(200).says("999888777 Timer. Sist tirsdag 3. mars 2026");
        page.has_no_trace_of("111222333");
        house.clock.set(house.clock.now() + jiff::SignedDuration::from_hours(24 * 91));
        let own = house.log_in(mother).await;
        own.get(mother, PAGE).await.is(200).has_no_trace_of("999888777");
    }
}
