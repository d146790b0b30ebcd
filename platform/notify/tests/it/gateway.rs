//! Text messages by a gateway that is slow, refuses, cuts off, answers wrongly, says the same twice, and lies.

use std::{sync::Arc, time::Duration};

use access::rules::Flags;
use db::{Clock, testing};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use notify::{
    Alternative, Channel, ChannelKind, Fault, Letter, Receipt, ReportError, Setup, Signature, Signed, Sms, SmsSettings,
    sms::{SIGNATURE, TIMESTAMP},
};

use crate::{
    house::{House, Post},
    http::{Answer, Request, Server},
    ladder::chooses,
};

const SECRET: &[u8] = b"as long a secret as both sides want";
const NOON: &str = "2026-11-21T11:00:00Z";

fn gateway(url: &str, clock: Clock) -> Sms {
    let settings = SmsSettings {
        url: format!("{url}/messages"),
        from: "Helsevei".into(),
        signature: Signature::new(SECRET),
        timeout: Duration::from_millis(700),
    };
    Sms::new(settings, clock).unwrap()
}

fn letter() -> Letter {
    Letter {
        to: "+4791234567".into(),
        keys: None,
        id: "0123456789abcdef0123456789abcdef".into(),
        language: "nb",
        subject: String::new(),
        text: "Du har en ny melding i Helsevei fra Øyane.".into(),
    }
}

