//! The gate over real registers and databases: what changes in the register or the consents holds at once.

mod powers;

use access::{
    Actor, Deed, GateError, Policy, Reach,
    log::Why,
    rules::{Area, Basis, Flags, ItemSource, Level, Refusal},
    state::{Change, NewPower},
};
use db::{Random, testing};
use jiff::civil::date;
use people::{PersonId, PopulationRegister, Protection, RegisterEvent};

use crate::family::{APPOINTMENTS, CONSENT, Family};

mod at_work;

const NOW: &str = "2026-11-21T12:00:00Z";

fn refused(answer: Result<(), GateError>) -> Refusal {
    match answer {
        Err(GateError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_sees_a_childs_appointments_and_a_stranger_finds_no_trace() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        family.look(family.mother, family.child).await.unwrap();
        family.look(family.father, family.child).await.unwrap();
        family.look(family.child, family.child).await.map_err(|_| ()).unwrap_err();
        assert_eq!(refused(family.look(family.stranger, family.child).await), Refusal::NoTrace);
        assert_eq!(refused(family.look(family.mother, family.father).await), Refusal::NoTrace);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_register_says_holds_in_the_next_request() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (child, mother) = (family.child, family.mother);
        let event = RegisterEvent::CustodyChanged { child, responsible: vec![family.father] };
        family.register.apply(event).await.unwrap();
        assert_eq!(refused(family.look(mother, child).await), Refusal::NoTrace);
        family.look(family.father, child).await.unwrap();

        let protect = RegisterEvent::ProtectionChanged { person: child, protection: Protection::Confidential };
        family.register.apply(protect).await.unwrap();
        assert_eq!(refused(family.look(family.father, child).await), Refusal::NoTrace);

        family.register.apply(RegisterEvent::Died { person: mother, on: date(2026, 11, 20) }).await.unwrap();
        assert_eq!(refused(family.look(mother, mother).await), Refusal::Dead);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parents_lose_access_at_midnight_in_norway_before_the_16th_birthday() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        family.set_clock("2034-11-21T22:59:59Z"); // 23.59.59 in Oslo, the day before
        family.look(family.mother, family.child).await.unwrap();
        family.set_clock("2034-11-21T23:00:00Z"); // midnight in Oslo
        assert_eq!(refused(family.look(family.mother, family.child).await), Refusal::NoTrace);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_of_attorney_opens_its_area_until_it_is_ended() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder) = (family.mother, family.stranger);
        let power =
            NewPower { holder, areas: vec![Area::Digital], may_act: false, starts: date(2026, 11, 21), ends: None };
        let allowed = family.gate.act(&Actor::Citizen(giver), giver, &CONSENT, Deed::new("give_power")).await.unwrap();
        let id = allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.give_power(&power).await?) }))
            .await
            .unwrap();
        family.look(holder, giver).await.unwrap();
        let represented = family.gate.standings(holder).await.unwrap().1;
        let represented: Vec<_> = represented.iter().map(|it| (it.subject.person, it.basis())).collect();
        assert_eq!(represented, [(giver, Some(Basis::PowerOfAttorney(id)))]);
        let acts = family.gate.act(&Actor::Citizen(holder), giver, &APPOINTMENTS, Deed::new("cancel")).await;
        assert_eq!(refused(acts.map(drop)), Refusal::PowerSeesOnly);

        let allowed = family.gate.act(&Actor::Citizen(giver), giver, &CONSENT, Deed::new("end_power")).await.unwrap();
        let ended = allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.end_power(id).await?) }))
            .await
            .unwrap();
        assert!(ended);
        assert_eq!(refused(family.look(holder, giver).await), Refusal::NoTrace);
        assert!(family.gate.standings(holder).await.unwrap().1.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lower_level_closes_at_once_and_a_withdrawal_leaves_the_record_of_consents() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let me = family.stranger;
        family.change(me, Change::ChooseLevel(Level::Basic)).await;
        assert_eq!(refused(family.look(me, me).await), Refusal::ConsentLevel);
        family.change(me, Change::WithdrawTerms).await;
        assert_eq!(refused(family.look(me, me).await), Refusal::TermsNotAccepted);
        let allowed = family.gate.see(&Actor::Citizen(me), me, &CONSENT, Deed::new("list")).await.unwrap();
        let kinds: Vec<String> =
            access::state::history(&allowed).await.unwrap().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds.len(), 3);
        assert!(kinds.contains(&"terms_withdrawn".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_does_for_a_child_stands_in_both_logs_with_the_reason() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        family.look(family.mother, family.child).await.unwrap();
        let why = Why::Given(Basis::ParentalResponsibility);
        assert_eq!(family.log_of(family.mother, family.mother).await, [("list".to_owned(), why.clone())]);
        assert_eq!(family.log_of(family.father, family.child).await, [("list".to_owned(), why)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_logged_and_a_stranger_finds_none_of_it_in_their_own_log() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let _ = family.look(family.stranger, family.mother).await;
        assert!(family.log_of(family.stranger, family.stranger).await.is_empty());
        let expected = ("list".to_owned(), Why::Refused(Refusal::NoTrace));
        assert_eq!(family.log_of(family.mother, family.mother).await, [expected]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_about_an_item_follows_what_its_reader_may_see_now() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (mother, child) = (family.mother, family.child);
        let item = Random::system().uuid(family.clock.now());
        mark(&family, item, Flags::default()).await;
        let look = Deed::on("show", item);
        family.gate.see(&Actor::Citizen(mother), child, &APPOINTMENTS, look).await.unwrap();
        assert_eq!(family.log_of(mother, child).await.len(), 1);
        assert_eq!(family.log_of(mother, mother).await.len(), 1);

        mark(&family, item, Flags { hidden_from_parents: true, hidden_from_youth: false }).await;
        assert!(family.log_of(mother, child).await.is_empty(), "hidden in the child's log");
        assert!(family.log_of(mother, mother).await.is_empty(), "hidden in the parent's own log");

        let never = Deed::on("show", Random::system().uuid(family.clock.now()));
        family.gate.see(&Actor::Citizen(mother), child, &APPOINTMENTS, never).await.unwrap();
        assert!(family.log_of(mother, mother).await.is_empty(), "one that never was looks the same as a hidden one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_on_a_hidden_item_leaves_the_parent_what_a_refusal_on_nothing_leaves() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (mother, child) = (family.mother, family.child);
        let hidden = Random::system().uuid(family.clock.now());
        mark(&family, hidden, Flags { hidden_from_parents: true, hidden_from_youth: false }).await;
        family.change(child, Change::RemoveAccess(true)).await;
        for item in [hidden, Random::system().uuid(family.clock.now())] {
            let answer = family.gate.see(&Actor::Citizen(mother), child, &APPOINTMENTS, Deed::on("show", item)).await;
            assert_eq!(refused(answer.map(drop)), Refusal::AccessRemoved);
        }
        assert!(family.log_of(mother, mother).await.is_empty(), "{}", family.test.engine);
    }
}

async fn mark(family: &Family, item: uuid::Uuid, flags: Flags) {
    let clinic = Actor::Source { organisation: "999999999".into() };
    let allowed = family.gate.deliver(&clinic, family.child, &APPOINTMENTS, Deed::on("deliver", item)).await.unwrap();
    let set = allowed
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { tx.set_item(item, flags, ItemSource::Gp).await }));
    set.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_refused_for_one_who_is_not_a_user() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        family.change(family.child, Change::WithdrawTerms).await;
        family.change(family.father, Change::RemoveAccess(true)).await;
        family.register.apply(RegisterEvent::Died { person: family.stranger, on: date(2026, 11, 20) }).await.unwrap();
        let clinic = Actor::Source { organisation: "999999999".into() };
        let nobody = PersonId(Random::system().uuid(family.clock.now()));
        for person in [family.child, family.father, family.stranger, nobody] {
            let answer = family.gate.deliver(&clinic, person, &APPOINTMENTS, Deed::new("deliver")).await;
            assert_eq!(refused(answer.map(drop)), Refusal::TermsNotAccepted, "{}", family.test.engine);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_fails_leaves_neither_itself_nor_its_line() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let me = family.mother;
        let allowed = family.gate.act(&Actor::Citizen(me), me, &APPOINTMENTS, Deed::new("cancel")).await.unwrap();
        let answer = allowed.commit::<(), GateError, _>(|_| Box::pin(async { Err(GateError::Statement("no".into())) }));
        answer.await.unwrap_err();
        assert!(family.log_of(me, me).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_opens_when_the_municipality_is_connected_or_the_pilot_chooses_the_county() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let me = family.mother;
        for (reach, expected, open) in [
            (
                Reach::ConnectedMunicipalities,
                Refusal::MunicipalityNotConnected,
                "INSERT INTO connected_municipalities (service, municipality) VALUES ('appointments', '0301')",
            ),
            (
                Reach::Pilot,
                Refusal::InPilot,
                "INSERT INTO pilot_members (service, kind, value) VALUES ('appointments', 'region', '03')",
            ),
        ] {
            let policy = Policy { reach, ..APPOINTMENTS };
            let look =
                || async { family.gate.see(&Actor::Citizen(me), me, &policy, Deed::new("list")).await.map(drop) };
            assert_eq!(refused(look().await), expected, "{}", family.test.engine);
            let opened = family
                .test
                .db
                .write::<_, db::DbError, _>(move |tx| Box::pin(async move { tx.execute(open, vec![]).await }));
            opened.await.unwrap();
            look().await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_between_decision_and_delivery_is_not_delivered() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let clinic = Actor::Source { organisation: "999999999".into() };
        let allowed = family.gate.deliver(&clinic, family.mother, &APPOINTMENTS, Deed::new("deliver")).await.unwrap();
        family.change(family.mother, Change::WithdrawTerms).await;
        let answer = allowed.commit::<(), GateError, _>(|_| Box::pin(async { Ok(()) })).await;
        assert_eq!(refused(answer), Refusal::TermsNotAccepted, "{}", family.test.engine);
        let both = [&APPOINTMENTS, &CONSENT];
        let allowed = family.gate.deliver_to(&clinic, family.father, &both, Deed::new("deliver")).await.unwrap();
        let off = Change::SwitchOff { service: CONSENT.rules.service.to_owned(), off: true };
        family.change(family.father, off).await;
        let answer = allowed.commit::<(), GateError, _>(|_| Box::pin(async { Ok(()) })).await;
        assert_eq!(refused(answer), Refusal::TermsNotAccepted, "a further service of the delivery was closed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_log_cannot_be_written_nothing_is_shown_and_nothing_is_changed() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let broken = family.test.db.write::<_, db::DbError, _>(|tx| {
            Box::pin(async move { tx.execute("ALTER TABLE usage_log RENAME TO usage_log_away", vec![]).await })
        });
        broken.await.unwrap();
        let me = family.mother;
        assert!(matches!(family.look(me, me).await, Err(GateError::Database(_))), "{}", family.test.engine);
        let allowed = family.gate.act(&Actor::Citizen(me), me, &CONSENT, Deed::new("change")).await.unwrap();
        let answer = allowed.commit::<_, GateError, _>(move |tx| {
            Box::pin(async move { Ok(tx.change_state(&Change::RemoveAccess(true), me).await?) })
        });
        assert!(answer.await.is_err());
        let standing = family.gate.standing(me, me).await.unwrap();
        assert!(!standing.subject.restrictions.access_removed);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_has_withdrawn_still_sees_who_looked_at_what_is_gone() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (me, clinic) = (family.stranger, Actor::Source { organisation: "999999999".into() });
        let item = Random::system().uuid(family.clock.now());
        let delivered = family.gate.deliver(&clinic, me, &APPOINTMENTS, Deed::on("deliver", item)).await.unwrap();
        let marked = delivered.commit::<_, GateError, _>(move |tx| {
            Box::pin(async move { tx.set_item(item, Flags::default(), ItemSource::Gp).await })
        });
        marked.await.unwrap();
        family.gate.see(&Actor::Citizen(me), me, &APPOINTMENTS, Deed::on("show", item)).await.unwrap();
        let allowed = family.gate.act(&Actor::Citizen(me), me, &CONSENT, Deed::new("withdraw")).await.unwrap();
        let withdrawn = allowed.commit::<_, GateError, _>(move |tx| {
            Box::pin(async move {
                tx.erase_rows().await?;
                Ok(tx.change_state(&Change::WithdrawTerms, me).await?)
            })
        });
        withdrawn.await.unwrap();
        assert_eq!(family.log_of(me, me).await.len(), 1, "{}", family.test.engine);
    }
}
