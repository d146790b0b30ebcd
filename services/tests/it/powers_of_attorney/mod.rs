//! Powers of attorney as both sides meet them (S3, R5, R6, R10): given, used, narrowed, replaced, ended by hand.

mod ends;

use access::{rules::Level, state::Change};
use db::{PersonId, args, testing::both};
use jiff::civil::{Date, date};
use people::{Protection, RegisterEvent};
use testing::Answer;

use crate::{
    family::{accept, change, give_power, number},
    house::{House, Somebody},
};

/// Birth dates of the family.
const MOTHER: Date = date(1988, 4, 1);
const CHILD: Date = date(2018, 4, 1);
const NEIGHBOUR: Date = date(1950, 4, 1);
const EVERYTHING: &str = "registrert=ja&journal=ja&digitalt=ja&handling=handle";

/// Everything for the neighbour's number and name, open-ended.
fn form(areas: &str, extra: &str) -> String {
    to(NEIGHBOUR, "Pr%C3%B8ve", &format!("{areas}&fra=3.3.2026&{extra}"))
}

fn to(born: Date, name: &str, rest: &str) -> String {
    format!("nummer={}&etternavn={name}&{rest}", number(born).digits())
}

impl House {
    async fn log(&self, person: PersonId) -> Answer {
        self.log_in(person).await.get(person, "/bruk").await.is(200)
    }

    /// The kinds of news raised for somebody, in order.
    async fn told(&self, person: PersonId) -> Vec<String> {
        let sql = "SELECT kind FROM notice_events WHERE person = $1 ORDER BY at, id";
        let rows = self.db.fetch_all(sql, args![person]).await.expect("events");
        rows.iter().map(|row| row.text(0).expect("a kind")).collect()
    }

    async fn register(&self, event: RegisterEvent) {
        self.portal.gate().register().apply(event).await.expect("the register takes it");
    }

    fn at(&self, moment: &str) {
        self.clock.set(moment.parse().expect("a moment"));
    }

    async fn watch(&self) -> usize {
        services::watch_powers(self.portal.gate()).await.expect("the job runs")
    }

    /// Two who use the portal fully, and a power from the mother to the neighbour, given on the page.
    async fn with_power(&self, extra: &str) -> (PersonId, PersonId, String) {
        let (mother, neighbour) = (self.family.mother, self.family.neighbour);
        accept(self.portal.gate(), neighbour).await;
        let giver = self.log_in(mother).await;
        let given = giver.post(mother, "/fullmakter/gi", &form(EVERYTHING, &format!("steg=gi&{extra}"))).await;
        let own = power_of(&given.is(200).says("Fullmakten er gitt"), mother, &giver);
        self.wait();
        (mother, neighbour, own)
    }
}

/// The part of a power's address that is the same for both sides.
fn power_of(page: &Answer, person: PersonId, somebody: &Somebody<'_>) -> String {
    let path = page.path.split('?').next().unwrap_or_default();
    path.strip_prefix(&somebody.path(person, "")).expect("a page of the person").to_owned()
}

