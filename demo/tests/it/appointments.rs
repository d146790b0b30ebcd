//! The demo's appointments stand as a health service would have sent them, and the stories about them hold.

use std::{collections::HashSet, sync::Arc};

use access::{
    Actor, Deed, Gate, GateError, Policy,
    rules::{ItemSource, Refusal, table},
};
use db::{Clock, Db, Keyring, MasterKey, Random, testing};
use demo::{
    appointments::{self, Records, mail},
    population::Population,
};
use fhir::{AppointmentView, json::Node};
use jiff::{ToSpan, civil::Date, civil::date};
use people::EmbeddedRegister;
use records::{Profile, Record, Source};

const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

/// A house with the whole demo in it.
struct House {
    db: Db,
    gate: Gate,
    population: Population,
    engine: &'static str,
    to: Records,
    _test: testing::TestDb,
}

impl House {
    async fn both() -> Vec<Self> {
        let mut houses = Vec::new();
        for test in testing::both().await {
            houses.push(Self::on(test).await);
        }
        houses
    }

    async fn on(test: testing::TestDb) -> Self {
        let clock = Clock::standing_at("2026-11-21T11:00:00Z".parse().unwrap());
        let schemas =
            [access::SCHEMA, people::SCHEMA, records::SCHEMA, visits::SCHEMA, notify::SCHEMA, offices::SCHEMA];
        let db = test.db.clone();
        db.migrate(&schemas, clock.now()).await.unwrap();
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], Random::seeded(1)).await.unwrap();
        let register = EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone());
        let shared = Arc::new(register.clone());
        let gate =
            Gate::open(db.clone(), keyring.clone(), shared.clone(), clock.clone(), Random::system(), &schemas).unwrap();
        let population = Population::new(1, clock.today());
        population.load_into(&register).await.unwrap();
        demo::seed(&gate, &population).await.unwrap();
        let to = Records { db: db.clone(), gate: gate.clone(), keyring, register: shared };
        appointments::deliver(&to, &population).await.unwrap();
        Self { db, gate, population, engine: test.engine, to, _test: test }
    }

    async fn see(&self, reader: &str, subject: &str) -> Result<Vec<Record>, GateError> {
        let person = |id| self.population.persona(id).unwrap().person.id;
        let actor = Actor::Citizen(person(reader));
        let allowed = self.gate.see(&actor, person(subject), &APPOINTMENTS, Deed::new("list")).await?;
        records::list(&allowed, "Appointment").await
    }

    /// What a reader finds, by title.
    async fn titles(&self, reader: &str, subject: &str) -> HashSet<String> {
        let seen = self.see(reader, subject).await.unwrap_or_else(|fault| panic!("{reader}, {subject}: {fault}"));
        seen.iter().filter_map(|record| record.appointment()?.appointment_type?.text).collect()
    }
}

fn views(population: &Population, id: &str, today: Date) -> Vec<AppointmentView> {
    let letters = mail(population.persona(id).unwrap(), today);
    letters.iter().flat_map(|it| it.text.lines()).filter_map(|line| AppointmentView::read(line.as_bytes())).collect()
}

/// Every kind of day: a weekday, a weekend, the last of a year, both changes of the clock, 29 February.
fn days() -> [Date; 7] {
    [(2026, 11, 20), (2026, 11, 21), (2026, 12, 31), (2027, 3, 27), (2026, 10, 24), (2028, 2, 29), (2027, 7, 4)]
        .map(|(year, month, day)| date(year, month, day))
}

#[test]
fn every_appointment_is_as_the_profile_of_its_source_says() {
    for today in days() {
        let population = Population::new(1, today);
        let mut ids = HashSet::new();
        for letter in population.personas.iter().flat_map(|persona| mail(persona, today)) {
            for line in letter.text.lines() {
                let node = Node::parse(line).unwrap();
                assert_eq!(fhir::validate(&node), [], "{line}");
                let issues = fhir::helsenorge::validate_appointment(&node);
                match letter.source.profile {
                    Profile::Helsenorge => assert_eq!(issues, [], "{line}"),
                    // Helsenorge's profile has no service category for GPs, and nothing else is wrong with theirs.
                    Profile::Base => {
                        assert!(issues.iter().all(|it| it.element.contains("serviceCategory")), "{issues:?}")
                    }
                }
                assert!(ids.insert((letter.source.organisation.clone(), node.text_of("id").map(str::to_owned))));
            }
        }
    }
}

#[test]
fn a_diary_is_the_same_for_the_same_date() {
    let today = date(2026, 11, 21);
    let all = |population: &Population| -> Vec<String> {
        population.personas.iter().flat_map(|it| mail(it, today)).map(|it| it.text).collect()
    };
    assert_eq!(all(&Population::new(1, today)), all(&Population::new(1, today)));
}

