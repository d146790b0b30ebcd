//! A clinic's day at the desk: the queue, answers, times given and moved, and each look in the person's log (H3).

use access::{Actor, Deed, Reason, log::Why, rules::Role};
use dialogue::{Content, DialogueError, Kind, New, Place, attachment::Clean};
use futures_util::future::join_all;
use offices::OfficeKind;
use testing::{Answer, TestPortal, Visitor};
use uuid::Uuid;

use crate::book_a_time::{book, days_at, first_time_at, own_home};

const GP: &str = "Furulia legesenter";

/// Somebody writes to the office of a kind in Oslo, as they would in the inbox.
pub async fn writes(portal: &TestPortal, id: &str, kind: OfficeKind, text: &str) -> Uuid {
    sends(portal, id, kind, Content { text: text.into(), ..Content::default() }).await
}

async fn sends(portal: &TestPortal, id: &str, kind: OfficeKind, content: Content) -> Uuid {
    let person = portal.person(id);
    let office = demo::offices::of(kind, Some("0301")).expect("an office");
    let content = Content { subject: Some("Spørsmål".into()), ..content };
    let new = New { kind: Kind::Question, place: Place::from(&office), content };
    let message = portal.house.random.uuid(portal.clock.now());
    let deed = Deed::on("write", message);
    let allowed = portal.house.gate.act(&Actor::Citizen(person), person, &dialogue::POLICY, deed).await;
    let sent = allowed
        .expect("may write")
        .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::start(tx, message, &new).await }));
    sent.await.expect("sent");
    message
}