#[tokio::test]
async fn one_gives_a_power_after_checking_it_and_both_find_it_in_their_logs_and_news() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour) = (house.family.mother, house.family.neighbour);
        accept(house.portal.gate(), neighbour).await;
        let giver = house.log_in(mother).await;
        giver.get(mother, "/fullmakter").await.is(200).says("Du har ikke gitt noen fullmakt");
        giver.get(mother, "/fullmakter/gi").await.is(200).says("Velg hvem som skal få fullmakt");
        let check =
            giver.post(mother, "/fullmakter/gi", &form("digitalt=ja&handling=se", "til=1.9.2026")).await.is(200);
        let check = check.says("Se om alt er riktig").says("Til Nils Prøve").says("1. september 2026").says("Kan se");
        let (_, hidden) = check.form("fullmakter/gi");
        assert!(hidden.iter().any(|(name, value)| name == "nummer" && value == number(NEIGHBOUR).digits()));
        assert_eq!(house.rows("powers", mother).await, 0, "nothing is given before one has said yes");

        let sent = form("digitalt=ja&handling=se", "til=1.9.2026&steg=gi");
        let done = giver.post(mother, "/fullmakter/gi", &sent).await.is(200).says("Fullmakten er gitt");
        assert!(!done.path.contains(number(NEIGHBOUR).digits()), "no number in an address: {}", done.path);
        done.says("Fullmakt til Nils Prøve").says("Gjelder").says("Digitale helsetjenester");
        giver.post(mother, "/fullmakter/gi", &sent).await.is(200).has_no_trace_of("Fullmakten er gitt");
        assert_eq!(house.rows("powers", mother).await, 1, "a second click gives no second power");

        house.wait();
        let holder = house.log_in(neighbour).await;
        holder.get(neighbour, "").await.is(200).says("Kari Prøve");
        holder.get(mother, "/timer").await.is(200);
        holder.get(neighbour, "/fullmakter").await.is(200).says("Fullmakter du har fått Kari Prøve");
        assert_eq!(house.told(mother).await, ["given"]);
        assert_eq!(house.told(neighbour).await, ["received"]);
        house.log(mother).await.says("Fullmakter: ga en fullmakt");
        let log = house.log(neighbour).await.says("Kari Prøve").says("Fullmakter: ga en fullmakt");
        log.says("Dere er de to partene i fullmakten").says("Timer: så oversikten (gjelder Kari Prøve)");
    }
}

#[tokio::test]
async fn the_moment_it_is_ended_every_open_page_of_the_holder_is_dead_and_forms_too() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        let (giver, holder) = (house.log_in(mother).await, house.log_in(neighbour).await);
        for page in ["", "/timer", "/bruk", "/tjenester"] {
            holder.get(mother, page).await.is(200);
        }
        giver.get(mother, &format!("{power}/avslutt")).await.is(200).says("Nils Prøve kan da ikke lenger bruke");
        let ended = giver.post(mother, &format!("{power}/avslutt"), "").await.is(200).says("Fullmakten er avsluttet");
        ended.says("Avsluttet av deg").has_no_trace_of("/endre");
        for page in ["", "/timer", "/bruk", "/tjenester"] {
            holder.get(mother, page).await.is(404).has_no_trace_of("Kari");
        }
        holder.post(mother, "/timer/00000000-0000-0000-0000-000000000001/avbestill", "grunn=syk").await.is(404);
        holder.get(neighbour, "/tjenester").await.is(200).has_no_trace_of("Kari");
        let seen = holder.get(neighbour, &power).await.is(200).says("Avsluttet tirsdag 3. mars 2026");
        seen.has_no_trace_of("Avsluttet av");

        giver.post(mother, &format!("{power}/avslutt"), "").await.is(200).has_no_trace_of("Fullmakten er avsluttet");
        assert_eq!(house.told(neighbour).await, ["received", "ended"], "a second click tells nobody again");
        assert_eq!(house.told(mother).await, ["given", "ended_here"]);
    }
}

#[tokio::test]
async fn the_holder_ends_it_as_well_and_strangers_find_none() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        accept(house.portal.gate(), house.family.father).await;
        let father = house.log_in(house.family.father).await;
        for page in ["", "/avslutt", "/endre"] {
            father.get(house.family.father, &format!("{power}{page}")).await.is(404);
        }
        father.post(house.family.father, &format!("{power}/avslutt"), "").await.is(404);
        let holder = house.log_in(neighbour).await;
        holder.get(mother, "/timer").await.is(200);
        holder.get(neighbour, &format!("{power}/endre")).await.is(303);
        holder.post(neighbour, &format!("{power}/endre"), EVERYTHING).await.is(200);
        assert_eq!(house.rows("powers", mother).await, 1, "a holder changes nothing");
        let ended = holder.post(neighbour, &format!("{power}/avslutt"), "").await.is(200);
        ended.says("Fullmakten er avsluttet").says("Avsluttet av deg");
        holder.get(mother, "/timer").await.is(404);
        let giver = house.log_in(mother).await;
        giver.get(mother, &power).await.is(200).says("Avsluttet tirsdag").has_no_trace_of("av deg");
        assert_eq!(house.told(mother).await, ["given", "ended"]);
    }
}

