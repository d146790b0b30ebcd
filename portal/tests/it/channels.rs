//! Devices, text messages and the history of them, on the pages (N1, N3, N5, S5, B7, L9).

use access::rules::ItemSource;
use jiff::{SignedDuration, Timestamp};
use notify::{
    ChannelKind, Signature,
    sms::{SIGNATURE, TIMESTAMP, gsm7},
};
use people::{Contact, ContactRegister, Detail};
use records::{Profile, Source};
use testing::{GATEWAY_SECRET, TestPortal, Visitor};

use crate::notices::{BOOKED, Post, SOON, run, send};

/// The public point of a key and a secret, as a browser makes them.
const P256DH: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

/// Sends what the page's script sends.
async fn subscribe(visitor: &Visitor, endpoint: &str) -> u16 {
    let page = visitor.get("/varsler").await.is(200).body;
    let to = page.split("data-push-to=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an offer");
    visitor.post(to, &[("endpoint", endpoint), ("p256dh", P256DH), ("auth", AUTH)]).await.status
}

async fn reached(portal: &TestPortal, id: &str, mobile: &str, language: Option<&str>) {
    let detail = Detail { value: mobile.into(), updated_at: portal.clock.now(), verified_at: None };
    let contact = Contact { mobile: Some(detail), language: language.map(str::to_owned), ..Contact::default() };
    portal.house.contacts.put(portal.person(id), contact).await.expect("a contact");
}

#[tokio::test]
async fn a_device_is_added_named_told_and_taken_away_and_the_history_says_what_became_of_it() {
    for portal in TestPortal::both().await {
        let per = portal.log_in("per-full").await;
        assert_eq!(subscribe(&per, "https://evil.example/a").await, 422);
        assert_eq!(subscribe(&per, "https://10.0.0.1/a").await, 422);
        assert_eq!(subscribe(&per, "https://fcm.googleapis.com/a").await, 204);
        assert_eq!(subscribe(&per, "https://fcm.googleapis.com/a").await, 204, "twice is once");
        let [push, email] = [Post::of(ChannelKind::Push), Post::of(ChannelKind::Email)];
        send(&portal, "per-full", SOON, BOOKED).await;
        run(&portal, &[&push, &email]).await;
        let letters = push.letters();
        assert_eq!((letters.len(), email.letters().len()), (1, 0));
        assert_eq!(letters[0].text, "Du har en ny melding i Helsevei fra Havna legesenter.");
        assert_eq!(portal.visitor().post("/varsel/vist", &[("token", "0")]).await.status, 204, "it tells nothing");
        portal.clock.set(portal.clock.now() + SignedDuration::from_mins(1));
        let token = letters[0].id.as_str();
        assert_eq!(portal.visitor().post("/varsel/vist", &[("token", token)]).await.status, 204, "without a session");
        portal.clock.set(portal.clock.now() + SignedDuration::from_mins(14));
        run(&portal, &[&push, &email]).await;
        assert_eq!(email.letters().len(), 0);
        let list = per.get("/varsler").await.is(200).says("Kom fram som varsel til");
        let list = list.says("lørdag 21. november 2026 kl. 12.01");
        list.says("Ikke sendt på e-post: varselet kom fram på enheten din.");
        let page = per.get("/varsler").await.link("/innstillinger");
        let page = per.get(&page).await.is(200).says("Enheter som får varsler");
        let gone = per.submit(&page, "/fjern", &[]).await.is(200).says("Enheten får ikke flere varsler");
        assert!(!gone.body.contains("/fjern"));
    }
}

#[tokio::test]
async fn the_offer_needs_a_script_and_names_nobody() {
    let portal = TestPortal::sqlite().await;
    let kari = portal.log_in("kari-mor").await;
    let page = kari.get("/varsler").await.is(200).body;
    let offer = page.split("<section ").find(|it| it.contains("data-push-key=\"B")).expect("an offer");
    let offer = offer.split("</section>").next().expect("its end");
    assert!(offer.starts_with("hidden "), "without a script there is none: {offer}");
    assert!(!offer.contains("Kari"));
    send(&portal, "jonas-8", SOON, BOOKED).await;
    run(&portal, &[]).await;
    let his = kari.get("/varsler").await.is(200).link("/timer/");
    let jonas = his.split('/').nth(2).expect("a handle");
    let page = kari.get(&format!("/p/{jonas}/varsler")).await.is(200).body;
    assert!(!page.contains("data-push-key"), "a device is one's own");
}

