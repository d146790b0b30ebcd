//! Powers of attorney over real registers and databases: both sides, every kind, every end (R5, R6, R8, R9).

use access::{
    Actor, Deed, GateError, JobKind, PersonTx, birthdays,
    rules::{Area, Basis, Level, PowerKind, Refusal, latest_attested_end},
    state::{
        Attested, Change, NewPower, PharmacyCode, PowerEnd, PowerError, Side, find_power, given_powers, pharmacy_code,
        received_powers,
    },
};
use db::{Random, testing};
use futures_util::future::BoxFuture;
use jiff::civil::date;
use people::{PersonId, PopulationRegister, Protection, RegisterEvent};
use uuid::Uuid;

use super::{NOW, refused};
use crate::family::{CONSENT, Family};

impl Family {
    /// A change on somebody's behalf, as a job.
    pub async fn as_job<T, E, F>(&self, person: PersonId, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<GateError> + From<access::DbError> + Send + 'static,
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<T, E>> + Clone + Send + 'static,
    {
        let job = Actor::Job(JobKind::DemoSeed);
        self.gate.deliver(&job, person, &CONSENT, Deed::new("change")).await?.commit(change).await
    }

    async fn give(&self, giver: PersonId, holder: PersonId) -> Uuid {
        let new = new(holder);
        let given =
            self.as_job::<_, GateError, _>(giver, move |tx| Box::pin(async move { Ok(tx.give_power(&new).await?) }));
        given.await.unwrap()
    }

    async fn end(&self, person: PersonId, power: Uuid, why: PowerEnd) -> Result<bool, PowerError> {
        self.as_job(person, move |tx| Box::pin(async move { Ok(tx.end_power_as(power, why).await?.1) })).await
    }

    async fn attest(&self, giver: PersonId, new: Attested) -> Result<Uuid, PowerError> {
        self.as_job(giver, move |tx| Box::pin(async move { tx.register_attested(&new).await })).await
    }

    async fn own(&self, person: PersonId) -> access::Allowed<access::See> {
        self.gate.see(&Actor::Citizen(person), person, &CONSENT, Deed::new("list")).await.unwrap()
    }
}

fn new(holder: PersonId) -> NewPower {
    NewPower { holder, areas: vec![Area::Digital], may_act: true, starts: date(2026, 11, 21), ends: None }
}

fn attested(holder: PersonId) -> Attested {
    let (starts, ends, certificate) = (date(2026, 11, 21), date(2031, 11, 20), "2026-17".to_owned());
    Attested { holder, areas: Area::ALL.to_vec(), may_act: true, starts, ends, certificate }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_finds_what_was_given_to_them_and_nothing_of_the_givers_others() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder, other) = (family.mother, family.stranger, family.father);
        let (theirs, others) = (family.give(giver, holder).await, family.give(giver, other).await);
        let own = family.own(holder).await;
        let received: Vec<Uuid> = received_powers(&own).await.unwrap().iter().map(|it| it.power.id).collect();
        assert_eq!(received, [theirs]);
        assert!(given_powers(&own).await.unwrap().is_empty());
        assert!(find_power(&own, theirs).await.unwrap().is_some());
        assert!(find_power(&own, others).await.unwrap().is_none());
        assert_eq!(given_powers(&family.own(giver).await).await.unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn either_side_ends_it_once_and_the_giver_replaces_it_whole() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder) = (family.mother, family.stranger);
        let first = family.give(giver, holder).await;
        assert!(matches!(family.end(family.father, first, PowerEnd::Giver).await, Err(PowerError::NotFound)));
        assert!(family.end(holder, first, PowerEnd::Holder).await.unwrap());
        assert!(!family.end(giver, first, PowerEnd::Giver).await.unwrap(), "it has ended already");
        let found = find_power(&family.own(giver).await, first).await.unwrap().unwrap();
        assert_eq!(found.ended.unwrap().why, PowerEnd::Holder);