#[tokio::test]
async fn a_holder_reaches_neither_the_givers_powers_nor_settings_nor_those_who_gave_to_the_giver() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, power) = house.with_power("").await;
        let father = house.family.father;
        accept(house.portal.gate(), father).await;
        give_power(house.portal.gate(), mother, father).await;
        let holder = house.log_in(neighbour).await;
        for page in ["/fullmakter", "/fullmakter/gi", "/fullmakter/apotek", &power, "/samtykke"] {
            holder
                .get(mother, page)
                .await
                .is(403)
                .says("Dette kan bare personen selv gjøre")
                .has_no_trace_of("Per Prøve");
        }
        holder.post(mother, "/fullmakter/gi", &to(MOTHER, "Pr%C3%B8ve", "steg=gi")).await.is(403);
        holder.get(neighbour, "/fullmakter").await.is(200).has_no_trace_of("Per Prøve");
        holder.get(mother, "").await.is(200).has_no_trace_of("Per Prøve");
        holder.get(mother, "/bruk").await.is(200).has_no_trace_of("Per Prøve");
        // Not passed on: the mother represents her child, her holder does not.
        holder.get(house.family.child, "").await.is(404);
    }
}

#[tokio::test]
async fn the_page_does_not_tell_who_exists_is_dead_too_young_or_protected() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour) = (house.family.mother, house.family.neighbour);
        let giver = house.log_in(mother).await;
        let rest = "digitalt=ja&handling=se&fra=3.3.2026";
        let mut alike = Vec::new();
        let unknown = date(1971, 7, 7);
        for (born, name) in [(unknown, "Pr%C3%B8ve"), (NEIGHBOUR, "Annen"), (CHILD, "Pr%C3%B8ve")] {
            alike.push(giver.post(mother, "/fullmakter/gi", &to(born, name, rest)).await.is(422));
        }
        house.register(RegisterEvent::Died { person: neighbour, on: date(2026, 3, 1) }).await;
        alike.push(giver.post(mother, "/fullmakter/gi", &to(NEIGHBOUR, "Pr%C3%B8ve", rest)).await.is(422));
        for answer in &alike {
            let answer = answer.clone().says("Vi kan ikke gi fullmakt til denne personen").has_no_trace_of("Nils");
            assert!(
                answer.body.contains("value=\"ja\"") && answer.body.contains(" checked"),
                "what was chosen is kept"
            );
        }

        let father = house.family.father;
        let protect = |protection| RegisterEvent::ProtectionChanged { person: father, protection };
        let asked = to(date(1986, 4, 1), "pr%C3%B8ve", rest);
        let before = giver.post(mother, "/fullmakter/gi", &asked).await.is(200).says("Til Per Prøve");
        house.register(protect(Protection::StrictlyConfidential)).await;
        let after = giver.post(mother, "/fullmakter/gi", &asked).await.is(200);
        assert_eq!(before.text(), after.text(), "a protected address makes no difference here");

        let wrong = giver.post(mother, "/fullmakter/gi", "nummer=12345678901&etternavn=Hansen&fra=3.3.2026").await;
        let wrong = wrong.is(422).says("Det har elleve sifre").says("Velg minst ett område");
        assert!(wrong.body.contains("value=\"12345678901\"") && wrong.body.contains("value=\"Hansen\""));
        let at = |field| wrong.body.find(&format!("href=\"#{field}\"")).expect(field);
        assert!(["nummer", "omrade", "handling"].map(at).is_sorted(), "the summary is in the order of the form");
        let own = giver.post(mother, "/fullmakter/gi", &to(MOTHER, "Pr%C3%B8ve", rest)).await.is(422);
        own.says("Dette er ditt eget nummer");
    }
}