#[tokio::test]
async fn log_out_everywhere_forgets_the_devices_and_log_out_here_does_not() {
    for portal in TestPortal::both().await {
        let per = portal.log_in("per-full").await;
        assert_eq!(subscribe(&per, "https://fcm.googleapis.com/a").await, 204);
        let count = async || {
            let rows = portal.house.db.fetch_all("SELECT id FROM notice_devices", vec![]).await.expect("rows");
            rows.len()
        };
        per.post("/logg-ut", &[]).await;
        assert_eq!(count().await, 1);
        let per = portal.log_in("per-full").await;
        per.post("/logg-ut/alle", &[]).await;
        assert_eq!(count().await, 0);
    }
}

#[tokio::test]
async fn who_withdraws_is_told_on_no_device_any_more() {
    let portal = TestPortal::sqlite().await;
    let ola = portal.log_in("ola-far").await;
    assert_eq!(subscribe(&ola, "https://fcm.googleapis.com/a").await, 204);
    let page = ola.get("/samtykke").await.is(200);
    ola.post(&page.link("/trekk"), &[("forstar", "ja")]).await.is(200);
    let rows = portal.house.db.fetch_all("SELECT id FROM notice_devices", vec![]).await.expect("rows");
    assert!(rows.is_empty());
}

#[tokio::test]
async fn one_chooses_what_comes_when_no_device_answers() {
    for portal in TestPortal::both().await {
        let per = portal.log_in("per-full").await;
        let [sms, email] = [Post::of(ChannelKind::Sms), Post::of(ChannelKind::Email)];
        for (choice, expected) in [("sms", (1, 0)), ("both", (2, 1)), ("email", (2, 2))] {
            let settings = per.get("/varsler").await.link("/innstillinger");
            let page = per.get(&settings).await.is(200).says("Mobilnummer").says("+44 7700 900");
            let form = [("mengde", "standard"), ("alternativ", choice)];
            let saved = per.submit(&page, "/innstillinger", &form).await.is(200).says("Valgene dine er lagret");
            assert!(saved.body.contains(&format!("value=\"{choice}\" checked")), "the choice stands");
            let day = expected.0 + expected.1;
            send(&portal, "per-full", &format!("2026-12-0{day}T10:00:00+01:00"), BOOKED).await;
            run(&portal, &[&sms, &email]).await;
            assert_eq!((sms.letters().len(), email.letters().len()), expected, "{choice}");
        }
        per.get("/varsler").await.is(200).says("Sendt på SMS til ***").says("Sendt på e-post til p***");
    }
}

#[tokio::test]
async fn a_text_message_is_one_message_in_every_language_whatever_the_sender_is_called() {
    let portal = TestPortal::sqlite().await;
    let names = [
        "Havna legesenter".to_owned(),
        "Oslo universitetssykehus HF, Klinikk for hode, hals og rekonstruktiv kirurgi, Avdeling for øre-nese-hals, \
         Seksjon for søvn og pust, Poliklinikken på Gaustad"
            .to_owned(),
        "Kárášjoga gielda – Čoahkkebáiki «Ášši» ŧŋđ".repeat(4),
    ];
    for name in names {
        let source = Source { organisation: "974000002".into(), name, kind: ItemSource::Gp, profile: Profile::Base };
        for (language, words) in
            [("nb", "Du har en ny melding"), ("nn", "Du har ei ny melding"), ("en", "You have a new")]
        {
            reached(&portal, "per-full", "+44 7700 900123", Some(language)).await;
            let post = Post::of(ChannelKind::Sms);
            // Another day each time, so that there is something to tell.
            portal.clock.set(portal.clock.now() + SignedDuration::from_mins(1));
            let start = (portal.clock.now() + SignedDuration::from_hours(240)).to_string();
            crate::notices::send_from(&portal, &source, "per-full", &start, BOOKED).await;
            run(&portal, &[&post]).await;
            let letters = post.letters();
            let text = &letters[0].text;
            let septets = gsm7::septets(text).expect("of the alphabet");
            assert!(septets <= 160 && text.starts_with(words) && text.contains("Helsevei"), "{septets}: {text}");
            assert!(!text.contains("http") && !text.contains("Per"), "{text}");
        }
    }
}

