//! Messages at the desk: files in answers and letters, a conversation taken up again, and who sees what has been sent.

use access::Reason;
use db::args;
use offices::OfficeKind;
use testing::{Answer, TestPortal, Visitor};

use crate::desk_clinic::{looks, writes};
use crate::inbox::{Pages, list_of};

const PDF: &[u8] = b"%PDF-1.7 %%EOF";
const SECRET: &str = "GPS 59.9139 10.7522";

/// A picture that says where it was taken.
fn picture() -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap_or_default().to_be_bytes()[..], name, data, &[1, 2, 3, 4]].concat()
    };
    let parts = [(b"IHDR", &[0; 13][..]), (b"tEXt", SECRET.as_bytes()), (b"IDAT", b"pixels"), (b"IEND", b"")];
    let chunks: Vec<u8> = parts.into_iter().flat_map(|(name, data)| chunk(name, data)).collect();
    [b"\x89PNG\r\n\x1a\n", &chunks[..]].concat()
}

/// Sends the form on `page` that leads to an address with `part`, with files.
async fn send(
    visitor: &Visitor,
    page: &Answer,
    part: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let (action, hidden) = page.form(part);
    let hidden = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<_> = hidden.chain(fields.iter().copied()).collect();
    let files: Vec<_> = files.iter().map(|(name, bytes)| ("vedlegg", *name, *bytes)).collect();
    visitor.post_files(&action, &all, &files).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_carries_files_that_the_citizen_saves_without_what_a_picture_says_beside_itself() {
    for portal in TestPortal::both().await {
        let thread = writes(&portal, "per-full", OfficeKind::Gp, "Hva viste bildet?").await;
        let sara = portal.at_work("sara-sekretar").await;
        let open = sara.get(&format!("/skranke/ko/{thread}")).await.is(200);
        let wrong = send(&sara, &open, "/svar", &[("svar", "Se her")], &[("virus.exe", b"MZ")]).await.is(422);
        wrong.says("Du kan bare legge ved bilder (JPEG, PNG) og PDF.").says("Se her");
        let wrong = send(&sara, &open, "/svar", &[("svar", "")], &[("svar.pdf", PDF)]).await.is(422);
        wrong.says("Velg filene på nytt");
        let six = [("a.pdf", PDF); 6];
        send(&sara, &open, "/svar", &[("svar", "Se")], &six).await.is(422).says("høyst fem filer");
        let picture = picture();
        let files = [("Rontgen.PDF", PDF), ("kne.png", &picture[..])];
        for _click in 0..2 {
            let sent = send(&sara, &open, "/svar", &[("svar", "Se vedlegg")], &files).await.is(200);
            assert_eq!(sent.body.matches("kne.png").count(), 1, "{}: {sent}", portal.engine);
        }
        let per = Pages::of(&portal, "per-full", "per-full").await;
        let page = per.get(&format!("/innboks/{thread}")).await.is(200).says("Rontgen.pdf");
        let file = per.follow(&page, "/vedlegg/0").await.is(200);
        assert_eq!(file.header("content-type"), Some("application/pdf"));
        let file = per.follow(&page, "/vedlegg/1").await.is(200).has_no_trace_of(SECRET);
        assert!(file.body.contains("pixels"), "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_carries_files() {
    for portal in TestPortal::both().await {
        let sara = portal.at_work("sara-sekretar").await;
        let number = portal.persona("per-full").number.digits().to_owned();
        let found = sara.post("/skranke/person", &[("nummer", &number), ("hvorfor", "Ringte")]).await.is(200);
        let letter = [("emne", "Prøvesvar"), ("svar", "Alt er fint.")];
        let wrong = send(&sara, &found, "/skranke/brev", &letter, &[("tom.pdf", b"")]).await.is(422);
        wrong.says("Filen er tom").says("Alt er fint.");
        let sent = send(&sara, &found, "/skranke/brev", &letter, &[("svar.pdf", PDF)]).await.is(200).says("svar.pdf");
        let per = Pages::of(&portal, "per-full", "per-full").await;
        let thread = sent.path.rsplit('/').next().unwrap_or_default();
        let page = per.get(&format!("/innboks/{thread}")).await.is(200).says("svar.pdf");
        per.follow(&page, "/vedlegg/0").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_conversation_is_opened_again_and_waits_and_the_citizen_writes_in_it() {
    for portal in TestPortal::both().await {
        let thread = writes(&portal, "per-full", OfficeKind::Gp, "Hei").await;
        let (sara, path) = (portal.at_work("sara-sekretar").await, format!("/skranke/ko/{thread}"));
        let page = sara.get(&path).await.is(200);
        sara.submit(&page, "/avslutt", &[]).await.is(200);
        let per = Pages::of(&portal, "per-full", "per-full").await;
        let own = format!("/innboks/{thread}");
        per.get(&own).await.says("Samtalen er avsluttet");
        let hanne = portal.at_work("hanne-helsesykepleier").await;
        hanne.post(&format!("{path}/apne"), &[]).await.is(404);
        let ended = sara.get(&path).await.says("Samtalen er avsluttet");
        for _click in 0..2 {
            sara.submit(&ended, "/apne", &[]).await.is(200).has_no_trace_of("Samtalen er avsluttet");
        }
        sara.get("/skranke/ko").await.is(200).says("Per Gundersrud");
        let page = per.get(&own).await.is(200).has_no_trace_of("Samtalen er avsluttet");
        per.submit(&page, "/svar", &[]).await.is(200).says("Skriv melding");
        assert!(looks(&portal, "per-full", "reopen", &Reason::Queue).await > 0, "{}", portal.engine);
        // It ends once more as it did the first time.
        sara.submit(&sara.get(&path).await, "/avslutt", &[]).await.is(200);
        per.get(&own).await.says("Samtalen er avsluttet");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_from_the_parents_after_it_was_sent_leaves_them_at_once_without_a_trace() {
    for portal in TestPortal::both().await {
        let thread = writes(&portal, "marius-14", OfficeKind::Gp, "Kan jeg komme?").await;
        let mother = Pages::of(&portal, "hilde-mor", "marius-14").await;
        let before = mother.get("/innboks").await.says("Spørsmål").body;
        portal.set_clock("2026-11-21T12:05");
        let sara = portal.at_work("sara-sekretar").await;
        let open = sara.get(&format!("/skranke/ko/{thread}")).await.is(200);
        let sent = send(&sara, &open, "/svar", &[("svar", "Kom alene")], &[("plan.pdf", PDF)]).await.is(200);
        mother.get("/innboks").await.says("Besvart");
        let page = mother.get(&format!("/innboks/{thread}")).await.says("Kom alene");
        let (file, answer) = (page.link("/vedlegg/0"), sent.links().into_iter().rfind(|it| it.contains("/melding/")));
        let marks = sara.get(&answer.expect("the answer")).await.is(200);
        let marks = marks.says("Både ungdommen og foreldrene ser den").says("En forelder leste den");
        sara.submit(&marks, "/melding/", &[("skjul", "")]).await.is(422).says("Velg hvem som skal se meldingen");
        for _click in 0..2 {
            let done = sara.submit(&marks, "/melding/", &[("skjul", "foreldre")]).await.is(200);
            done.says("Skjult for foreldrene");
        }
        assert_eq!(list_of(&mother.get("/innboks").await.body), list_of(&before), "{}", portal.engine);
        mother.get(&format!("/innboks/{thread}")).await.is(200).has_no_trace_of("Kom alene").has_no_trace_of("plan");
        mother.visitor.get(&file).await.is(404);
        let marius = Pages::of(&portal, "marius-14", "marius-14").await;
        let own = marius.get(&format!("/innboks/{thread}")).await.says("Kom alene");
        marius.follow(&own, "/vedlegg/0").await.is(200);
        // At 14 one's log shows one's own deeds alone; the lines are there for when he is 16.
        let sql = "SELECT reason FROM usage_log WHERE person = $1 AND deed = 'mark' AND actor_kind = 'staff'";
        let lines = portal.house.db.fetch_all(sql, args![portal.person("marius-14")]).await.expect("lines");
        let why: Vec<_> = lines.iter().map(|line| line.text(0).expect("a reason")).collect();
        assert_eq!(why, ["clerk:queue", "clerk:queue"], "{}", portal.engine);
        // Shown again, it is new to the mother.
        portal.set_clock("2026-11-21T12:10");
        sara.submit(&marks, "/melding/", &[("skjul", "ingen")]).await.is(200);
        mother.get("/innboks?vis=ulest").await.says("Spørsmål");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_takes_off_no_mark_of_what_a_youth_wrote_and_of_no_other_office() {
    for portal in TestPortal::both().await {
        let thread = writes(&portal, "sofie-14", OfficeKind::SchoolHealth, "Kan jeg få prevensjon?").await;
        let (hanne, path) = (portal.at_work("hanne-helsesykepleier").await, format!("/skranke/melding/{thread}"));
        let open = hanne.get(&format!("/skranke/ko/{thread}")).await.is(200);
        let answered = hanne.submit(&open, "/svar", &[("svar", "Kom innom"), ("skjul", "ingen")]).await.is(200);
        let answer = answered.links().into_iter().rfind(|it| it.contains("/melding/")).expect("the answer");
        for message in [&path, &answer] {
            hanne.get(message).await.is(200).says("Bare ungdommen ser den").says("Det kan ikke endres her");
            hanne.post(message, &[("skjul", "ingen")]).await.is(422).says("Bare ungdommen ser den");
        }
        let mother = Pages::of(&portal, "hilde-mor", "sofie-14").await;
        mother.get("/innboks").await.is(200).says("Det er ingen meldinger her");
        let sara = portal.at_work("sara-sekretar").await;
        sara.get(&path).await.is(404);
        sara.post(&path, &[("skjul", "ingen")]).await.is(404);
        // A grown-up's messages have nobody to be hidden from.
        let grown = writes(&portal, "per-full", OfficeKind::Gp, "Hei").await;
        sara.get(&format!("/skranke/ko/{grown}")).await.is(200).has_no_trace_of("/melding/");
        let path = format!("/skranke/melding/{grown}");
        sara.get(&path).await.is(200).says("fra 12 til 15 år");
        sara.post(&path, &[("skjul", "foreldre")]).await.is(422);
    }
}
