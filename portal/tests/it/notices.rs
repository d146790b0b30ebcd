//! Being told that something has come (N1–N5, S5): one letter, the bell, the history, and one's own choices.

use std::sync::{Arc, Mutex};

use access::rules::ItemSource;
use notify::{Channel, ChannelKind, Fault, Letter, Receipt};
use records::{
    Profile, Source,
    import::{Importer, Report},
};
use testing::{TestPortal, Visitor};

/// What went out by one channel.
pub struct Post(ChannelKind, Mutex<Vec<Letter>>);

impl Post {
    pub fn of(kind: ChannelKind) -> Arc<Self> {
        Arc::new(Self(kind, Mutex::default()))
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.1.lock().expect("the letters").clone()
    }
}

impl Channel for Post {
    fn kind(&self) -> ChannelKind {
        self.0
    }

    fn deliver<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<Receipt, Fault>> + Send + 'a>> {
        Box::pin(async move {
            self.1.lock().expect("the letters").push(letter.clone());
            Ok(Receipt)
        })
    }
}

/// Lets the portal tell and send all that waits, and gives the letters that went out.
pub async fn letters(portal: &TestPortal) -> Vec<Letter> {
    let post = Post::of(ChannelKind::Email);
    run(portal, &[&post]).await;
    post.letters()
}

/// Lets the portal do all there is to do now, by these channels.
pub async fn run(portal: &TestPortal, channels: &[&Arc<Post>]) {
    let channels = channels.iter().map(|post| (*post).clone() as Arc<dyn Channel>).collect();
    let worker = portal.worker_by(channels);
    while worker.run().await.expect("nothing is wrong") > 0 {}
}

/// An appointment of a person at a GP's, as its system sends it.
pub async fn send(portal: &TestPortal, id: &str, start: &str, rest: &str) {
    let source = Source {
        organisation: "974000002".into(),
        name: "Havna legesenter".into(),
        kind: ItemSource::Gp,
        profile: Profile::Base,
    };
    send_from(portal, &source, id, start, rest).await;
}

/// The same from any source.
pub async fn send_from(portal: &TestPortal, source: &Source, id: &str, start: &str, rest: &str) {
    let (saved, now) = (source.clone(), portal.clock.now());
    portal.house.db.write(move |tx| Box::pin(async move { saved.save(tx, now).await })).await.expect("a source");
    let importer = Importer {
        db: portal.house.db.clone(),
        gate: portal.house.gate.clone(),
        keyring: portal.house.keyring.clone(),
        register: Arc::new(portal.house.register.clone()),
        source: source.clone(),
        bound_to: Some(portal.person(id)),
        kind: services::kind,
    };
    let text = format!(
        r#"{{"resourceType": "Appointment", "id": "a1", "start": "{start}", "participant": [{{"status": "accepted"}}], {rest}}}"#
    );
    let mut report = Report::default();
    importer.file("appointment", &text, &mut report).await.expect("a house without faults");
    assert_eq!(report.refused, []);
}

pub const BOOKED: &str = r#""status": "booked""#;
pub const SOON: &str = "2026-12-01T10:00:00+01:00";

/// The number on the bell; 0 for a bell without one.
async fn bell(visitor: &Visitor, path: &str) -> i64 {
    let page = visitor.get(path).await.is(200).body;
    assert!(page.contains("/varsler\" aria-label="), "there is a bell");
    let count = page.split("hv-bar__count\" aria-hidden=\"true\">").nth(1).and_then(|rest| rest.split('<').next());
    count.map_or(0, |number| number.parse().expect("a number"))
}

#[tokio::test]
async fn a_clinic_changes_my_appointment_and_i_get_one_letter_and_see_it_under_the_bell() {
    for portal in TestPortal::both().await {
        send(&portal, "per-full", SOON, BOOKED).await;
        let gone = letters(&portal).await;
        assert_eq!(gone.len(), 1);
        assert_eq!((gone[0].subject.as_str(), gone[0].language), ("Ny melding i Helsevei", "nb"));
        assert!(gone[0].text.starts_with("Du har en ny melding i Helsevei fra Havna legesenter."));
        for secret in ["Per", "Gundersrud", "time", "/p/", "logg-inn"] {
            assert!(!gone[0].text.contains(secret), "{secret} is in {}", gone[0].text);
        }
        let per = portal.log_in("per-full").await;
        assert_eq!(bell(&per, "/timer").await, 1);
        let list = per.get("/varsler").await.is(200).says("Ny time").says("Havna legesenter");
        let list = list.says("Sendt på e-post til p***@e***.example lørdag 21. november 2026 kl. 12.00");
        per.get(&list.link("/timer/")).await.is(200).says("Tirsdag 1. desember 2026");
        assert_eq!(bell(&per, "/timer").await, 0);
        let log = portal.usage_log("per-full").await;
        for deed in ["notify", "notices"] {
            assert!(log.iter().any(|line| line.service == "appointments" && line.deed == deed), "{deed}: {log:?}");
        }
    }
}