        let old = family.give(giver, holder).await;
        let narrower = NewPower { may_act: false, ..new(holder) };
        let replaced = family.as_job(giver, {
            let narrower = narrower.clone();
            move |tx| Box::pin(async move { tx.replace_power(old, &narrower).await })
        });
        let replacing = replaced.await.unwrap();
        let own = family.own(giver).await;
        assert_eq!(find_power(&own, replacing).await.unwrap().unwrap().replaces, Some(old));
        assert_eq!(find_power(&own, old).await.unwrap().unwrap().ended.unwrap().why, PowerEnd::Replaced);
        let again: Result<Uuid, PowerError> =
            family.as_job(giver, move |tx| Box::pin(async move { tx.replace_power(old, &narrower).await })).await;
        assert!(matches!(again, Err(PowerError::Ended)));
        assert_eq!(given_powers(&family.own(giver).await).await.unwrap().len(), 3, "nothing came of the second");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attested_power_opens_what_one_who_never_used_the_portal_could_have_and_nothing_to_themself() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder) = (family.father, family.stranger);
        family.change(giver, Change::WithdrawTerms).await;
        assert_eq!(refused(family.look(holder, giver).await), Refusal::NoTrace);
        let power = family.attest(giver, attested(holder)).await.unwrap();
        family.look(holder, giver).await.unwrap();
        let basis = family.gate.standing(holder, giver).await.unwrap().basis();
        assert_eq!(basis, Some(Basis::AttestedPower(power)));
        assert_eq!(refused(family.look(giver, giver).await), Refusal::TermsNotAccepted);
        let again = family.attest(giver, attested(holder)).await;
        assert!(matches!(again, Err(PowerError::Already(first)) if first == power), "registered once");
        let found = access::state::certificate(&family.own(giver).await, power).await.unwrap();
        assert_eq!(found.as_deref(), Some("2026-17"));

        assert!(family.end(holder, power, PowerEnd::Holder).await.unwrap());
        assert_eq!(refused(family.look(holder, giver).await), Refusal::NoTrace);
        let consent = access::state::consent(&family.own(giver).await).await.unwrap();
        assert_eq!((consent.terms, consent.level), (None, None), "what came with the power went with it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attested_power_gives_no_more_than_what_was_chosen_and_lasts_five_years_at_most() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder) = (family.father, family.stranger);
        family.change(giver, Change::ChooseLevel(Level::Basic)).await;
        for ends in [date(2031, 11, 21), date(2026, 11, 20)] {
            let refused = family.attest(giver, Attested { ends, ..attested(holder) }).await;
            assert!(matches!(refused, Err(PowerError::Bounds)), "{ends}");
        }
        assert!(matches!(family.attest(giver, attested(giver)).await, Err(PowerError::Bounds)));
        let of_nothing = Attested { areas: vec![], ..attested(holder) };
        assert!(matches!(family.attest(giver, of_nothing).await, Err(PowerError::Bounds)));
        let power = family.attest(giver, attested(holder)).await.unwrap();
        assert_eq!(refused(family.look(holder, giver).await), Refusal::ConsentLevel);
        family.change(giver, Change::ChooseLevel(Level::Full)).await;
        family.look(holder, giver).await.unwrap();
        assert_eq!(latest_attested_end(date(2026, 11, 21)), date(2031, 11, 20));
        family.set_clock("2031-11-20T22:59:59Z"); // 23.59.59 in Oslo
        family.look(holder, giver).await.unwrap();
        family.set_clock("2031-11-20T23:00:00Z");
        assert_eq!(refused(family.look(holder, giver).await), Refusal::NoTrace);
        family.end(giver, power, PowerEnd::RanOut).await.unwrap();
        let consent = access::state::consent(&family.own(giver).await).await.unwrap();
        assert_eq!(consent.level, Some(Level::Full), "what the person chose stays theirs");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dead_the_young_and_those_with_a_protected_address_are_no_side_of_an_attested_power() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (gate, giver, holder) = (&family.gate, family.father, family.stranger);
        assert_eq!(gate.unfit_for_attested(giver, holder).await.unwrap(), None);
        assert_eq!(gate.unfit_for_attested(family.child, holder).await.unwrap(), Some(Side::Giver), "under 16");
        assert_eq!(gate.unfit_for_attested(giver, family.child).await.unwrap(), Some(Side::Holder), "under 18");
        for (person, side) in [(giver, Side::Giver), (holder, Side::Holder)] {
            let protect = |protection| RegisterEvent::ProtectionChanged { person, protection };
            family.register.apply(protect(Protection::Confidential)).await.unwrap();
            assert_eq!(gate.unfit_for_attested(giver, holder).await.unwrap(), Some(side));
            family.register.apply(protect(Protection::None)).await.unwrap();
        }
        family.register.apply(RegisterEvent::Died { person: holder, on: date(2026, 11, 20) }).await.unwrap();
        assert_eq!(gate.unfit_for_attested(giver, holder).await.unwrap(), Some(Side::Holder));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_birthday_takes_what_parents_chose_and_not_what_came_with_an_attested_power() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (child, mother, holder) = (family.child, family.mother, family.stranger);
        let set = family.as_job::<_, GateError, _>(child, move |tx| {
            Box::pin(async move { Ok(tx.change_state(&Change::AcceptTerms(Level::Basic), mother).await?) })
        });
        set.await.unwrap();
        family.set_clock("2034-11-24T12:00:00Z"); // 16 two days ago, and no job has come by
        let (starts, ends) = (date(2034, 11, 24), date(2039, 11, 23));
        let power = family.attest(child, Attested { starts, ends, ..attested(holder) }).await.unwrap();
        family.look(holder, child).await.unwrap();
        assert_eq!(birthdays::run(&family.gate, date(2034, 11, 24)).await.unwrap(), 1);
        family.look(holder, child).await.unwrap();
        assert_eq!(refused(family.look(child, child).await), Refusal::TermsNotAccepted);
        family.end(holder, power, PowerEnd::Holder).await.unwrap();
        let consent = access::state::consent(&family.own(child).await).await.unwrap();
        assert_eq!((consent.terms, consent.level), (None, None), "what came with the power went with it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_for_the_pharmacy_has_a_code_for_both_sides_and_opens_nothing() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let (giver, holder) = (family.mother, family.stranger);
        let code = PharmacyCode::new(&Random::system());
        let given = family.as_job::<_, PowerError, _>(giver, {
            let (code, new) = (code.clone(), NewPower { areas: vec![], ..new(holder) });
            move |tx| Box::pin(async move { Ok(tx.give_pharmacy_power(&new, &code).await?) })
        });
        let power = given.await.unwrap();
        assert_eq!(refused(family.look(holder, giver).await), Refusal::NoTrace);
        assert!(family.gate.standings(holder).await.unwrap().1.is_empty());
        for side in [giver, holder] {
            let own = family.own(side).await;
            assert_eq!(pharmacy_code(&own, power).await.unwrap(), Some(code.clone()));
            assert_eq!(find_power(&own, power).await.unwrap().unwrap().power.kind, PowerKind::Pharmacy);
        }
        assert!(pharmacy_code(&family.own(family.father).await, power).await.unwrap().is_none());

        let checked = family.gate.check_pharmacy_code(&code).await.unwrap().unwrap();
        assert_eq!((checked.giver.0.given.as_str(), checked.holder.0.given.as_str()), ("Mor", "Ukjent"));
        assert!(family.gate.check_pharmacy_code(&PharmacyCode::new(&Random::system())).await.unwrap().is_none());
        let protect = |protection| RegisterEvent::ProtectionChanged { person: holder, protection };
        family.register.apply(protect(Protection::Confidential)).await.unwrap();
        assert!(family.gate.check_pharmacy_code(&code).await.unwrap().is_none());
        family.register.apply(protect(Protection::None)).await.unwrap();
        family.end(holder, power, PowerEnd::Holder).await.unwrap();
        assert!(family.gate.check_pharmacy_code(&code).await.unwrap().is_none());
    }
}
