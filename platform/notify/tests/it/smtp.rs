//! Against a real mail server that is slow, refuses, cuts off, dies and comes back.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use access::rules::Flags;
use db::{Clock, testing};
use jiff::SignedDuration;
use notify::{Channel, Fault, Letter, Smtp, SmtpSettings, Tls, Worker};

use crate::house::House;

/// A server in a process of its own, killed with this value.
struct Server {
    process: Child,
}

/// Where a server listens and what it has taken, over its deaths.
struct Mail {
    port: u16,
    folder: tempfile::TempDir,
    python: PathBuf,
}

impl Mail {
    /// `None`, said aloud, where Python's part of the tests is not installed.
    ///
    /// # Panics
    /// In CI (`CI=true`) without it: there it is tested, always.
    fn new() -> Option<Self> {
        let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.venv/bin/python");
        if !python.exists() {
            assert!(env::var("CI").is_err(), ".venv is missing: run scripts/install test");
            eprintln!("the mail server is left out: run scripts/install test to test it too");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Some(Self { port, folder: tempfile::TempDir::new().unwrap(), python })
    }

    fn start(&self) -> Server {
        self.start_with(&[])
    }

    /// A server with a certificate of its own making: `starttls` or `tls`.
    fn start_protected(&self, how: &str) -> Server {
        let (certificate, key) = (self.folder.path().join("cert.pem"), self.folder.path().join("key.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .stderr(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "openssl makes a certificate");
        self.start_with(&[how, certificate.to_str().unwrap(), key.to_str().unwrap()])
    }

    fn start_with(&self, protection: &[&str]) -> Server {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp/server.py");
        let mut server = Command::new(&self.python);
        server.arg(script).arg(self.port.to_string()).arg(self.file()).args(protection);
        let mut process = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
        Server { process }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("taken.jsonl")
    }

    /// Recipient → the messages taken for them.
    fn taken(&self) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in fs::read_to_string(self.file()).unwrap_or_default().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let to = line["to"][0].as_str().unwrap().to_owned();
            all.entry(to).or_default().push(line["message"].as_str().unwrap().to_owned());
        }
        all
    }

    fn channel(&self) -> Smtp {
        self.channel_by(Tls::None, false, None)
    }

    /// `trusts`: believes the certificate that the server has made for itself.
    fn channel_by(&self, tls: Tls, trusts: bool, password: Option<&str>) -> Smtp {
        let settings = SmtpSettings {
            host: "127.0.0.1".into(),
            port: self.port,
            tls,
            authority: trusts.then(|| fs::read(self.folder.path().join("cert.pem")).unwrap()),
            credentials: password.map(|password| ("helsevei".to_owned(), password.to_owned())),
            from: "Helsevei <varsel@helse.example>".into(),
            timeout: Duration::from_secs(3),
        };
        Smtp::new(settings, Clock::standing_at("2026-11-21T11:00:00Z".parse().unwrap())).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn letter(name: &str) -> Letter {
    Letter {
        to: format!("{name}@epost.example"),
        keys: None,
        id: "0123456789abcdef".into(),
        language: "nn",
        subject: "Ny melding på Helsevei".into(),
        text: "Du har ei ny melding frå Øyane sjukehus.".into(),
    }
}

/// Runs a worker until nothing waits, with time going by.
async fn settle(house: &House, worker: &Worker) {
    for _ in 0..40 {
        house.run(worker).await;
        if !house.states().await.contains(&"waiting".to_owned()) {
            return;
        }
        house.clock.set(house.clock.now() + SignedDuration::from_mins(5));
    }
    panic!("letters wait still: {:?}", house.states().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_plain_text_with_a_stable_id_that_no_robot_answers() {
    let Some(mail) = Mail::new() else { return };
    let _server = mail.start();
    let channel = mail.channel();
    channel.deliver(&letter("mor")).await.unwrap();
    channel.deliver(&letter("mor")).await.unwrap();
    let taken = mail.taken();
    let messages = &taken["mor@epost.example"];
    let (head, body) = messages[0].split_once("\n\n").unwrap();
    for line in [
        "From: Helsevei <varsel@helse.example>",
        "To: mor@epost.example",
        "Message-ID: <0123456789abcdef@helse.example>",
        "Auto-Submitted: auto-generated",
        "Content-Language: nn",
        "Date: Sat, 21 Nov 2026 11:00:00 +0000",
    ] {
        assert!(head.lines().any(|own| own == line), "{line} is not in\n{head}");
    }
    assert!(head.contains("Content-Type: text/plain; charset=utf-8") && !head.contains("List-"));
    assert!(head.is_ascii() && body.is_ascii(), "any server takes it");
    assert_eq!(messages.len(), 2, "one connection takes several");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_means_what_it_says_and_quotes_nobody() {
    let Some(mail) = Mail::new() else { return };
    let channel = mail.channel();
    let down = channel.deliver(&letter("mor")).await.unwrap_err();
    assert_eq!(down, Fault::Down("the connection failed at connecting".into()));
    let _server = mail.start();
    let answers = [
        ("unknown", Fault::Never("RCPT was answered 550".into())),
        ("refused", Fault::Never("the message was answered 554".into())),
        ("later", Fault::Later("RCPT was answered 451".into())),
        ("stuck", Fault::Later("no answer in time at the message".into())),
    ];
    for (name, fault) in answers {
        assert_eq!(channel.deliver(&letter(name)).await, Err(fault), "{name}");
    }
    assert!(matches!(channel.deliver(&letter("cut")).await, Err(Fault::Later(_))));
    channel.deliver(&letter("slow")).await.unwrap();
    assert!(matches!(channel.deliver(&letter("no address")).await, Err(Fault::Never(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_doubled_by_a_server_that_misbehaves() {
    for test in testing::both().await {
        let Some(mail) = Mail::new() else { return };
        let house = House::on(test).await;
        let names = ["mor", "slow", "later", "cut", "unknown", "refused"];
        let worker = house.worker_by(vec![Arc::new(mail.channel())]);
        let server = mail.start();
        for name in names {
            house.email(house.neighbour, &format!("{name}@epost.example")).await;
            house.news(house.neighbour, Flags::default()).await;
            settle(&house, &worker).await;
        }
        drop(server);
        let taken = mail.taken();
        assert_eq!(
            taken.keys().map(|to| to.split('@').next().unwrap()).collect::<Vec<_>>(),
            ["cut", "later", "mor", "slow"]
        );
        assert!(taken.values().all(|messages| messages.len() == 1), "{taken:?}");
        assert_eq!(house.states().await, ["dead", "dead", "sent", "sent", "sent", "sent"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_dies_and_comes_back_gets_every_letter_once() {
    for test in testing::both().await {
        let Some(mail) = Mail::new() else { return };
        let house = House::on(test).await;
        let worker = house.worker_by(vec![Arc::new(mail.channel())]);
        for round in 0..3 {
            let server = mail.start();
            for number in 0..4 {
                house.email(house.neighbour, &format!("n{round}.{number}@epost.example")).await;
                house.news(house.neighbour, Flags::default()).await;
                if number == 2 {
                    break;
                }
                house.run(&worker).await;
            }
            // The last is raised while nobody listens.
            drop(server);
            house.run(&worker).await;
            let again = mail.start();
            settle(&house, &worker).await;
            drop(again);
        }
        let taken = mail.taken();
        assert_eq!(taken.len(), 9, "{:?}", taken.keys());
        assert!(taken.values().all(|messages| messages.len() == 1));
        let rows = house.test.db.fetch_all("SELECT attempts FROM letters", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| row.int(0).unwrap() == 0), "a server that is gone counts against no letter");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_encrypted_to_a_server_that_proves_itself_and_to_no_other() {
    let Some(mail) = Mail::new() else { return };
    for (how, tls) in [("starttls", Tls::StartTls), ("tls", Tls::Implicit)] {
        let _server = mail.start_protected(how);
        let letter = letter(how);
        mail.channel_by(tls, true, Some("secret")).deliver(&letter).await.unwrap();
        let stranger = mail.channel_by(tls, false, Some("secret")).deliver(&letter).await;
        assert!(matches!(stranger, Err(Fault::Down(_))), "{how}: nobody vouches for it, {stranger:?}");
        let wrong = mail.channel_by(tls, true, Some("wrong")).deliver(&letter).await;
        assert_eq!(wrong, Err(Fault::Down("connecting was answered 535".into())), "{how}: the password");
        assert_eq!(mail.taken()[&letter.to].len(), 1, "{how}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_said_in_clear_to_a_server_that_offers_no_encryption() {
    let Some(mail) = Mail::new() else { return };
    let _server = mail.start();
    let answer = mail.channel_by(Tls::StartTls, false, None).deliver(&letter("mor")).await;
    assert!(matches!(answer, Err(Fault::Down(_))), "{answer:?}");
    assert!(mail.taken().is_empty());
}