#[tokio::test]
async fn only_what_matters_to_one_who_is_to_come_is_told() {
    let portal = TestPortal::sqlite().await;
    let told = async |start: &str, rest: &str| {
        send(&portal, "per-full", start, rest).await;
        letters(&portal).await.len()
    };
    let per = portal.log_in("per-full").await;
    let newest = async || per.get("/varsler").await.is(200).text();
    assert_eq!(told(SOON, BOOKED).await, 1, "new");
    assert_eq!(told(SOON, BOOKED).await, 0, "the same again");
    assert_eq!(told(SOON, r#""status": "booked", "comment": "internal""#).await, 0, "an internal edit");
    assert_eq!(told("2026-12-01T09:00:00Z", BOOKED).await, 0, "the same moment in another zone");
    assert_eq!(told("2026-12-02T10:00:00+01:00", BOOKED).await, 1, "another day");
    assert!(newest().await.contains("En time er endret"));
    let place = r#""status": "booked", "contained": [{"resourceType": "Location", "id": "1", "name": "Rom 3"}]"#;
    assert_eq!(told("2026-12-02T10:00:00+01:00", place).await, 1, "another place");
    assert_eq!(told("2026-12-02T10:00:00+01:00", r#""status": "cancelled""#).await, 1, "cancelled");
    assert!(newest().await.contains("En time er avlyst"));
    assert_eq!(
        told("2026-12-02T10:00:00+01:00", r#""status": "cancelled", "comment": "x""#).await,
        0,
        "still cancelled"
    );
    assert_eq!(told("2026-12-03T10:00:00+01:00", BOOKED).await, 1, "booked again");
    assert_eq!(told("2026-12-03T10:00:00+01:00", r#""status": "entered-in-error""#).await, 1, "taken back");
    assert!(newest().await.contains("En time er fjernet"));
    assert_eq!(told("2026-11-20T10:00:00+01:00", BOOKED).await, 0, "what is over");
    assert_eq!(told("2026-11-20T10:00:00+01:00", r#""status": "fulfilled""#).await, 0, "what has been");
}

#[tokio::test]
async fn a_source_can_ask_that_nobody_is_told() {
    let portal = TestPortal::sqlite().await;
    let tag = r#""status": "booked", "meta": {"tag": [{"system": "http://helsenorge.no/fhir/varsling", "code": "1"}]}"#;
    send(&portal, "per-full", SOON, tag).await;
    assert_eq!(letters(&portal).await, []);
    assert_eq!(bell(&portal.log_in("per-full").await, "/timer").await, 0);
}

#[tokio::test]
async fn parents_are_told_of_a_child_once_for_a_shared_mailbox() {
    for portal in TestPortal::both().await {
        send(&portal, "jonas-8", SOON, BOOKED).await;
        let gone = letters(&portal).await;
        assert_eq!(gone.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["nordvik@epost.example"]);
        let kari = portal.log_in("kari-mor").await;
        let list = kari.get("/varsler").await.is(200).says("Gjelder Jonas Nordvik").says("n***@e***.example");
        kari.get(&list.link("/timer/")).await.is(200).says("1. desember 2026");
        let ola = portal.log_in("ola-far").await;
        assert_eq!(bell(&ola, "/timer").await, 1, "what one has read, the other has not");
    }
}

#[tokio::test]
async fn a_hidden_appointment_leaves_no_trace_with_the_parents_and_no_letter_in_a_shared_mailbox() {
    for portal in TestPortal::both().await {
        let hidden = r#""status": "booked", "meta": {"security": [{"code": "NORN_FORANS"}]}"#;
        send(&portal, "ella-15", SOON, hidden).await;
        assert_eq!(letters(&portal).await, [], "the youth shares the mother's mailbox");
        let marit = portal.log_in("marit-mor").await;
        assert_eq!(bell(&marit, "/timer").await, 0);
        marit.get("/varsler").await.is(200).says("Du har ingen varsler").has_no_trace_of("Ella Lindland hos");
        let ella = portal.log_in("ella-15").await;
        assert_eq!(bell(&ella, "/timer").await, 1);
        ella.get("/varsler").await.is(200).says("Ny time").says("fordi flere bruker e-postadressen din");
    }
}

#[tokio::test]
async fn a_receipt_for_what_i_do_myself_comes_only_if_i_want_as_much_as_possible() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    let cancel = async |words: &str| {
        let list = per.get("/timer").await.is(200);
        let page = crate::appointments::opened(&per, &list, words).await;
        per.post(&format!("{}/avbestill", page.path), &[("grunn", "syk")]).await.is(200).says("Avlyst");
        letters(&portal).await.len()
    };
    assert_eq!(cancel("Influensavaksine").await, 0);
    let settings = per.get("/varsler").await.link("/innstillinger");
    let page = per.get(&settings).await.is(200).says("Vanlig");
    per.submit(&page, "/innstillinger", &[("mengde", "many")]).await.is(200).says("Valgene dine er lagret");
    assert_eq!(cancel("MR av høyre kne").await, 1);
    assert_eq!(bell(&per, "/timer").await, 0, "one knows what one has done");
    per.get("/varsler").await.is(200).says("En time er avbestilt i Helsevei");
}

#[tokio::test]
async fn one_chooses_how_much_and_about_whom_and_sees_where_letters_go() {
    for portal in TestPortal::both().await {
        let tor = portal.log_in("tor-digital").await;
        let settings = tor.get("/varsler").await.is(200).link("/innstillinger");
        let page = tor.get(&settings).await.is(200).says("tor.eikeland").says("Sist bekreftet");
        let page = page.says("Gi meg de samme varslene om Inger Solheim");
        send(&portal, "inger-giver", SOON, BOOKED).await;
        assert_eq!(letters(&portal).await.len(), 1, "the giver alone");
        let handle = page.body.split("name=\"om\" value=\"").nth(1).and_then(|it| it.split('"').next());
        let form = [("mengde", "few"), ("om", handle.expect("a box to tick"))];
        let saved = tor.submit(&page, "/innstillinger", &form).await.is(200).says("Valgene dine er lagret");
        assert!(saved.body.contains("value=\"few\" checked"), "the choice stands");
        send(&portal, "inger-giver", "2026-12-04T10:00:00+01:00", BOOKED).await;
        assert_eq!(letters(&portal).await.len(), 2, "the giver and the holder");
        tor.get("/varsler").await.is(200).says("En time er endret").says("Gjelder Inger Solheim");
        let wrong = tor.submit(&page, "/innstillinger", &[("mengde", "all")]).await;
        wrong.is(422).says("Velg hvor mye du vil ha varsel om");
    }
}

#[tokio::test]
async fn who_cannot_be_written_to_is_told_why_and_in_the_portal() {
    let portal = TestPortal::sqlite().await;
    for (id, why) in [
        ("terje-pluss", "ikke bekreftet på 18 måneder"),
        ("gunnar-fyresdal", "reservert deg mot digital post"),
        ("else-giver", "ingen e-postadresse til deg"),
    ] {
        let visitor = portal.log_in(id).await;
        let settings = visitor.get("/varsler").await.is(200).link("/innstillinger");
        visitor.get(&settings).await.is(200).says(why);
    }
    send(&portal, "gunnar-fyresdal", SOON, BOOKED).await;
    assert_eq!(letters(&portal).await, []);
    let gunnar = portal.log_in("gunnar-fyresdal").await;
    assert_eq!(bell(&gunnar, "/timer").await, 1);
}

#[tokio::test]
async fn a_letter_is_in_the_recipients_language() {
    let portal = TestPortal::sqlite().await;
    for (id, language, words) in [
        ("siv-klient", "nn", "Du har ei ny melding i Helsevei frå Havna legesenter."),
        ("samuel-dato", "en", "You have a new message in Helsevei from Havna legesenter."),
    ] {
        send(&portal, id, SOON, BOOKED).await;
        let gone = letters(&portal).await;
        assert_eq!(gone.len(), 1);
        assert!(gone[0].language == language && gone[0].text.starts_with(words), "{}", gone[0].text);
    }
}

#[tokio::test]
async fn who_withdraws_takes_what_they_were_told_along() {
    for portal in TestPortal::both().await {
        send(&portal, "jonas-8", SOON, BOOKED).await;
        letters(&portal).await;
        let ola = portal.log_in("ola-far").await;
        let page = ola.get("/samtykke").await.is(200);
        ola.post(&page.link("/trekk"), &[("forstar", "ja")]).await.is(200);
        let sql = "SELECT recipient FROM notices";
        let rows = portal.house.db.fetch_all(sql, vec![]).await.expect("rows");
        let left: Vec<_> = rows.iter().map(|row| row.person(0).expect("a person")).collect();
        assert_eq!(left, [portal.person("kari-mor")]);
    }
}
