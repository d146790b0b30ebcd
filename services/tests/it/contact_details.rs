//! Contact details as citizens meet them (S1, R8).

use access::{rules::Level, state::Change};
use db::testing::both;
use jiff::ToSpan;
use people::{Contact, Detail, Protection, RegisterEvent};

use crate::{
    family::{accept, change},
    house::House,
};

const PAGE: &str = "/kontaktopplysninger";

impl House {
    async fn reached_at(&self, months_ago: i32) {
        let then = self.clock.now().in_tz("Europe/Oslo").expect("a time in Norway");
        let updated_at = then.checked_sub(months_ago.months()).expect("a time before").timestamp();
        let detail = |value: &str| Some(Detail { value: value.to_owned(), updated_at, verified_at: None });
        let (email, mobile) = (detail("kari@epost.example"), detail("+4799999999"));
        let contact = Contact { email, mobile, reserved: true, language: None };
        self.portal.notices().contacts().put(self.family.mother, contact).await.expect("a contact");
    }
}

#[tokio::test]
async fn one_sees_what_the_registers_know_and_what_is_too_old_to_be_used() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        house.reached_at(3).await;
        let somebody = house.log_in(mother).await;
        let page = somebody.get(mother, PAGE).await.is(200).says("Navn Kari Prøve").says("Storgata 1 0155 Oslo");
        let page = page.says("kari@epost.example").says("Du har reservert deg").says("Pårørende Ikke oppgitt");
        page.has_no_trace_of("ikke bekreftet på 18 måneder");
        house.reached_at(19).await;
        let stale = somebody.get(mother, PAGE).await.is(200).says("Mobilnummeret er ikke bekreftet på 18 måneder");
        stale.says("E-postadressen er ikke bekreftet på 18 måneder");
    }
}

#[tokio::test]
async fn own_entries_are_kept_when_they_check_and_nothing_typed_is_lost_when_they_do_not() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let somebody = house.log_in(mother).await;
        let own = format!("{PAGE}/egne");
        let wrong = "navn=&relasjon=mor&telefon=123&arbeidsgiver=Kommunen&konto=1234.56.78904";
        let again = somebody.post(mother, &own, wrong).await.is(422).says("Kontonummeret er ikke riktig");
        let again = again.says("Telefonnummeret er ikke riktig").says("Skriv navnet på den pårørende");
        assert!(again.body.contains("value=\"1234.56.78904\"") && again.body.contains("value=\"Kommunen\""));
        somebody.get(mother, PAGE).await.is(200).has_no_trace_of("Kommunen");

        let right = "navn=Mor+Hansen&relasjon=mor&telefon=99999999&arbeidsgiver=Kommunen&konto=1234.56.78903";
        let kept = somebody.post(mother, &own, right).await.is(200).says("Opplysningene er lagret");
        let kept = kept.says("Mor Hansen, mor 99 99 99 99").says("1234.56.78903");
        assert!(!kept.path.contains("1234"), "no account number in an address");
        let form = somebody.get(mother, &own).await.is(200);
        assert!(form.body.contains("value=\"99 99 99 99\""));
        let emptied = somebody.post(mother, &own, "navn=&relasjon=&telefon=&arbeidsgiver=&konto=").await.is(200);
        emptied.has_no_trace_of("Hansen").has_no_trace_of("1234.56.78903");
        somebody.get(mother, "/bruk").await.is(200).says("Kontaktopplysninger: endret");
    }
}

#[tokio::test]
async fn what_a_service_should_know_is_told_in_plain_words_and_goes_with_the_terms() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let somebody = house.log_in(mother).await;
        let needs = format!("{PAGE}/behov");
        somebody.post(mother, &needs, "tolk=ja&sprak=").await.is(422).says("Skriv hvilket språk");
        let kept = somebody.post(mother, &needs, "tolk=ja&sprak=polsk&horsel=ja&merknad=Rullestol").await.is(200);
        kept.says("Trenger tolk: polsk").says("Jeg hører dårlig").says("Rullestol");
        let kept = somebody.post(mother, &needs, "sprak=polsk&syn=ja").await.is(200).says("Jeg ser dårlig");
        kept.has_no_trace_of("polsk").has_no_trace_of("Rullestol");
        assert_eq!(house.rows("profiles", mother).await, 1);
        somebody.post(mother, "/samtykke/trekk", "forstar=ja").await.is(200).says("Godkjenningen er trukket");
        assert_eq!(house.rows("profiles", mother).await, 0);
        let closed = somebody.get(mother, PAGE).await.is(200).says("når du har fylt 16 år og godtatt vilkårene");
        closed.has_no_trace_of("/behov");
        somebody.post(mother, &needs, "syn=ja").await.is(404);
        assert_eq!(house.rows("profiles", mother).await, 0, "nothing is kept before the terms are accepted");
    }
}

#[tokio::test]
async fn parents_and_the_young_see_and_change_nothing_and_a_power_opens_nothing() {
    for test in both().await {
        let house = House::over(test).await;
        let family = house.family;
        let mother = house.log_in(family.mother).await;
        change(house.portal.gate(), family.child, Change::AcceptTerms(Level::Full)).await;
        let page = mother.get(family.child, PAGE).await.is(200).says("Foreldre kan se opplysningene");
        page.has_no_trace_of("/egne").has_no_trace_of("/behov");
        mother.post(family.child, &format!("{PAGE}/behov"), "syn=ja").await.is(403);
        let youth = house.log_in(family.youth).await;
        youth.get(family.youth, PAGE).await.is(200).has_no_trace_of("/egne");
        youth.post(family.youth, &format!("{PAGE}/egne"), "navn=Ola").await.is(403);
        accept(house.portal.gate(), family.neighbour).await;
        crate::family::give_power(house.portal.gate(), family.neighbour, family.mother).await;
        mother.get(family.neighbour, PAGE).await.is(403);
    }
}

#[tokio::test]
async fn nothing_locates_one_with_a_protected_address() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let protection = Protection::StrictlyConfidential;
        let event = RegisterEvent::ProtectionChanged { person: mother, protection };
        house.portal.gate().register().apply(event).await.expect("the register takes it");
        let somebody = house.log_in(mother).await;
        let page = somebody.get(mother, PAGE).await.is(200).says("Adresse Vises ikke");
        page.has_no_trace_of("Storgata").has_no_trace_of("0155").has_no_trace_of("Oslo");
    }
}