#[tokio::test]
async fn who_names_ten_wrong_people_waits_a_day() {
    let house = House::over(db::testing::sqlite().await).await;
    let mother = house.family.mother;
    let giver = house.log_in(mother).await;
    let wrong = form("digitalt=ja&handling=se", "").replace("Pr%C3%B8ve", "Annen");
    for _ in 0..10 {
        giver.post(mother, "/fullmakter/gi", &wrong).await.is(422).says("Vi kan ikke gi fullmakt");
    }
    let right = form("digitalt=ja&handling=se", "");
    giver.post(mother, "/fullmakter/gi", &right).await.is(422).says("feil for mange ganger");
    let father = house.family.father;
    accept(house.portal.gate(), father).await;
    let another = house.log_in(father).await;
    another.post(father, "/fullmakter/gi", &right).await.is(200).says("Se om alt er riktig");
}

#[tokio::test]
async fn who_names_many_people_at_once_is_told_of_no_more_than_ten() {
    for test in both().await {
        let house = House::over(test).await;
        let mother = house.family.mother;
        let giver = house.log_in(mother).await;
        let right = form("digitalt=ja&handling=se", "");
        for _ in 0..12 {
            giver.post(mother, "/fullmakter/gi", &right).await.is(200);
        }
        let wrong = right.replace("Pr%C3%B8ve", "Annen");
        let guesses = (0..30).map(|_| giver.post(mother, "/fullmakter/gi", &wrong));
        let answers = futures_util::future::join_all(guesses).await;
        let told = answers.iter().filter(|it| it.body.contains("Vi kan ikke gi fullmakt til denne personen")).count();
        assert_eq!(told, 10, "who is named rightly costs nothing, and the eleventh wrong one is not looked up");
    }
}

#[tokio::test]
async fn a_receiver_never_has_more_than_the_giver_and_loses_it_at_once() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, _) = house.with_power("").await;
        let (gate, holder) = (house.portal.gate(), house.log_in(neighbour).await);
        holder.get(mother, "/timer").await.is(200);
        let off = |off| Change::SwitchOff { service: "appointments".to_owned(), off };
        for (narrows, widens, says) in [
            (Change::ChooseLevel(Level::Basic), Change::ChooseLevel(Level::Full), "høyere samtykkenivå"),
            (off(true), off(false), "slått av"),
            (Change::RemoveAccess(true), Change::RemoveAccess(false), "Tilgangen til dette på nett er fjernet"),
        ] {
            change(gate, mother, narrows).await;
            holder.get(mother, "/timer").await.is(403).says(says);
            change(gate, mother, widens).await;
            holder.get(mother, "/timer").await.is(200);
        }
        change(gate, mother, Change::WithdrawTerms).await;
        holder.get(mother, "/timer").await.is(403);

        let basic = house.family.father;
        change(gate, basic, Change::AcceptTerms(Level::Basic)).await;
        let giver = house.log_in(basic).await;
        giver.get(basic, "/fullmakter/gi").await.is(200).says("Du kan ikke gi dette med samtykkenivået du har nå");
        let above = giver.post(basic, "/fullmakter/gi", &form(EVERYTHING, "steg=gi")).await.is(422);
        above.says("Du kan ikke gi mer enn samtykkenivået ditt åpner");
        assert_eq!(house.rows("powers", basic).await, 0);
    }
}

