//! Systems that are told when something has come: never twice the same unknowing, never lost, never of a person.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use clients::jws::Unverified;
use clients::{PublicKey, Right};
use hooks::{EVENT_HEADER, KIND, Patience, SIGNATURE_HEADER, Worker};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testing::{System, TestPortal};

use crate::clinic::{self, appointment, at_hospital, book, id_of, number, surgery};

const START: &str = "2026-12-01T09:00:00+01:00";

/// What a receiver does with a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Good,
    /// Takes what it is told, and then does not answer in time.
    Slow,
    Broken,
    Elsewhere,
}

/// A call as it came.
#[derive(Clone, Debug)]
struct Call {
    event: String,
    signature: String,
    body: String,
}

/// A system's own end, that can be told how to behave.
#[derive(Clone)]
struct Receiver {
    calls: Arc<Mutex<Vec<Call>>>,
    manner: Arc<Mutex<Manner>>,
    address: String,
}

impl Receiver {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/hook", listener.local_addr().expect("its address"));
        let receiver = Self { calls: Arc::default(), manner: Arc::new(Mutex::new(Manner::Good)), address };
        let app = Router::new().route("/hook", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.expect("served") });
        receiver
    }

    fn is(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    fn events(&self) -> Vec<String> {
        self.calls().into_iter().map(|it| it.event).collect()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: String) -> StatusCode {
    let header = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let call = Call { event: header(EVENT_HEADER), signature: header(SIGNATURE_HEADER), body };
    receiver.calls.lock().unwrap().push(call);
    let manner = *receiver.manner.lock().unwrap();
    match manner {
        Manner::Good => StatusCode::OK,
        Manner::Slow => {
            tokio::time::sleep(Duration::from_secs(2)).await;
            StatusCode::OK
        }
        Manner::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        Manner::Elsewhere => StatusCode::FOUND,
    }
}

const PATIENCE: Patience = Patience { call: Duration::from_millis(500), first: 10, attempts: 3 };

fn wanted(endpoint: &str, criteria: &str) -> Value {
    json!({ "resourceType": "Subscription", "status": "requested", "reason": "new and changed appointments",
        "criteria": criteria, "channel": { "type": "rest-hook", "endpoint": endpoint } })
}

async fn subscribe(system: &System, wanted: &Value) -> Value {
    system.post("/Subscription", wanted).await.is(201).json()
}

/// Its status, and why it is so.
pub async fn state(system: &System, id: &str) -> (String, String) {
    let read = system.get(&format!("/Subscription/{id}")).await.is(200).json();
    let text = |name: &str| read[name].as_str().unwrap_or_default().to_owned();
    (text("status"), text("error"))
}

/// Lets the worker work until it has nothing to do, at a moment a while from the last.
pub async fn work(portal: &TestPortal, worker: &Worker, seconds: i64) -> usize {
    portal.clock.set(portal.clock.now() + SignedDuration::from_secs(seconds));
    worker.run().await.expect("a run")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_is_told_that_something_has_come_and_by_whom() {
    for portal in TestPortal::both().await {
        let (hospital, receiver) = (at_hospital(&portal).await, Receiver::open().await);
        let worker = portal.hooks(PATIENCE);
        let kari = number(&portal, "kari-mor");
        book(&hospital, &kari, START, "before").await;
        let made = subscribe(&hospital, &wanted(&receiver.address, "Appointment")).await;
        assert_eq!(state(&hospital, &id_of(&made)).await, ("requested".into(), String::new()));
        assert_eq!(work(&portal, &worker, 0).await, 1, "{}: a first call", portal.engine);
        assert_eq!(state(&hospital, &id_of(&made)).await.0, "active");
        assert_eq!(work(&portal, &worker, 5).await, 0, "nothing has come");
        for booking in ["1", "2", "3"] {
            book(&hospital, &kari, START, booking).await;
        }
        assert_eq!(work(&portal, &worker, 5).await, 1, "what came together is told together");
        assert_eq!(work(&portal, &worker, 5).await, 0);
        let calls = receiver.calls();
        assert_eq!(calls.len(), 2);
        assert_ne!(calls[0].event, calls[1].event);
        assert!(calls.iter().all(|it| it.body.is_empty()), "nothing of anybody leaves");

        let keys: Value = reqwest::get(format!("{}/oauth/jwks", portal.origin)).await.unwrap().json().await.unwrap();
        let token = Unverified::read(&calls[1].signature).expect("a statement");
        let kid = token.header.kid.clone();
        assert_eq!(token.header.typ.as_deref(), Some(KIND));
        let key = keys["keys"].as_array().unwrap().iter().find(|it| it["kid"].as_str() == kid.as_deref()).unwrap();
        let claims: Value = token.verify(&PublicKey::read(key.as_object().unwrap()).unwrap()).expect("signed");
        assert_eq!(claims["jti"], calls[1].event);
        assert_eq!((&claims["aud"], &claims["sub"]), (&json!(receiver.address), &made["id"]));
        assert_eq!(claims["body_sha256"], "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        let shown = [("authorization", format!("Bearer {}", calls[1].signature))];
        let shown: Vec<(&str, &str)> = shown.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let stranger = hospital.without_token();
        stranger.send(reqwest::Method::GET, "/Appointment", &shown, String::new()).await.is(401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_ids_it_is_told_what_has_changed_and_nothing_of_what_is_in_it() {
    for portal in TestPortal::both().await {
        let (hospital, receiver) = (at_hospital(&portal).await, Receiver::open().await);
        let worker = portal.hooks(PATIENCE);
        let mut with_ids = wanted(&receiver.address, "Appointment?status=cancelled");
        with_ids["channel"]["payload"] = json!("application/fhir+json");
        subscribe(&hospital, &with_ids).await;
        work(&portal, &worker, 0).await;
        let mut booked = book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
        assert_eq!(work(&portal, &worker, 5).await, 0, "{}: booked is not cancelled", portal.engine);
        booked["status"] = json!("cancelled");
        booked["cancelationReason"] = json!({ "text": "sykdom" });
        hospital.put(&format!("/Appointment/{}", id_of(&booked)), "W/\"1\"", &booked).await.is(200);
        assert_eq!(work(&portal, &worker, 5).await, 1);
        let call = receiver.calls().pop().unwrap();
        let bundle: Value = serde_json::from_str(&call.body).expect("a Bundle");
        assert_eq!((&bundle["type"], &bundle["id"]), (&json!("history"), &json!(call.event)));
        let entries = bundle["entry"].as_array().unwrap();
        assert_eq!(entries.len(), 1);
        assert!(entries[0].get("resource").is_none());
        assert_eq!(entries[0]["response"]["etag"], "W/\"2\"");
        let address = entries[0]["fullUrl"].as_str().unwrap();
        assert_eq!(hospital.get(address).await.is(200).json()["status"], "cancelled");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_answered_is_told_again_as_the_same_and_in_the_end_no_more() {
    for portal in TestPortal::both().await {
        let (hospital, receiver) = (at_hospital(&portal).await, Receiver::open().await);
        let worker = portal.hooks(PATIENCE);
        let made = subscribe(&hospital, &wanted(&receiver.address, "Appointment")).await;
        work(&portal, &worker, 0).await;
        let kari = number(&portal, "kari-mor");
        book(&hospital, &kari, START, "1").await;
        receiver.is(Manner::Slow);
        work(&portal, &worker, 5).await;
        assert_eq!(
            state(&hospital, &id_of(&made)).await,
            ("error".into(), "no answer in time".into()),
            "{}",
            portal.engine
        );
        book(&hospital, &kari, START, "2").await;
        assert_eq!(work(&portal, &worker, 4).await, 0, "it is left alone for a while");
        receiver.is(Manner::Good);
        assert_eq!(work(&portal, &worker, 10).await, 1);
        let events = receiver.events();
        assert_eq!(events[1], events[2], "it had taken it, and can tell");
        assert_eq!(work(&portal, &worker, 5).await, 1, "what came meanwhile is another");
        assert_ne!(receiver.events()[3], events[2]);
        assert_eq!(state(&hospital, &id_of(&made)).await, ("active".into(), String::new()));

        receiver.is(Manner::Broken);
        book(&hospital, &kari, START, "3").await;
        for _ in 0..3 {
            assert_eq!(work(&portal, &worker, 60).await, 1);
        }
        assert_eq!(state(&hospital, &id_of(&made)).await, ("off".into(), "answered 500".into()));
        assert_eq!(work(&portal, &worker, 60).await, 0, "it was given up");
        receiver.is(Manner::Good);
        let path = format!("/Subscription/{}", id_of(&made));
        let mut again = hospital.get(&path).await.is(200).json();
        again["status"] = json!("requested");
        again.as_object_mut().unwrap().remove("error");
        hospital.put(&path, "W/\"1\"", &again).await.is(412);
        hospital.put(&path, "", &again).await.is(200);
        assert_eq!(work(&portal, &worker, 0).await, 1, "what was missed is told");
        let events = receiver.events();
        assert_eq!(events[events.len() - 1], events[events.len() - 2], "as the same");
        assert_eq!(state(&hospital, &id_of(&made)).await.0, "active");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_processes_one_calls_and_another_goes_on_for_one_that_died() {
    for portal in TestPortal::both().await {
        let (hospital, receiver) = (at_hospital(&portal).await, Receiver::open().await);
        let (one, other) = (portal.hooks(PATIENCE), portal.hooks(PATIENCE));
        subscribe(&hospital, &wanted(&receiver.address, "Appointment")).await;
        work(&portal, &one, 0).await;
        book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
        portal.clock.set(portal.clock.now() + SignedDuration::from_secs(5));
        let both = tokio::join!(one.run(), other.run());
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 1, "{}", portal.engine);
        assert_eq!(receiver.calls().len(), 2);

        book(&hospital, &number(&portal, "kari-mor"), START, "2").await;
        portal.clock.set(portal.clock.now() + SignedDuration::from_secs(5));
        receiver.is(Manner::Slow);
        // Gone in the middle of its call, as with kill −9.
        assert!(tokio::time::timeout(Duration::from_millis(300), one.run()).await.is_err());
        receiver.is(Manner::Good);
        assert_eq!(other.run().await.unwrap(), 0, "it is the dead one's for a moment");
        assert_eq!(work(&portal, &other, 5).await, 1);
        let events = receiver.events();
        assert_eq!(events.len(), 4);
        assert_eq!(events[2], events[3], "told twice, and the same");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_goes_nowhere_else_and_only_while_the_system_may_search() {
    let portal = TestPortal::sqlite().await;
    let (receiver, worker) = (Receiver::open().await, portal.hooks(PATIENCE));
    let hospital = at_hospital(&portal).await;
    receiver.is(Manner::Elsewhere);
    let led = subscribe(&hospital, &wanted(&receiver.address, "Appointment")).await;
    work(&portal, &worker, 0).await;
    assert!(state(&hospital, &id_of(&led)).await.1.contains("redirects are not followed"));
    receiver.is(Manner::Good);
    let system = portal.system(&surgery(), "system/Subscription.cru system/Appointment.s").await;
    let made = subscribe(&system, &wanted(&receiver.address, "Appointment")).await;
    work(&portal, &worker, 0).await;
    assert_eq!(state(&system, &id_of(&made)).await.0, "active");
    let id = portal.clients.registry().list().await.unwrap();
    let id = id.into_iter().find(|it| !it.scopes.give("Appointment", Right::Read)).expect("the system").id;
    portal.clients.registry().change_scopes(&id, &"system/Subscription.cru".parse().unwrap(), "test").await.unwrap();
    book(&portal.system(&surgery(), "system/*.crus").await, &number(&portal, "kari-mor"), START, "1").await;
    let before = receiver.calls().len();
    work(&portal, &worker, 5).await;
    assert_eq!((receiver.calls().len(), state(&system, &id_of(&made)).await.0), (before, "off".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_refused_and_others_see_nothing_of_it() {
    let portal = TestPortal::sqlite().await;
    let (hospital, receiver) = (at_hospital(&portal).await, Receiver::open().await);
    let good = wanted(&receiver.address, "Appointment");
    let with = |path: &str, value: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(path).expect("an element") = value;
        changed
    };
    let number = number(&portal, "kari-mor");
    for (wrong, element) in [
        (with("/criteria", json!("Slot")), "Subscription.criteria"),
        (with("/criteria", json!("Appointment?patient=1")), "Subscription.criteria"),
        (with("/channel/type", json!("email")), "Subscription.channel.type"),
        (with("/channel/endpoint", json!("http://10.0.0.1/")), "Subscription.channel.endpoint"),
        (with("/channel/endpoint", json!("https://10.0.0.1/")), "Subscription.channel.endpoint"),
        (with("/channel/endpoint", json!(format!("{}/fhir", portal.origin))), "Subscription.channel.endpoint"),
        (with("/channel/endpoint", json!(format!("https://x.example/{number}"))), "Subscription.channel.endpoint"),
        (
            with("/channel", json!({ "type": "rest-hook", "endpoint": receiver.address, "header": ["a: b"] })),
            "Subscription.channel.header",
        ),
        (
            with("/channel", json!({ "type": "rest-hook", "endpoint": receiver.address, "payload": "text/plain" })),
            "Subscription.channel.payload",
        ),
    ] {
        let refused = hospital.post("/Subscription", &wrong).await.is(422);
        assert_eq!(refused.json()["issue"][0]["expression"][0], element, "{}", refused.text);
        assert!(!refused.text.contains(&number));
    }
    let made = subscribe(&hospital, &good).await;
    let path = format!("/Subscription/{}", id_of(&made));
    assert_eq!(hospital.get("/Subscription?status=requested").await.is(200).resources(), std::slice::from_ref(&made));
    let other = portal.system(&surgery(), "system/*.crus").await;
    other.get(&path).await.is(404);
    other.put(&path, "W/\"1\"", &made).await.is(404);
    assert!(other.get("/Subscription").await.is(200).resources().is_empty());
    let narrow = portal.system(&clinic::hospital(), "system/Subscription.crus system/Observation.s").await;
    narrow.post("/Subscription", &good).await.is(403);
    hospital.get(&format!("{path}/_history")).await.is(404);
    let together = json!({ "resourceType": "Bundle", "type": "transaction", "entry": [
        { "resource": good, "request": { "method": "POST", "url": "Subscription" } },
        { "resource": appointment(&number, START, "1"), "request": { "method": "POST", "url": "Appointment" } }] });
    hospital.post("", &together).await.is(422);
    for _ in 1..20 {
        subscribe(&hospital, &good).await;
    }
    assert!(hospital.post("/Subscription", &good).await.is(422).issue().1.contains("switch one off"));
}
