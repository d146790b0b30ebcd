//! Web Push against a push service of the test's own: what it gets, what it can prove, and what it answers.

use std::sync::Arc;

use access::rules::Flags;
use db::{Random, testing};
use notify::{Channel, ChannelKind, DeviceError, Fault, Hosts, NewDevice, Push, Setup};

use crate::{
    browser::Browser,
    house::House,
    http::{Answer, Request, Server},
};

/// A house that may push to this service, and the channel.
async fn with(test: db::testing::TestDb, server: &Server) -> (House, Arc<Push>) {
    let mut house = House::on(test).await;
    let hosts = Hosts::with_origin(&server.origin);
    house.notices = house.notices.clone().with(Setup { push_hosts: hosts.clone(), ..Setup::default() });
    let vapid = house.notices.vapid().await.unwrap().clone();
    let push = Push::new(vapid, hosts, "https://helse.example", house.clock.clone(), Random::system()).unwrap();
    (house, Arc::new(push))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_reads_what_nobody_between_can_and_says_that_it_has() {
    for test in testing::both().await {
        let server = Server::start(|_, _| Answer::Say(201, "", String::new()));
        let (house, push) = with(test, &server).await;
        let browser = Browser::at(&format!("{}/send/abc", server.origin));
        browser.subscribe(&house, house.neighbour).await;
        house.news(house.neighbour, Flags::default()).await;
        house.run(&house.worker_by(vec![push])).await;
        let request = server.requests().remove(0);
        assert_eq!((request.path.as_str(), request.header("content-encoding")), ("/send/abc", "aes128gcm"));
        assert_eq!((request.header("ttl"), request.header("urgency")), ("604800", "normal"));
        let (proof, key) = request.header("authorization").split_once(", k=").unwrap();
        assert!(proof.starts_with("vapid t=ey") && key == house.notices.vapid().await.unwrap().public());
        let said = browser.read(&request.body);
        assert_eq!((said["title"].as_str(), said["body"].as_str()), (Some("Ny melding"), Some("fra Lindal sykehus")));
        let token = said["token"].as_str().unwrap();
        assert_eq!(request.header("topic"), token);
        assert_eq!(said.as_object().unwrap().len(), 4, "and nothing more (N3): {said}");
        assert_eq!(request.body.len(), 86 + 512 + 16, "a length that tells nothing");
        house.notices.shown(token).await.unwrap();
        let sql = "SELECT delivered_at FROM letters WHERE channel = 'push'";
        assert!(house.test.db.fetch_all(sql, vec![]).await.unwrap()[0].opt_time(0).unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_answer_of_a_push_service_means_what_it_says() {
    let Some(test) = testing::both().await.into_iter().next() else { return };
    let status = |request: &Request| request.path.trim_start_matches('/').parse().unwrap();
    let server = Server::start(move |request, _| match status(request) {
        0 => Answer::Cut,
        302 => Answer::Say(302, "location: http://127.0.0.1:1/inside", String::new()),
        status => Answer::Say(status, "", "x".repeat(1_000_000)),
    });
    let (_house, push) = with(test, &server).await;
    let browser = Browser::at("https://fcm.googleapis.com/a");
    let (p256dh, auth) = browser.keys();
    let decode = |text: &str| base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text).unwrap();
    let keys =
        notify::DeviceKeys { public: decode(&p256dh).try_into().unwrap(), auth: decode(&auth).try_into().unwrap() };
    let answer = async |to: String| {
        let letter = notify::Letter {
            to,
            keys: Some(keys.clone()),
            id: "0".repeat(32),
            language: "nb",
            subject: "a".into(),
            text: "b".into(),
        };
        push.deliver(&letter).await.map(drop)
    };
    let at = |status: u16| format!("{}/{status}", server.origin);
    for good in [200, 201, 202, 204] {
        assert_eq!(answer(at(good)).await, Ok(()), "{good}");
    }
    for gone in [404, 410] {
        assert_eq!(answer(at(gone)).await, Err(Fault::Gone));
    }
    for never in [400, 413] {
        assert_eq!(answer(at(never)).await, Err(Fault::Never(format!("answered {never}"))));
    }
    for later in [302, 401, 403, 429, 500, 503] {
        assert_eq!(answer(at(later)).await, Err(Fault::Later(format!("answered {later}"))), "no redirect is followed");
    }
    assert!(matches!(answer(at(0)).await, Err(Fault::Later(_))));
    for stranger in ["http://127.0.0.1:1/", "https://evil.example/", "file:///etc/passwd"] {
        assert!(matches!(answer(stranger.into()).await, Err(Fault::Never(_))), "{stranger}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_leads_inside_is_not_followed() {
    let Some(test) = testing::both().await.into_iter().next() else { return };
    let house = House::on(test).await;
    let vapid = house.notices.vapid().await.unwrap().clone();
    let hosts = Hosts::with(vec!["localhost".into()]);
    let push = Push::new(vapid, hosts, "https://helse.example", house.clock.clone(), Random::system()).unwrap();
    let (p256dh, auth) = Browser::at("https://localhost/a").keys();
    let decode = |text: &str| base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, text).unwrap();
    let keys =
        notify::DeviceKeys { public: decode(&p256dh).try_into().unwrap(), auth: decode(&auth).try_into().unwrap() };
    let (to, id) = ("https://localhost/a".into(), "0".repeat(32));
    let letter = notify::Letter { to, keys: Some(keys), id, language: "nb", subject: "a".into(), text: "b".into() };
    assert_eq!(push.deliver(&letter).await, Err(Fault::Later("the push service is not reached".into())));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_a_message_can_be_sent_to_becomes_a_device() {
    let Some(test) = testing::both().await.into_iter().next() else { return };
    let house = House::on(test).await;
    let (p256dh, auth) = Browser::at("https://fcm.googleapis.com/a").keys();
    let fault = |endpoint: &str, p256dh: &str, auth: &str| {
        house.notices.prove(&NewDevice { endpoint, p256dh, auth, name: "" }).err()
    };
    let good = "https://fcm.googleapis.com/a";
    assert_eq!(fault(good, &p256dh, &auth), None);
    assert_eq!(fault("https://10.0.0.1/a", &p256dh, &auth), Some(DeviceError::Endpoint));
    assert_eq!(fault("https://evil.example/a", &p256dh, &auth), Some(DeviceError::Endpoint));
    for (p256dh, auth) in [
        ("", auth.as_str()),
        ("AAAA", &auth),
        (&p256dh, ""),
        (&p256dh, "AAAA"),
        (&auth, &p256dh),
        (&"B".repeat(87), &auth),
    ] {
        assert_eq!(fault(good, p256dh, auth), Some(DeviceError::Keys), "{p256dh} {auth}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_one_persons_at_a_time_and_nobody_has_too_many() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let shared = Browser::at("https://fcm.googleapis.com/shared");
        shared.subscribe(&house, house.mother).await;
        shared.subscribe(&house, house.mother).await;
        shared.subscribe(&house, house.father).await;
        assert_eq!(house.count("notice_devices").await, 1, "who is logged in last on it");
        for number in 0..12 {
            house.clock.set(house.clock.now() + jiff::SignedDuration::from_secs(1));
            Browser::at(&format!("https://fcm.googleapis.com/{number}")).subscribe(&house, house.father).await;
        }
        assert_eq!(house.count("notice_devices").await, 10);
        let rows = house.test.db.fetch_all("SELECT subscription FROM notice_devices", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.bytes(0).unwrap().windows(6).any(|it| it == b"google")), "sealed");
        assert_eq!(house.notices.forget_devices(house.mother).await.unwrap(), 0);
        assert_eq!(house.notices.forget_devices(house.father).await.unwrap(), 10);
        assert!(house.notices.setup().offers(ChannelKind::Push));
    }
}
