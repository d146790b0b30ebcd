//! Systems that cut the connection off, hang, drip or lead elsewhere when they are called.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hooks::Patience;
use serde_json::json;
use testing::{System, TestPortal};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::clinic::{at_hospital, book, id_of, number, surgery};
use crate::subscriptions::{state, work};

const START: &str = "2026-12-01T09:00:00+01:00";
const PATIENCE: Patience = Patience { call: Duration::from_millis(600), first: 10, attempts: 3 };

/// What a receiver does once it has read a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    Good,
    /// Sends half of a status line and cuts the connection.
    Cut,
    /// Keeps the connection, and says nothing.
    Hang,
    /// A byte of its answer's head at a time, without end.
    Drip,
    /// To an address inside.
    LeadInside,
}

/// A receiver of bare TCP; keeps the event ids that it was told.
#[derive(Clone)]
struct Receiver {
    events: Arc<Mutex<Vec<String>>>,
    manner: Arc<Mutex<Manner>>,
    address: String,
}

impl Receiver {
    async fn open(manner: Manner, inside: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/hook", listener.local_addr().expect("its address"));
        let receiver = Self { events: Arc::default(), manner: Arc::new(Mutex::new(manner)), address };
        let (own, inside) = (receiver.clone(), inside.to_owned());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(own.clone().answer(stream, inside.clone()));
            }
        });
        receiver
    }

    async fn answer(self, mut stream: TcpStream, inside: String) {
        let mut head = Vec::new();
        while !head.windows(4).any(|it| it == b"\r\n\r\n") {
            let mut part = [0; 4096];
            match stream.read(&mut part).await {
                Ok(0) | Err(_) => return,
                Ok(length) => head.extend_from_slice(&part[..length]),
            }
        }
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let event = head.lines().find_map(|line| line.strip_prefix("helsevei-event:")).expect("an event");
        self.events.lock().unwrap().push(event.trim().to_owned());
        let manner = *self.manner.lock().unwrap();
        let said = match manner {
            Manner::Good => "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned(),
            Manner::Cut => "HTTP/1.1 20".to_owned(),
            Manner::LeadInside => format!("HTTP/1.1 307 X\r\nlocation: {inside}\r\ncontent-length: 0\r\n\r\n"),
            Manner::Hang => String::new(),
            Manner::Drip => "HTTP/1.1 200 OK\r\nx: ".to_owned(),
        };
        let _ = stream.write_all(said.as_bytes()).await;
        if matches!(manner, Manner::Hang | Manner::Drip) {
            while manner == Manner::Hang || stream.write_all(b"a").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }

    fn events(&self) -> Vec<String> {
        self.events.lock().unwrap().clone()
    }
}

async fn subscribe(system: &System, receiver: &Receiver) -> String {
    let wanted = json!({ "resourceType": "Subscription", "status": "requested", "reason": "new appointments",
        "criteria": "Appointment", "channel": { "type": "rest-hook", "endpoint": receiver.address } });
    id_of(&system.post("/Subscription", &wanted).await.is(201).json())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_is_called_again_with_the_same_event_and_in_the_end_given_up_with_the_reason() {
    for portal in TestPortal::both().await {
        let worker = portal.hooks(PATIENCE);
        let inside = Receiver::open(Manner::Good, "").await;
        for (manner, reason) in [
            (Manner::Cut, "could not be reached, or cut the connection off"),
            (Manner::Hang, "no answer in time"),
            (Manner::Drip, "no answer in time"),
            (Manner::LeadInside, "answered 307: redirects are not followed"),
        ] {
            // Each time with a token that has not ended.
            let hospital = at_hospital(&portal).await;
            let receiver = Receiver::open(Manner::Good, &inside.address).await;
            let id = subscribe(&hospital, &receiver).await;
            work(&portal, &worker, 0).await;
            assert_eq!(state(&hospital, &id).await.0, "active");
            *receiver.manner.lock().unwrap() = manner;
            book(&hospital, &number(&portal, "kari-mor"), START, &format!("{manner:?}")).await;
            for tried in 1..=3 {
                work(&portal, &worker, 30).await;
                let expected = if tried < 3 { "error" } else { "off" };
                let found = state(&hospital, &id).await;
                assert_eq!(found, (expected.into(), reason.into()), "{} {manner:?}", portal.engine);
            }
            let events = receiver.events();
            assert_eq!(events.len(), 4, "{manner:?}: one call each time");
            assert!(events[1..].iter().all(|it| *it == events[1]) && events[0] != events[1], "{manner:?}: {events:?}");
            work(&portal, &worker, 60).await;
            assert_eq!(receiver.events().len(), 4, "{manner:?}: given up");
        }
        assert!(inside.events().is_empty(), "nobody is led there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_that_hang_hold_nobody_else_up() {
    for portal in TestPortal::both().await {
        let patience = Patience { attempts: 16, ..PATIENCE };
        let (hospital, worker) = (at_hospital(&portal).await, portal.hooks(patience));
        let clinic = portal.system(&surgery(), "system/*.crus").await;
        let good = Receiver::open(Manner::Good, "").await;
        let hanging = Receiver::open(Manner::Hang, "").await;
        for _ in 0..20 {
            subscribe(&hospital, &hanging).await;
        }
        while work(&portal, &worker, 0).await > 0 {}
        subscribe(&clinic, &good).await;
        work(&portal, &worker, 0).await;
        book(&clinic, &number(&portal, "kari-mor"), START, "1").await;
        let (told, begun) = (good.events().len(), Instant::now());
        work(&portal, &worker, 3_600).await;
        assert_eq!(good.events().len(), told + 1, "{}", portal.engine);
        let longest = PATIENCE.call * 2;
        assert!(begun.elapsed() < longest, "{}: a run took {:?}", portal.engine, begun.elapsed());
    }
}