#[tokio::test]
async fn to_change_is_to_replace_and_the_old_one_ends_in_the_same_moment() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour, old) = house.with_power("").await;
        let (giver, holder) = (house.log_in(mother).await, house.log_in(neighbour).await);
        let asked = giver.get(mother, &format!("{old}/endre")).await.is(200).says("Du gir Nils Prøve en ny fullmakt");
        assert!(asked.body.contains("id=\"digitalt\" name=\"digitalt\"") && asked.body.contains("checked"));
        let narrower = "registrert=ja&handling=se&fra=3.3.2026";
        giver
            .post(mother, &format!("{old}/endre"), narrower)
            .await
            .is(200)
            .says("Se om alt er riktig")
            .says("Nils Prøve");
        holder.get(mother, "/timer").await.is(200);
        let sent = format!("{narrower}&steg=gi");
        let done = giver.post(mother, &format!("{old}/endre"), &sent).await.is(200).says("Den nye fullmakten gjelder");
        let new = power_of(&done, mother, &giver);
        assert_ne!(new, old);
        holder.get(mother, "/timer").await.is(403).says("Fullmakten din gjelder ikke denne tjenesten");
        giver.get(mother, &old).await.is(200).says("Erstattet av en ny fullmakt");
        giver.post(mother, &format!("{old}/endre"), &sent).await.is(200).says("Erstattet av en ny fullmakt");
        assert_eq!(house.rows("powers", mother).await, 2, "a second click changes nothing");
        assert_eq!(house.told(neighbour).await, ["received", "received"]);
        let list = giver.get(mother, "/fullmakter").await.is(200).says("Tidligere fullmakter");
        list.says("Innsyn i registrerte opplysninger");
    }
}

#[tokio::test]
async fn a_power_for_the_pharmacy_has_a_code_for_both_and_opens_nothing() {
    for test in both().await {
        let house = House::over(test).await;
        let (mother, neighbour) = (house.family.mother, house.family.neighbour);
        accept(house.portal.gate(), neighbour).await;
        let (giver, holder) = (house.log_in(mother).await, house.log_in(neighbour).await);
        giver.get(mother, "/fullmakter/apotek").await.is(200).has_no_trace_of("omrade");
        giver.post(mother, "/fullmakter/apotek", &form("", "")).await.is(200).says("vises på apoteket");
        let done = giver.post(mother, "/fullmakter/apotek", &form("", "steg=gi")).await.is(200);
        let done = done.says("Fullmakten er gitt").says("Kode til apoteket");
        let power = power_of(&done, mother, &giver);
        let code = |page: &Answer| {
            let at = page.body.split("hv-code__text\">").nth(1).expect("a code");
            at.split('<').next().unwrap_or_default().to_owned()
        };
        let given = code(&done);
        let held = holder.get(neighbour, &power).await.is(200).says("Vis koden og legitimasjonen din");
        assert_eq!(code(&held), given);
        assert!(held.body.contains("<svg viewBox=\"0 0 29 29\" role=\"img\""), "{}", held.body);
        holder.get(mother, "").await.is(404);
        holder.get(neighbour, "/tjenester").await.is(200).has_no_trace_of("Kari");
        let code = access::state::PharmacyCode::parse(&given).expect("a code that checks");
        let gate = house.portal.gate();
        let checked = gate.check_pharmacy_code(&code).await.expect("a look").expect("it holds");
        assert_eq!(checked.holder.0.given, "Nils");
        house.log(mother).await.says("sjekket koden til apoteket");
        giver.post(mother, &format!("{power}/avslutt"), "").await.is(200).has_no_trace_of(&given);
        holder.get(neighbour, &power).await.is(200).has_no_trace_of(&given);
        assert!(gate.check_pharmacy_code(&code).await.expect("a look").is_none());
    }
}

#[tokio::test]
async fn a_young_person_gives_a_power_from_16_when_they_have_chosen_a_level_themselves() {
    for test in both().await {
        let house = House::over(test).await;
        let youth = house.family.youth;
        change(house.portal.gate(), youth, Change::AcceptTerms(Level::Full)).await;
        change(house.portal.gate(), youth, Change::ParentalConsent(true)).await;
        let young = house.log_in(youth).await;
        young.get(youth, "/fullmakter").await.is(403);
        house.at("2027-04-01T08:00:00Z");
        let young = house.log_in(youth).await;
        let rest = "digitalt=ja&handling=se&fra=1.4.2027&steg=gi";
        young.post(youth, "/fullmakter/gi", &to(MOTHER, "Pr%C3%B8ve", rest)).await.is(200).says("Fullmakten er gitt");
        let mother = house.log_in(house.family.mother).await;
        mother.get(youth, "/timer").await.is(200);
    }
}