fn taken(request: &Request) -> Answer {
    Answer::Say(202, "", format!(r#"{{"id": {}}}"#, request.json()["id"]))
}

fn says(status: u16) -> impl Fn(&Request, usize) -> Answer {
    move |_, _| Answer::Say(status, "", "+4791234567 is nobody".into())
}

async fn against(answer: impl Fn(&Request, usize) -> Answer + Send + Sync + 'static) -> Result<Receipt, Fault> {
    let server = Server::start(answer);
    gateway(&server.origin, Clock::standing_at(NOON.parse().unwrap())).deliver(&letter()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_one_signed_post_with_its_id() {
    let server = Server::start(|request, _| taken(request));
    let now: Timestamp = NOON.parse().unwrap();
    gateway(&server.origin, Clock::standing_at(now)).deliver(&letter()).await.unwrap();
    let request = server.requests().remove(0);
    assert_eq!((request.path.as_str(), request.header("content-type")), ("/messages", "application/json"));
    assert_eq!(request.header("idempotency-key"), letter().id);
    let said = request.json();
    assert_eq!((said["id"].as_str(), said["to"].as_str()), (Some(letter().id.as_str()), Some("+4791234567")));
    assert_eq!((said["from"].as_str(), said["text"].as_str()), (Some("Helsevei"), Some(letter().text.as_str())));
    let (timestamp, signature) = (request.header(TIMESTAMP), request.header(SIGNATURE));
    assert!(Signature::new(SECRET).proves(timestamp, signature, &request.body, now));
    assert!(!Signature::new(b"another").proves(timestamp, signature, &request.body, now));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_means_what_it_says_and_quotes_nobody() {
    assert_eq!(against(|request, _| taken(request)).await, Ok(Receipt));
    assert_eq!(against(says(409)).await, Ok(Receipt), "taken before");
    for status in [400, 413, 422] {
        assert_eq!(against(says(status)).await, Err(Fault::Never(format!("answered {status}"))));
    }
    for status in [401, 403, 404, 502, 503] {
        assert_eq!(against(says(status)).await, Err(Fault::Down(format!("answered {status}"))));
    }
    for status in [302, 500, 599] {
        assert_eq!(
            against(says(status)).await,
            Err(Fault::Later(format!("answered {status}"))),
            "it may be this message"
        );
    }
    let wrong = Err(Fault::Later("the answer is of another message or none".into()));
    for body in ["", "<html>OK</html>", "{}", r#"{"id": "another"}"#, "null", "[]"] {
        assert_eq!(against(move |_, _| Answer::Say(200, "", body.into())).await, wrong, "{body}");
    }
    let endless = "x".repeat(70_000);
    assert!(matches!(against(move |_, _| Answer::Say(200, "", endless.clone())).await, Err(Fault::Later(_))));
    assert!(matches!(against(|_, _| Answer::Cut).await, Err(Fault::Later(_))), "it may have been taken");
    let late = against(|_, _| Answer::Late(Duration::from_secs(2), 202, String::new())).await;
    assert_eq!(late, Err(Fault::Later("no answer in time".into())));
    let gone = gateway("http://127.0.0.1:1", Clock::standing_at(NOON.parse().unwrap())).deliver(&letter()).await;
    assert_eq!(gone, Err(Fault::Down("no connection".into())));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_wants_rest_gets_it_within_an_hour() {
    for (header, seconds) in [
        ("retry-after: 120", 120),
        ("retry-after: 0", 1),
        ("retry-after: 999999", 3600),
        ("retry-after: soon", 60),
        ("x: y", 60),
        ("retry-after: Sat, 21 Nov 2026 11:05:00 GMT", 300),
        ("retry-after: Sat, 21 Nov 2020 11:05:00 GMT", 1),
    ] {
        let answer = against(move |_, _| Answer::Say(429, header, String::new())).await;
        assert_eq!(answer, Err(Fault::Rest(SignedDuration::from_secs(seconds), "answered 429".into())), "{header}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_told_twice_by_a_gateway_that_misbehaves() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.reached(house.neighbour, None, Some("91234567")).await;
        // Every third message meets a fault of another kind; each is taken by its id once.
        let server = Server::start(|request, before| match before {
            1 => Answer::Cut,
            2 => Answer::Say(500, "", String::new()),
            4 => Answer::Say(200, "", "wrong".into()),
            5 => Answer::Say(409, "", String::new()),
            7 => Answer::Say(429, "retry-after: 30", String::new()),
            9 => Answer::Say(503, "", String::new()),
            _ => taken(request),
        });
        let worker = house.worker_by(vec![Arc::new(gateway(&server.origin, house.clock.clone()))]);
        for _ in 0..6 {
            house.news(house.neighbour, Flags::default()).await;
        }
        for _ in 0..20 {
            house.run(&worker).await;
            house.clock.set(house.clock.now() + SignedDuration::from_mins(5));
        }
        assert_eq!(house.states().await, ["sent"; 6]);
        let mut ids: Vec<String> = server.requests().iter().map(|it| it.header("idempotency-key").to_owned()).collect();
        assert!(ids.len() > 6, "some were tried again");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 6, "each under one id");
    }
}

fn report(house: &House, id: &str, status: &str) -> (String, String, Vec<u8>) {
    let body = serde_json::json!({ "id": id, "status": status }).to_string().into_bytes();
    let (timestamp, signature) = Signature::new(SECRET).sign(house.clock.now(), &body);
    (timestamp, signature, body)
}

async fn reported(house: &House, id: &str, status: &str) {
    let (timestamp, signature, body) = report(house, id, status);
    house.notices.report(&Signed { timestamp: &timestamp, signature: &signature, body: &body }).await.unwrap();
    // A second has gone: the same words are signed anew.
    house.clock.set(house.clock.now() + SignedDuration::from_secs(1));
}

/// A house whose neighbour is told by SMS, with one message sent.
async fn with_a_message(test: db::testing::TestDb) -> (House, String) {
    let mut house = House::on(test).await;
    house.notices = house.notices.clone().with(Setup { reports: Some(Signature::new(SECRET)), ..Setup::default() });
    house.reached(house.neighbour, None, Some("91234567")).await;
    house.news(house.neighbour, Flags::default()).await;
    let post = Arc::new(Post::of(ChannelKind::Sms));
    house.run(&house.worker(&post)).await;
    let id = post.letters.lock().unwrap()[0].id.clone();
    (house, id)
}

async fn stands(house: &House) -> (String, bool) {
    let rows =
        house.test.db.fetch_all("SELECT state, delivered_at FROM letters WHERE channel = 'sms'", vec![]).await.unwrap();
    (rows[0].text(0).unwrap(), rows[0].opt_time(1).unwrap().is_some())
}

/// The neighbour has chosen SMS, and has a mailbox too; SMS and e-mail that remember.
async fn with_both(test: db::testing::TestDb) -> (House, [Arc<Post>; 2]) {
    let mut house = House::on(test).await;
    house.notices = house.notices.clone().with(Setup { reports: Some(Signature::new(SECRET)), ..Setup::default() });
    house.reached(house.neighbour, Some("nabo@epost.example"), Some("91234567")).await;
    chooses(&house, house.neighbour, Alternative::Sms).await;
    (house, [ChannelKind::Sms, ChannelKind::Email].map(|kind| Arc::new(Post::of(kind))))
}

/// Does what there is to do, and says how many letters have gone by SMS and by e-mail until now.
async fn gone(house: &House, ways: &[Arc<Post>; 2]) -> [usize; 2] {
    let channels = ways.iter().map(|way| way.clone() as Arc<dyn Channel>).collect();
    house.run(&house.worker_by(channels)).await;
    ways.each_ref().map(|way| way.letters.lock().unwrap().len())
}

fn last_message(ways: &[Arc<Post>; 2]) -> String {
    ways[0].letters.lock().unwrap().last().unwrap().id.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_never_arrives_brings_the_e_mail_forward_at_once() {
    for test in testing::both().await {
        let (house, ways) = with_both(test).await;
        house.news(house.neighbour, Flags::default()).await;
        assert_eq!(gone(&house, &ways).await, [1, 0]);
        reported(&house, &last_message(&ways), "failed").await;
        assert_eq!(gone(&house, &ways).await, [1, 1]);
        reported(&house, &last_message(&ways), "failed").await;
        house.clock.set(house.clock.now() + SignedDuration::from_hours(1));
        assert_eq!(gone(&house, &ways).await, [1, 1], "once");

        house.set("2026-11-21T22:59:00");
        house.news(house.neighbour, Flags::default()).await;
        assert_eq!(gone(&house, &ways).await, [2, 1]);
        house.set("2026-11-21T23:00:00");
        reported(&house, &last_message(&ways), "failed").await;
        assert_eq!(gone(&house, &ways).await, [2, 1], "but not in the night");
        house.set("2026-11-22T06:59:59");
        assert_eq!(gone(&house, &ways).await, [2, 1]);
        house.set("2026-11-22T07:00:00");
        assert_eq!(gone(&house, &ways).await, [2, 2]);

        ways[0].answers.lock().unwrap().push_back(Fault::Never("answered 422".into()));
        house.news(house.neighbour, Flags::default()).await;
        assert_eq!(gone(&house, &ways).await, [2, 3], "a number that the gateway refuses");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_comes_forward_where_it_was_told_both_ways_or_there_is_no_other() {
    for test in testing::both().await {
        let (mut house, ways) = with_both(test).await;
        chooses(&house, house.neighbour, Alternative::Both).await;
        house.news(house.neighbour, Flags::default()).await;
        assert_eq!(gone(&house, &ways).await, [1, 1]);
        reported(&house, &last_message(&ways), "failed").await;
        assert_eq!(gone(&house, &ways).await, [1, 1]);

        let (channels, reports) = (vec![ChannelKind::Sms], Some(Signature::new(SECRET)));
        house.notices = house.notices.clone().with(Setup { channels, reports, ..Setup::default() });
        house.news(house.neighbour, Flags::default()).await;
        let sms: Arc<dyn Channel> = ways[0].clone();
        house.run(&house.worker_by(vec![sms])).await;
        let before = house.count("letters").await;
        reported(&house, &last_message(&ways), "failed").await;
        assert_eq!(house.count("letters").await, before, "no letter waits for ever");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_delivered_stands_in_whatever_order_reports_come() {
    for test in testing::both().await {
        let (house, id) = with_a_message(test).await;
        for status in ["queued", "sent", "DELIVERED", ""] {
            reported(&house, &id, status).await;
            assert_eq!(stands(&house).await, ("sent".into(), false), "{status}");
        }
        reported(&house, &id, "failed").await;
        assert_eq!(stands(&house).await, ("undelivered".into(), false));
        reported(&house, &id, "delivered").await;
        assert_eq!(stands(&house).await, ("sent".into(), true));
        reported(&house, &id, "failed").await;
        reported(&house, &id, "delivered").await;
        assert_eq!(stands(&house).await, ("sent".into(), true));
        for unknown in ["", "x", &"0".repeat(32), &"'; --".repeat(8)] {
            reported(&house, unknown, "delivered").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_an_old_and_a_repeated_report_change_nothing() {
    for test in testing::both().await {
        let (house, id) = with_a_message(test).await;
        let (timestamp, signature, body) = report(&house, &id, "failed");
        let say = async |timestamp: &str, signature: &str, body: &[u8]| {
            house.notices.report(&Signed { timestamp, signature, body }).await
        };
        let forged = Signature::new(b"a stranger's guess").sign(house.clock.now(), &body);
        assert!(matches!(say(&forged.0, &forged.1, &body).await, Err(ReportError::Forged)));
        assert!(matches!(say(&timestamp, &signature, b"{}").await, Err(ReportError::Forged)));
        assert!(matches!(say("", "", &body).await, Err(ReportError::Forged)));
        let other = Signature::new(SECRET).sign(house.clock.now(), b"no json");
        assert!(matches!(say(&other.0, &other.1, b"no json").await, Err(ReportError::Unreadable)));
        assert_eq!(stands(&house).await, ("sent".into(), false));
        say(&timestamp, &signature, &body).await.unwrap();
        assert_eq!(stands(&house).await.0, "undelivered");
        // Put back as it was: a second time the same words do nothing.
        let undo = "UPDATE letters SET state = 'sent'";
        house
            .test
            .db
            .write::<_, db::DbError, _>(move |tx| Box::pin(async move { tx.execute(undo, vec![]).await }))
            .await
            .unwrap();
        say(&timestamp, &signature, &body).await.unwrap();
        assert_eq!(stands(&house).await.0, "sent");
        house.clock.set(house.clock.now() + SignedDuration::from_mins(6));
        assert!(matches!(say(&timestamp, &signature, &body).await, Err(ReportError::Forged)), "too old");
    }
}

/// A gateway whose report is faster than its answer, which never comes.
struct Hasty(notify::Notices, Clock);

impl Channel for Hasty {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Sms
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(async move {
            let body = serde_json::json!({ "id": letter.id, "status": "delivered" }).to_string().into_bytes();
            let (timestamp, signature) = Signature::new(SECRET).sign(self.1.now(), &body);
            self.0.report(&Signed { timestamp: &timestamp, signature: &signature, body: &body }).await.unwrap();
            Err(Fault::Later("the connection broke".into()))
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_comes_before_the_answer_is_the_answer() {
    for test in testing::both().await {
        let mut house = House::on(test).await;
        house.notices = house.notices.clone().with(Setup { reports: Some(Signature::new(SECRET)), ..Setup::default() });
        house.reached(house.neighbour, None, Some("91234567")).await;
        chooses(&house, house.neighbour, Alternative::Sms).await;
        house.news(house.neighbour, Flags::default()).await;
        house.run(&house.worker_by(vec![Arc::new(Hasty(house.notices.clone(), house.clock.clone()))])).await;
        assert_eq!(stands(&house).await, ("waiting".into(), true));
        house.clock.set(house.clock.now() + SignedDuration::from_mins(5));
        let post = Arc::new(Post::of(ChannelKind::Sms));
        house.run(&house.worker(&post)).await;
        assert_eq!(post.letters.lock().unwrap().len(), 0, "whoever takes it over does not send it again");
        assert_eq!(stands(&house).await, ("sent".into(), true));
    }
}