fn report(at: Timestamp, id: &str, secret: &[u8]) -> (Vec<(&'static str, String)>, String) {
    let body = format!(r#"{{"id": "{id}", "status": "delivered"}}"#);
    let (timestamp, signature) = Signature::new(secret).sign(at, body.as_bytes());
    (vec![(TIMESTAMP, timestamp), (SIGNATURE, signature)], body)
}

#[tokio::test]
async fn the_gateway_reports_and_nobody_else_can() {
    for portal in TestPortal::both().await {
        reached(&portal, "per-full", "+44 7700 900123", None).await;
        let post = Post::of(ChannelKind::Sms);
        send(&portal, "per-full", SOON, BOOKED).await;
        run(&portal, &[&post]).await;
        let id = post.letters()[0].id.clone();
        let say = async |secret: &[u8], id: &str| {
            let (headers, body) = report(portal.clock.now(), id, secret);
            let mut request = reqwest::Client::new().post(format!("{}/varsel/sms", portal.origin)).body(body);
            for (name, value) in headers {
                request = request.header(name, value);
            }
            request.send().await.expect("an answer").status().as_u16()
        };
        let per = portal.log_in("per-full").await;
        assert_eq!(say(b"a stranger's guess, as long as ours is", &id).await, 401);
        assert_eq!(say(GATEWAY_SECRET, &"0".repeat(32)).await, 204, "what we do not know is harmless");
        per.get("/varsler").await.is(200).says("Sendt på SMS til ***23");
        assert_eq!(say(GATEWAY_SECRET, &id).await, 204);
        assert_eq!(say(GATEWAY_SECRET, &id).await, 204, "again");
        per.get("/varsler").await.is(200).says("Kom fram på SMS til ***23");
        let huge = reqwest::Client::new().post(format!("{}/varsel/sms", portal.origin)).body("x".repeat(20_000));
        assert_eq!(huge.send().await.expect("an answer").status(), 413);
    }
}

#[tokio::test]
async fn the_history_goes_back_page_by_page_and_shows_each_notice_once() {
    let portal = TestPortal::sqlite().await;
    let email = Post::of(ChannelKind::Email);
    for minute in 0..105_i64 {
        let start = portal.clock.now() + SignedDuration::from_hours(240) + SignedDuration::from_mins(minute);
        send(&portal, "per-full", &start.to_string(), BOOKED).await;
        run(&portal, &[&email]).await;
        portal.clock.set(portal.clock.now() + SignedDuration::from_secs(1));
    }
    let per = portal.log_in("per-full").await;
    let mut page = per.get("/varsler").await.is(200);
    let mut counts = Vec::new();
    loop {
        counts.push(page.body.matches("hv-list__title").count());
        match page.body.contains("eldre-enn=") {
            true => page = per.get(&page.link("eldre-enn=")).await.is(200),
            false => break,
        }
    }
    assert_eq!(counts, [50, 50, 5]);
    page.says("Til de nyeste");
    per.get("/varsler?eldre-enn=nonsense").await.is(200).says("Eldre");
}

#[tokio::test]
async fn the_app_can_be_installed_and_keeps_no_page_of_anybody() {
    let portal = TestPortal::sqlite().await;
    let visitor = portal.visitor();
    let manifest = visitor.get("/manifest.webmanifest").await.is(200);
    let manifest: serde_json::Value = serde_json::from_str(&manifest.body).expect("JSON");
    assert_eq!((manifest["name"].as_str(), manifest["start_url"].as_str()), (Some("Helsevei"), Some("/")));
    for icon in manifest["icons"].as_array().expect("icons") {
        visitor.get(icon["src"].as_str().expect("an address")).await.is(200);
    }
    let script = visitor.get("/sw.js").await.is(200).body;
    assert!(script.contains("/frakoblet") && script.contains("/varsel/vist"));
    assert!(!script.contains("cache.put") && !script.contains(".put("), "nothing is kept beside what is named");
    visitor.get("/frakoblet").await.is(200).says("Du er uten nett");
    let kari = portal.log_in("kari-mor").await;
    assert!(!kari.get("/frakoblet").await.is(200).body.contains("Kari"), "the same for all");
}
