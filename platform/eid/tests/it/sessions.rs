//! Sessions: who is logged in, how long, and how it ends.

use db::{PersonId, args};
use eid::sessions::{ActiveLogIn, Reading, Session, Sessions};
use jiff::{SignedDuration, ToSpan};

use crate::stage::{self, ISSUER, Stage};

const MINUTE: SignedDuration = SignedDuration::from_secs(60);

async fn live(sessions: &Sessions, token: &str) -> Session {
    match sessions.read(token, eid::sessions::Kind::Citizen).await.unwrap() {
        Reading::Live(session) => session,
        other => panic!("expected a live session, got {other:?}"),
    }
}

async fn list(stage: &Stage, person: PersonId) -> Vec<ActiveLogIn> {
    stage.sessions.list(&stage.may_see(person).await).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_worth_its_session_and_is_not_stored() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let opened = stage.log_in(person).await;
        assert_eq!(live(&stage.sessions, &opened.token).await, opened.session);
        assert_eq!(opened.session.person, person);
        for wrong in ["", "short", &"A".repeat(43), &"å".repeat(43)] {
            assert_eq!(stage.sessions.read(wrong, eid::sessions::Kind::Citizen).await.unwrap(), Reading::Nobody);
        }
        let sql = "SELECT 1 FROM sessions WHERE token_hash = $1";
        let rows = stage.db.fetch_all(sql, args![&opened.token]).await.unwrap();
        assert!(rows.is_empty(), "a stolen database must not hold tokens");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_sessions_end_after_half_an_hour_and_use_keeps_them() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let token = stage.log_in(person).await.token;
        stage.pass(MINUTE * 29);
        let idle_ends_at = live(&stage.sessions, &token).await.idle_ends_at;
        assert_eq!(idle_ends_at, stage.clock.now() + MINUTE * 30, "a use moves the end");
        stage.pass(MINUTE * 30 - SignedDuration::from_micros(1));
        live(&stage.sessions, &token).await;
        stage.pass(MINUTE * 30);
        assert_eq!(stage.sessions.read(&token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::TimedOut(person));
        stage.pass(SignedDuration::from_hours(12));
        assert_eq!(
            stage.sessions.read(&token, eid::sessions::Kind::Citizen).await.unwrap(),
            Reading::Nobody,
            "forgotten in the end"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn use_is_written_down_once_a_minute_and_extending_at_once() {
    for stage in stage::both().await {
        let token = stage.log_in(stage.person().await).await.token;
        let first = live(&stage.sessions, &token).await;
        stage.pass(SignedDuration::from_secs(59));
        let mut second = live(&stage.sessions, &token).await;
        assert_eq!(second.idle_ends_at, first.idle_ends_at, "not written yet");
        stage.sessions.extend(&mut second).await.unwrap();
        assert_eq!(live(&stage.sessions, &token).await.idle_ends_at, stage.clock.now() + MINUTE * 30);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_session_lasts_longer_than_two_hours() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let token = stage.log_in(person).await.token;
        for _ in 0..11 {
            stage.pass(MINUTE * 10);
            live(&stage.sessions, &token).await;
        }
        let session = live(&stage.sessions, &token).await;
        assert_eq!(session.next_end(), session.begun_at + 2.hours());
        stage.pass(MINUTE * 10);
        assert_eq!(stage.sessions.read(&token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::TimedOut(person));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_in_rotates_the_session_and_tells_when_the_last_one_was() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let first = stage.log_in(person).await;
        assert_eq!(first.session.previous_at, None);
        stage.pass(MINUTE);
        let second = stage.log_in_from(person, "sid-2", Some(&first.token)).await;
        assert_eq!(second.session.previous_at, Some(first.session.begun_at));
        assert_eq!(live(&stage.sessions, &second.token).await.previous_at, Some(first.session.begun_at));
        assert_eq!(stage.sessions.read(&first.token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::Nobody);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_gives_the_hint_once_and_tells_nothing_after() {
    for stage in stage::both().await {
        let opened = stage.log_in(stage.person().await).await;
        assert_eq!(stage.sessions.end(&opened.session).await.unwrap().as_deref(), Some("the.id.token"));
        assert_eq!(stage.sessions.end(&opened.session).await.unwrap(), None);
        // Not even whose it was: a stolen cookie of an ended session must keep no forms.
        assert_eq!(stage.sessions.read(&opened.token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::Nobody);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn log_ins_are_listed_and_ended_by_their_person_alone() {
    for stage in stage::both().await {
        let (person, stranger) = (stage.person().await, stage.person().await);
        let phone = stage.log_in(person).await;
        stage.pass(MINUTE);
        let laptop = stage.log_in_from(person, "sid-2", None).await;
        let found = list(&stage, person).await;
        assert_eq!(found.iter().map(|log_in| log_in.id).collect::<Vec<_>>(), [laptop.session.id, phone.session.id]);
        assert_eq!((found[0].device.as_str(), found[0].place.as_deref()), ("Firefox, Linux", Some("192.0.*.*")));

        let (sessions, id) = (&stage.sessions, phone.session.id);
        assert!(!sessions.end_one(stage.may_act(stranger).await, id).await.unwrap());
        assert!(sessions.end_one(stage.may_act(person).await, id).await.unwrap());
        assert!(!sessions.end_one(stage.may_act(person).await, id).await.unwrap(), "ended once");
        assert_eq!(stage.sessions.read(&phone.token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::Nobody);
        live(&stage.sessions, &laptop.token).await;

        assert_eq!(stage.sessions.end_all(&laptop.session).await.unwrap(), 1);
        assert!(list(&stage, person).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn timed_out_log_ins_are_not_listed() {
    for stage in stage::both().await {
        let person = stage.person().await;
        stage.log_in(person).await;
        stage.pass(MINUTE * 30);
        assert!(list(&stage, person).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_ends_the_sessions_of_its_own_session_alone() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let one = stage.log_in_from(person, "sid-1", None).await;
        let other = stage.log_in_from(person, "sid-2", None).await;
        assert_eq!(stage.sessions.end_by_provider("https://another.example", "sid-1").await.unwrap(), []);
        assert_eq!(stage.sessions.end_by_provider(ISSUER, "sid-1").await.unwrap(), [person]);
        assert_eq!(stage.sessions.read(&one.token, eid::sessions::Kind::Citizen).await.unwrap(), Reading::Nobody);
        live(&stage.sessions, &other.token).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn old_sessions_are_removed_and_the_time_of_log_in_stays() {
    for stage in stage::both().await {
        let person = stage.person().await;
        let first = stage.log_in(person).await;
        stage.pass(SignedDuration::from_hours(13));
        assert_eq!(stage.sessions.purge().await.unwrap(), 0, "it may still keep a form");
        stage.pass(SignedDuration::from_hours(2));
        assert_eq!(stage.sessions.purge().await.unwrap(), 1);
        assert_eq!(stage.log_in(person).await.session.previous_at, Some(first.session.begun_at));
    }
}