/// How often staff did this for this reason, in the person's own log.
pub async fn looks(portal: &TestPortal, id: &str, deed: &str, reason: &Reason) -> usize {
    let log = portal.usage_log(id).await;
    log.iter().filter(|line| line.deed == deed && line.why == Why::AtWork(reason.clone())).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_answers_from_its_queue_and_every_look_is_in_the_citizens_log() {
    for portal in TestPortal::both().await {
        let thread = writes(&portal, "per-full", OfficeKind::Gp, "Kan jeg trene med vondt kne?").await;
        let sara = portal.at_work("sara-sekretar").await;
        let queue = sara.get("/skranke/ko").await.is(200).says("Per Gundersrud").says("Spørsmål");
        let queue = queue.has_no_trace_of("vondt kne");
        let open = sara.get(&queue.link(&thread.to_string())).await.is(200).says("vondt kne");
        sara.submit(&open, "/svar", &[("svar", "")]).await.is(422).says("Skriv en tekst");
        for _click in 0..2 {
            sara.submit(&open, "/svar", &[("svar", "Ja, i ro og mak.")])
                .await
                .is(200)
                .says("Ja, i ro og mak.")
                .says("Meldingen er sendt.");
        }
        let answered = sara.get(&format!("/skranke/ko/{thread}")).await;
        assert_eq!(answered.text().matches("Ja, i ro og mak.").count(), 1, "{answered}");
        sara.get("/skranke/ko").await.is(200).has_no_trace_of("Per Gundersrud");
        sara.get("/skranke/ko?vis=ferdige").await.is(200).says("Per Gundersrud");
        for deed in ["list", "show", "write"] {
            assert!(looks(&portal, "per-full", deed, &Reason::Queue).await > 0, "{} {deed}", portal.engine);
        }
        // Another office sees nothing of it, whatever address it has.
        let hanne = portal.at_work("hanne-helsesykepleier").await;
        hanne.get("/skranke/ko?vis=ferdige").await.is(200).has_no_trace_of("Per Gundersrud");
        hanne.get(&format!("/skranke/ko/{thread}")).await.is(404);
        hanne.post(&format!("/skranke/ko/{thread}/tildel"), &[("til", "meg")]).await.is(404);
        // Nor does one whose role sees no health data.
        portal.at_work("berit-administrator").await.get("/skranke/ko").await.is(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_its_own_offices_to_open_and_not_anothers_of_the_municipality() {
    for portal in TestPortal::both().await {
        portal.employ("hilde-mor", OfficeKind::SchoolHealth, Role::Nurse).await;
        let file = || Clean::of("svar.pdf", b"%PDF-1.7 %%EOF").expect("a file");
        let with_file = || Content { text: "Se vedlegg".into(), attachments: vec![file()], ..Content::default() };
        let ours = sends(&portal, "per-full", OfficeKind::SchoolHealth, with_file()).await;
        let theirs = sends(&portal, "per-full", OfficeKind::HealthCentre, with_file()).await;
        let hilde = portal.at_work("hilde-mor").await;
        let page = hilde.get(&format!("/skranke/ko/{ours}")).await.is(200);
        let link = page.link("/vedlegg/");
        hilde.get(&link).await.is(200);
        let link = link.replace(&format!("vedlegg/{ours}"), &format!("vedlegg/{theirs}"));
        hilde.get(&link).await.is(404);
        assert_eq!(looks(&portal, "per-full", "open_file", &Reason::Queue).await, 1, "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_childs_conversation_takes_no_place_in_the_queue() {
    for portal in TestPortal::both().await {
        portal.employ("hilde-mor", OfficeKind::Gp, Role::Nurse).await;
        writes(&portal, "marius-14", OfficeKind::Gp, "Hei").await;
        portal.set_clock("2026-11-21T12:01");
        for _ in 0..25 {
            writes(&portal, "per-full", OfficeKind::Gp, "Hei").await;
        }
        let queue = portal.at_work("hilde-mor").await.get("/skranke/ko").await.is(200);
        let queue = queue.has_no_trace_of("side=2").has_no_trace_of("Marius");
        assert_eq!(queue.body.matches(">Per Gundersrud</a>").count(), 25, "{queue}");
        portal.at_work("sara-sekretar").await.get("/skranke/ko").await.is(200).says("Marius");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_answer_at_once_the_second_is_told_and_loses_nothing() {
    for portal in TestPortal::both().await {
        portal.employ("hilde-mor", OfficeKind::Gp, Role::Nurse).await;
        let thread = writes(&portal, "per-full", OfficeKind::Gp, "Hoster fremdeles").await;
        let (sara, hilde) = (portal.at_work("sara-sekretar").await, portal.at_work("hilde-mor").await);
        let path = format!("/skranke/ko/{thread}");
        let (hers, theirs) = (sara.get(&path).await.is(200), hilde.get(&path).await.is(200));
        let clicks: [(&Visitor, _, &str); 2] = [(&sara, &hers, "Svar fra Sara"), (&hilde, &theirs, "Svar fra Hilde")];
        let sent = clicks
            .map(|(visitor, page, text)| async move { (text, visitor.submit(page, "/svar", &[("svar", text)]).await) });
        let pages = join_all(sent).await;
        let told: Vec<_> = pages.iter().filter(|(_, page)| page.status == 409).collect();
        assert_eq!(
            told.len(),
            1,
            "{}: {pages:?}",
            portal.engine,
            pages = pages.iter().map(|it| it.1.status).collect::<Vec<_>>()
        );
        let (text, page) = told[0];
        let page = page.clone().says("Noen har skrevet i samtalen mens du skrev").says(text);
        // The first one's answer stands there to be read; the second is sent when its writer wants it.
        let visitor = if *text == "Svar fra Sara" { &sara } else { &hilde };
        visitor.submit(&page, "/svar", &[("svar", text)]).await.is(200).says("Svar fra Sara").says("Svar fra Hilde");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_taken_on_given_to_a_colleague_and_given_back() {
    let portal = TestPortal::sqlite().await;
    portal.employ("hilde-mor", OfficeKind::Gp, Role::Nurse).await;
    let thread = writes(&portal, "per-full", OfficeKind::Gp, "Hei").await;
    let sara = portal.at_work("sara-sekretar").await;
    let path = format!("/skranke/ko/{thread}");
    let page = sara.get(&path).await.is(200);
    sara.submit(&page, "/tildel", &[("til", "meg")]).await.is(200).says("Tildelt Sara Lunder");
    sara.get("/skranke/ko?vis=mine").await.says("Per Gundersrud");
    sara.get("/skranke/ko?vis=ledige").await.has_no_trace_of("Per Gundersrud");
    let before = page.body.split(">Hilde Strømseth</option>").next().unwrap_or_default();
    let handle = before.rsplit("value=\"").next().and_then(|it| it.split('"').next()).expect("a colleague").to_owned();
    sara.submit(&page, "/tildel", &[("til", &handle)]).await.is(200).says("Tildelt Hilde Strømseth");
    portal.at_work("hilde-mor").await.get("/skranke/ko?vis=mine").await.says("Per Gundersrud");
    sara.submit(&page, "/tildel", &[("til", "ingen")]).await.is(200).has_no_trace_of("Tildelt Hilde");
    let closed = sara.submit(&page, "/avslutt", &[]).await.is(200);
    assert_eq!(closed.path, "/skranke/ko");
    sara.get(&path).await.says("Samtalen er avsluttet");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_makes_changes_and_removes_its_own_templates() {
    for portal in TestPortal::both().await {
        let sara = portal.at_work("sara-sekretar").await;
        let page = sara.get("/skranke/svarmaler").await.is(200);
        sara.submit(&page, "/svarmaler", &[("navn", ""), ("tekst", "Hei,")]).await.is(422).says("Gi malen et navn");
        let fields = [("navn", "Prøvesvar"), ("tekst", "Prøvene er fine."), ("gjor", "lagre")];
        sara.submit(&page, "/svarmaler", &fields).await.is(200).says("Prøvesvar");
        let thread = writes(&portal, "per-full", OfficeKind::Gp, "Er prøvene klare?").await;
        let open = sara.get(&format!("/skranke/ko/{thread}")).await.is(200).says("Prøvesvar");
        let id = open.body.split("<option value=\"").nth(1).and_then(|it| it.split('"').next()).expect("a template");
        sara.get(&format!("/skranke/ko/{thread}?mal={id}")).await.is(200).says("Prøvene er fine.");
        let hanne = portal.at_work("hanne-helsesykepleier").await;
        hanne.get("/skranke/svarmaler").await.is(200).has_no_trace_of("Prøvesvar");
        let list = sara.get("/skranke/svarmaler").await.is(200);
        sara.submit(&list, "/svarmaler", &[("gjor", "fjern")]).await.is(200).has_no_trace_of("Prøvesvar");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_is_given_a_time_for_a_reason_they_read_and_it_is_moved_and_cancelled() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let sara = portal.at_work("sara-sekretar").await;
        let day = sara.get("/skranke/timer?dag=2026-11-24").await.is(200).says("09.00–09.20");
        let give = sara.get(&day.link("/skranke/timer/tid/")).await.is(200).says("Legetime");
        let number = portal.persona("per-full").number.digits().to_owned();
        sara.submit(&give, "/tid/", &[("nummer", &number)]).await.is(422).says("Skriv hvorfor").says("Legetime");
        let reason = Reason::Stated("Ringte for å få time".into());
        let fields = [("nummer", &*number), ("hvorfor", "Ringte for å få time"), ("om", "Blodtrykk")];
        let booked = sara.submit(&give, "/tid/", &fields).await.is(200).says("Per Gundersrud").says("Blodtrykk");
        assert_eq!(looks(&portal, "per-full", "book", &reason).await, 1, "{}", portal.engine);
        sara.get(&day.path).await.says("Per Gundersrud");

        let per = portal.log_in("per-full").await;
        per.get("/timer").await.is(200).says("24. november 2026 kl. 09.00");
        let moved = booked.body.split("<option value=\"").nth(1).and_then(|it| it.split('"').next()).expect("a time");
        sara.submit(&booked, "/flytt", &[("tid", moved)]).await.is(200).says("kl. 09.20");
        per.get("/timer").await.is(200).says("kl. 09.20").has_no_trace_of("24. november 2026 kl. 09.00");
        let now = sara.get(&booked.path).await.is(200);
        sara.submit(&now, "/avlys", &[("grunn", "")]).await.is(422).says("Skriv hvorfor timen avlyses");
        for _click in 0..2 {
            sara.submit(&now, "/avlys", &[("grunn", "Legen er syk")]).await.is(200);
        }
        let page = per.get("/timer").await.is(200).says("Avlyst");
        let shown = crate::appointments::opened(&per, &page, "Legen er syk").await;
        shown.says("Grunn: Legen er syk");
        // Both times are free again.
        sara.get(&day.path).await.has_no_trace_of("Per Gundersrud");
        let home = own_home(&per).await;
        days_at(&per, &home, GP).await.says("6 ledige timer");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_and_somebody_who_does_not_use_the_portal_are_the_same_to_staff() {
    let portal = TestPortal::sqlite().await;
    let sara = portal.at_work("sara-sekretar").await;
    let newcomer = portal.population.personas.iter().find(|it| it.level.is_none() && !it.person.is_dead());
    let newcomer = newcomer.expect("one who has not accepted the terms").number.digits().to_owned();
    let mut pages = Vec::new();
    for number in ["03851598730", &newcomer] {
        let fields = [("nummer", number), ("hvorfor", "Ringte")];
        let page = sara.post("/skranke/person", &fields).await.is(422).says("Vi finner ingen som bruker Helsevei");
        pages.push(page.body.replace(number, ""));
    }
    assert_eq!(pages[0], pages[1]);
    let number = portal.persona("per-full").number.digits().to_owned();
    sara.post("/skranke/person", &[("nummer", &number)]).await.is(422).says("Skriv hvorfor");
    let fields = [("nummer", &*number), ("hvorfor", "Ringte om regning")];
    let found = sara.post("/skranke/person", &fields).await.is(200).says("Per Gundersrud");
    assert!(!found.path.contains(&number), "{}", found.path);
    assert_eq!(looks(&portal, "per-full", "look_up", &Reason::Stated("Ringte om regning".into())).await, 1);
    let letter = [("emne", "Regning"), ("svar", "Du skylder ingenting.")];
    sara.submit(&found, "/skranke/brev", &letter).await.is(200).says("Du skylder ingenting.");
}

/// What a field of a page holds before anything is typed.
fn held(page: &Answer, field: &str) -> String {
    let tag = page.body.split("<input ").find(|it| it.contains(&format!("name=\"{field}\""))).expect("the field");
    tag.split("value=\"").nth(1).and_then(|it| it.split('"').next()).expect("a value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_that_a_form_holds_is_the_day_it_leads_to() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let sara = portal.at_work("sara-sekretar").await;
    let shown = sara.get("/skranke/timer?dag=2026-12-24").await.is(200).says("Torsdag 24. desember 2026");
    let day = held(&shown, "dag");
    sara.get(&format!("/skranke/timer?dag={day}")).await.is(200).says("Torsdag 24. desember 2026");
    for list in ["/skranke/timer?dag=i+morgen", "/skranke/timer?dag=31.2.2027"] {
        sara.get(list).await.is(200).says("Skriv en dato, for eksempel 3.3.2027").says("Lørdag 21. november 2026");
    }
    let page = sara.get("/skranke/timer/ny").await.is(200);
    let [from, to] = ["fra", "til"].map(|field| held(&page, field));
    let rest = [("ukedag", "6"), ("kl-fra", "15"), ("kl-til", "16"), ("minutter", "30"), ("tittel", "Vakt")];
    let series = [&[("fra", &*from), ("til", &*to)], &rest[..]].concat();
    sara.submit(&page, "/timer/ny", &series).await.is(200).says("Nye timer: 2.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_published_once_booked_by_citizens_and_withdrawn_where_it_is_free() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let sara = portal.at_work("sara-sekretar").await;
        let page = sara.get("/skranke/timer/ny").await.is(200);
        let wrong = [("fra", "i morgen"), ("til", "27.11.2026"), ("kl-fra", "9"), ("kl-til", "10"), ("minutter", "30")];
        sara.submit(&page, "/timer/ny", &wrong).await.is(422).says("Skriv en dato");
        let series = [
            ("fra", "23.11.2026"),
            ("til", "27.11.2026"),
            ("ukedag", "1"),
            ("ukedag", "3"),
            ("kl-fra", "9"),
            ("kl-til", "10.00"),
            ("minutter", "30"),
            ("tittel", "Vaksine"),
        ];
        sara.submit(&page, "/timer/ny", &series).await.is(200).says("Nye timer: 4.");
        sara.submit(&page, "/timer/ny", &series).await.is(200).says("Nye timer: 0. Lå der fra før: 4.");
        let per = portal.log_in("per-full").await;
        let home = own_home(&per).await;
        book(&per, &first_time_at(&per, &home, GP).await.says("Vaksine"), "").await.is(200).says("23. november");
        let day = sara.get("/skranke/timer?dag=23.11.2026").await.is(200).says("Per Gundersrud").says("09.30–10.00");
        let ids: Vec<&str> =
            day.body.split("name=\"tid\" value=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        assert_eq!(ids.len(), 1, "the booked time cannot be withdrawn: {day}");
        sara.submit(&day, "/timer/trekk", &[("tid", ids[0])]).await.is(200).has_no_trace_of("09.30–10.00");
        days_at(&per, &home, GP).await.is(200).has_no_trace_of("23. november");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_shows_what_the_offices_own_system_has_sent_and_nothing_of_the_municipalitys_other_services() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let sara = portal.at_work("sara-sekretar").await;
        let office = demo::offices::of(OfficeKind::Gp, Some("0301")).expect("an office");
        let source = portal.house.times().source(&office).await.expect("a source").expect("one that is known");
        let rest = r#""status": "booked", "end": "2026-11-26T12:30:00+01:00""#;
        crate::notices::send_from(&portal, &source, "per-full", "2026-11-26T12:15:00+01:00", rest).await;
        let day = sara.get("/skranke/timer?dag=2026-11-26").await.is(200).says("12.15–12.30").says("Per Gundersrud");
        day.says("Fra kontorets eget system").says("09.00–09.20");
        let others = portal.at_work("hanne-helsesykepleier").await;
        others.get("/skranke/timer?dag=2026-11-26").await.is(200).has_no_trace_of("Per Gundersrud");
    }
}
