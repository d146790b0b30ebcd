//! Staff at the gate, over real registers and databases.

use access::{
    Actor, Deed, GateError, JobKind, Policy, Reason, Staff,
    log::{self, Filter, Line, Page, Who, Why},
    rules::{MEMBERS, Refusal, Role},
    state::{Change, NewMember},
};
use db::{Random, args, testing};
use jiff::civil::date;
use people::{PersonId, PopulationRegister, Protection, RegisterEvent};
use uuid::Uuid;

use super::{NOW, refused};
use crate::family::{APPOINTMENTS, Family, USAGE_LOG};

const CLINIC: &str = "319003006";

impl Family {
    /// Gives somebody a role at the clinic, as a command does, and the staff that they are at work.
    async fn employ(&self, person: PersonId, role: Role) -> Staff {
        let command = Actor::Job(JobKind::Operator);
        let policy = Policy::everywhere(&MEMBERS);
        let allowed = self.gate.deliver(&command, person, &policy, Deed::new("give_role")).await.unwrap();
        let new = NewMember {
            organisation: CLINIC.into(),
            office: Uuid::from_u128(1),
            role,
            hpr: None,
            given_by: "test".into(),
        };
        let given = allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { tx.give_role(&new).await }));
        let id = given.await.unwrap().expect("a new role");
        self.gate.staff(person, id).await.unwrap().expect("a role that stands")
    }

    async fn dismiss(&self, staff: &Staff) -> bool {
        let (command, role) = (Actor::Job(JobKind::Operator), staff.membership());
        let policy = Policy::everywhere(&MEMBERS);
        let allowed = self.gate.deliver(&command, staff.person(), &policy, Deed::new("end_role")).await.unwrap();
        let ended = allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { tx.end_role(CLINIC, role, "test").await }));
        ended.await.unwrap()
    }

    async fn lines(&self, person: PersonId) -> Vec<Line> {
        let own = self.gate.see(&Actor::Citizen(person), person, &USAGE_LOG, Deed::new("list")).await.unwrap();
        let lines = log::list(&own, &Filter::default(), &Page { before: None, size: 100 }).await.unwrap();
        lines.into_iter().filter(|line| matches!(line.who, Who::Staff { .. })).collect()
    }

    async fn see(&self, staff: &Staff, subject: PersonId, reason: Reason) -> Result<(), GateError> {
        self.gate.see_at_work(staff, subject, &APPOINTMENTS, Deed::new("show"), reason).await.map(drop)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_look_of_staff_stands_in_the_persons_log_with_role_organisation_and_stated_words() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let nurse = family.employ(family.stranger, Role::Nurse).await;
        family.see(&nurse, family.mother, Reason::Queue).await.unwrap();
        family.see(&nurse, family.mother, Reason::Stated("Hun ringte om timen sin".into())).await.unwrap();
        let lines = family.lines(family.mother).await;
        let who = Who::Staff { person: family.stranger, role: Role::Nurse };
        assert!(lines.iter().all(|line| line.who == who && line.place == CLINIC && line.granted), "{lines:?}");
        let why: Vec<&Why> = lines.iter().map(|line| &line.why).collect();
        assert!(why.contains(&&Why::AtWork(Reason::Queue)), "{why:?}");
        assert!(why.contains(&&Why::AtWork(Reason::Stated("Hun ringte om timen sin".into()))), "{why:?}");
        assert!(
            family.lines(family.stranger).await.is_empty(),
            "whom the nurse has seen is not in the nurse's own log"
        );

        let rows = family.test.db.fetch_all("SELECT words FROM usage_log_words", args![]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(!String::from_utf8_lossy(rows[0].blob(0).unwrap()).contains("ringte"), "sealed");
        let moved = "UPDATE usage_log_words SET line = (SELECT id FROM usage_log WHERE reason = 'nurse:queue')";
        family.test.db.execute(moved, args![]).await.unwrap();
        let own = family.gate.see(&Actor::Citizen(family.mother), family.mother, &USAGE_LOG, Deed::new("list")).await;
        let read = log::list(&own.unwrap(), &Filter::default(), &Page { before: None, size: 100 }).await;
        assert!(read.is_err(), "words that were moved to another line are not shown as if they belonged there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_open_neither_their_own_nor_their_childrens_data_and_the_attempt_is_logged() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let mother = family.employ(family.mother, Role::Nurse).await;
        for own in [family.mother, family.child] {
            assert_eq!(refused(family.see(&mother, own, Reason::Queue).await), Refusal::OwnData);
            let page = [own];
            let many = family.gate.see_many_at_work(&mother, &page, &APPOINTMENTS, Deed::new("list"), Reason::Queue);
            assert!(many.await.unwrap().is_empty());
        }
        let lines = family.lines(family.mother).await;
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| !line.granted && line.why == Why::Refused(Refusal::OwnData)), "{lines:?}");
        family.see(&mother, family.father, Reason::Queue).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_has_ended_opens_nothing_and_a_change_under_way_is_not_kept() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let nurse = family.employ(family.stranger, Role::Nurse).await;
        let act =
            family.gate.act_at_work(&nurse, family.mother, &APPOINTMENTS, Deed::new("change"), Reason::Appointment);
        let allowed = act.await.unwrap();
        assert!(family.dismiss(&nurse).await);
        assert!(!family.dismiss(&nurse).await, "the second time ends nothing");
        assert_eq!(family.gate.staff(nurse.person(), nurse.membership()).await.unwrap(), None);
        assert_eq!(family.gate.staff(family.mother, nurse.membership()).await.unwrap(), None, "another's role");
        let done = allowed.commit::<_, GateError, _>(|_| Box::pin(async { Ok(()) })).await;
        assert_eq!(refused(done), Refusal::NotYourRole);
        assert!(family.lines(family.mother).await.is_empty(), "what was not done is not in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_write_to_users_alone_and_not_to_the_dead() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let doctor = family.employ(family.stranger, Role::Doctor).await;
        let act =
            |person| family.gate.act_at_work(&doctor, person, &APPOINTMENTS, Deed::new("change"), Reason::Contact);
        let allowed = act(family.mother).await.unwrap();
        family.change(family.mother, Change::WithdrawTerms).await;
        let late = allowed.commit::<_, GateError, _>(|_| Box::pin(async { Ok(()) })).await;
        assert_eq!(refused(late), Refusal::TermsNotAccepted, "withdrawn meanwhile");
        assert_eq!(refused(act(family.mother).await.map(drop)), Refusal::TermsNotAccepted);
        let died = RegisterEvent::Died { person: family.father, on: date(2026, 11, 20) };
        family.register.apply(died).await.unwrap();
        assert_eq!(refused(act(family.father).await.map(drop)), Refusal::Dead);
        let unknown = PersonId(Random::system().uuid(family.clock.now()));
        assert_eq!(refused(act(unknown).await.map(drop)), Refusal::NoTrace);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_who_a_protected_person_is_and_not_where() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let clerk = family.employ(family.stranger, Role::Clerk).await;
        let look = || family.gate.see_at_work(&clerk, family.mother, &APPOINTMENTS, Deed::new("show"), Reason::Queue);
        assert!(look().await.unwrap().seen().unwrap().home.is_some());
        let protection = Protection::StrictlyConfidential;
        let protect = RegisterEvent::ProtectionChanged { person: family.mother, protection };
        family.register.apply(protect).await.unwrap();
        let allowed = look().await.unwrap();
        let seen = allowed.seen().unwrap();
        assert_eq!((seen.name.given.as_str(), seen.home.is_none(), seen.user), ("Mor", true, true));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_queue_is_logged_for_everyone_on_it() {
    for test in testing::both().await {
        let family = Family::at(test, NOW).await;
        let nurse = family.employ(family.stranger, Role::Nurse).await;
        let all = [family.mother, family.father, family.child, family.stranger];
        let seen = family.gate.see_many_at_work(&nurse, &all, &APPOINTMENTS, Deed::new("list"), Reason::Queue).await;
        let seen: Vec<PersonId> = seen.unwrap().iter().map(|allowed| allowed.subject()).collect();
        assert_eq!(seen, [family.mother, family.father, family.child], "in the order asked, and not oneself");
        for person in [family.mother, family.father] {
            assert_eq!(family.lines(person).await.len(), 1);
        }
    }
}