#[test]
fn organisations_have_synthetic_numbers_with_a_valid_check_digit() {
    let population = Population::new(1, date(2026, 11, 21));
    let letters = population.personas.iter().flat_map(|it| mail(it, population.today()));
    let sources: Vec<Source> = letters.map(|it| it.source).collect();
    for Source { organisation, name, .. } in &sources {
        let weighted =
            organisation.bytes().zip([3, 2, 7, 6, 5, 4, 3, 2, 1]).map(|(it, weight)| u32::from(it - b'0') * weight);
        assert!(organisation.starts_with('3') && weighted.sum::<u32>() % 11 == 0, "{organisation} {name}");
    }
    let of =
        |kind| sources.iter().filter(|it| it.kind == kind).map(|it| &it.organisation).collect::<HashSet<_>>().len();
    assert!(of(ItemSource::Gp) >= 9 && of(ItemSource::Municipal) >= 8 && of(ItemSource::Hospital) >= 4);
}

#[test]
fn the_first_story_has_one_of_each() {
    for today in days() {
        let population = Population::new(1, today);
        let per = views(&population, "per-full", today);
        let midnight = today.in_tz("Europe/Oslo").unwrap().timestamp();
        let (ahead, past): (Vec<_>, Vec<_>) = per.iter().partition(|it| it.start.unwrap() > midnight);
        assert!(past.len() >= 25 && past.iter().any(|it| it.status == "noshow"));
        assert!(ahead.iter().any(|it| it.status == "cancelled" && it.cancelation_reason.is_some()));
        assert!(ahead.iter().any(|it| matches!(it.meeting, Some(fhir::Meeting::Link(_)))));
        assert!(ahead.iter().any(|it| matches!(it.meeting, Some(fhir::Meeting::Phone(_)))));
        assert!(ahead.iter().any(|it| it.patient_instruction.is_some() && !it.documents.is_empty()));
        assert!(ahead.iter().any(|it| it.cancel_until == Some(midnight)), "one past its deadline");
        assert!(ahead.iter().any(|it| it.flags.is_empty() && it.status == "booked"));
        assert!(ahead.iter().any(|it| it.allows(fhir::Flag::ChangeAppointment)));
        let astrid = views(&population, "astrid-82", today);
        assert_eq!(astrid.iter().filter(|it| it.status == "proposed").count(), 21);
    }
}

#[test]
fn only_those_who_work_at_weekends_do() {
    for ahead in 0..7 {
        let today = date(2026, 11, 16).saturating_add(ahead.days());
        let starts =
            views(&Population::new(1, today), "per-full", today).into_iter().filter(|it| !it.places.is_empty());
        for view in starts.filter(|it| it.appointment_type.as_ref().unwrap().codes[0].1 != "Hastetime") {
            let wall = view.start.unwrap().in_tz("Europe/Oslo").unwrap();
            assert!(wall.weekday().to_monday_one_offset() <= 5 && (7..18).contains(&wall.hour()), "{wall}");
        }
    }
}

#[tokio::test]
async fn each_sees_what_the_rules_let_them_see() {
    for house in House::both().await {
        let engine = house.engine;
        let hidden = "Samtale på helsestasjon for ungdom";
        assert!(house.titles("ella-15", "ella-15").await.contains(hidden), "{engine}");
        let mothers = house.titles("marit-mor", "ella-15").await;
        assert!(!mothers.contains(hidden) && mothers.contains("Time hos fastlegen"), "{engine}");

        let hidden = "Samtale med foreldrene om Noah";
        let (own, mothers) = (house.titles("noah-13", "noah-13").await, house.titles("marit-mor", "noah-13").await);
        assert!(mothers.contains(hidden) && !own.contains(hidden) && own.len() == 2, "{engine} {own:?}");

        let (nurse, gp, hospital) = ("Samtale med helsesykepleier", "Time hos fastlegen", "Kontroll av astma");
        let consented = house.titles("marius-14", "marius-14").await;
        assert!(consented.contains(nurse) && consented.contains(gp) && !consented.contains(hospital), "{consented:?}");
        let without = house.titles("sofie-14", "sofie-14").await;
        assert!(without.contains(nurse) && !without.contains(gp) && !without.contains(hospital), "{without:?}");
        assert!(house.titles("hilde-mor", "marius-14").await.contains(hospital));

        assert_eq!(house.titles("tor-digital", "inger-giver").await, house.titles("inger-giver", "inger-giver").await);
        assert!(house.titles("bjorn-sonn", "astrid-82").await.contains("Morgenstell og frokost"));
        let refused = house.see("knut-registrert", "inger-giver").await;
        assert!(matches!(refused, Err(GateError::Refused(_))));
        let level = house.see("randi-basis", "randi-basis").await;
        assert!(matches!(level, Err(GateError::Refused(Refusal::ConsentLevel))), "{:?}", level.err());
    }
}

#[tokio::test]
async fn the_same_again_adds_nothing_and_every_organisation_has_a_name() {
    for house in House::both().await {
        let before = house.see("per-full", "per-full").await.unwrap();
        appointments::deliver(&house.to, &house.population).await.unwrap();
        assert_eq!(house.see("per-full", "per-full").await.unwrap(), before, "{}", house.engine);
        for record in &before {
            let source = Source::find(&house.db, &record.organisation).await.unwrap();
            assert!(source.is_some_and(|it| it.name != record.organisation));
        }
    }
}
