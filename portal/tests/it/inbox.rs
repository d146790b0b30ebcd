//! The inbox (C1): a citizen writes, an office's own system answers, and nobody reads what is not theirs.

use ::offices::{Office, OfficeKind};
use demo::offices;
use serde_json::{Value, json};
use testing::{Answer, System, TestPortal, Visitor};

use crate::appointments::home_of;

const SCOPES: &str = "system/Communication.cruds system/Binary.cruds";

/// The school nurse's where the family of the demo lives.
fn nurse(portal: &TestPortal, child: &str) -> Office {
    let home = portal.persona(child).person.address.clone().expect("a home");
    offices::of(OfficeKind::SchoolHealth, Some(&home.municipality)).expect("an office")
}

async fn system(portal: &TestPortal, office: &Office) -> System {
    let all = offices::all();
    let (source, _) = all.iter().find(|(_, it)| it.id == office.id).expect("its organisation");
    portal.system(source, SCOPES).await
}

/// Somebody before the pages of one person.
pub struct Pages {
    pub visitor: Visitor,
    home: String,
}

impl Pages {
    /// Logs in, to act for the one with the name in the selector; for oneself where it is one's own.
    pub async fn of(portal: &TestPortal, reader: &str, subject: &str) -> Self {
        let visitor = portal.log_in(reader).await;
        let home = if reader == subject {
            let page = visitor.get("/innboks").await.is(200);
            page.path.trim_end_matches("/innboks").to_owned()
        } else {
            home_of(&visitor, &portal.persona(subject).person.name.full()).await
        };
        Self { visitor, home }
    }

    pub async fn get(&self, rest: &str) -> Answer {
        self.visitor.get(&format!("{}{rest}", self.home)).await
    }

    pub async fn follow(&self, page: &Answer, part: &str) -> Answer {
        self.visitor.get(&page.link(part)).await
    }

    pub async fn submit(&self, page: &Answer, part: &str, fields: &[(&str, &str)]) -> Answer {
        self.visitor.submit(page, part, fields).await
    }
}

/// Writes to an office, and gives the page of what was sent.
async fn write(visitor: &Pages, office: &Office, more: &[(&str, &str)]) -> Answer {
    let begin = visitor.get("/innboks/ny").await.is(200).says("113").says("116 117");
    let kinds = visitor.submit(&begin, "/innboks/ny", &[("mottaker", &office.id.to_string())]).await.is(200);
    let text = visitor.submit(&kinds, "/type", &[("type", "question")]).await.is(200);
    let (action, _) = text.form("/tekst");
    let fields = [&[("emne", "Vondt i magen"), ("tekst", "Han har vondt hver morgen."), ("gjor", "videre")], more];
    let check = visitor.visitor.post_files(&action, &fields.concat(), &[]).await.is(200).says("Se over meldingen");
    visitor.submit(&check, "/send", &[]).await.is(200)
}

/// An answer as a clinic's system sends it, to the newest message that its search finds.
async fn answer(system: &System, text: &str, more: Value) -> Answered {
    let found = system.search("Communication", "_sort=-_lastUpdated").await.is(200);
    let asked = found.resources().remove(0);
    let mut body = json!({
        "resourceType": "Communication", "status": "completed",
        "subject": asked["subject"], "recipient": [asked["subject"]],
        "inResponseTo": [{ "reference": format!("Communication/{}", asked["id"].as_str().unwrap_or_default()) }],
        "payload": [{ "contentString": text }],
    });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    let sent = system.post("/Communication", &body).await.is(201);
    Answered { asked, id: sent.id() }
}

struct Answered {
    asked: Value,
    id: String,
}

#[tokio::test]
async fn a_mother_writes_to_the_school_nurse_for_her_son_of_8_and_both_see_what_the_other_has_read() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "jonas-8");
        let jonas = Pages::of(&portal, "kari-mor", "jonas-8").await;
        let sent = write(&jonas, &office, &[]).await.says("Meldingen er sendt").says("arbeidsdager");
        sent.says("Vondt i magen").says("Han har vondt hver morgen.");
        let clinic = system(&portal, &office).await;
        let answered = answer(&clinic, "Ring meg i morgen.", json!({})).await;
        assert_eq!(answered.asked["payload"][0]["contentString"], "Han har vondt hver morgen.");
        assert_eq!(answered.asked["sender"]["display"], portal.persona("kari-mor").person.name.full());
        jonas.get("").await.says("Én ulest samtale");
        let list = jonas.get("/innboks").await.is(200).says("Ulest").says("Besvart");
        let page = jonas.follow(&list, "/innboks/0").await.is(200).says("Ring meg i morgen.");
        page.has_no_trace_of("Meldingen er sendt");
        jonas.get("/innboks").await.has_no_trace_of("Ulest ");
        jonas.get("/innboks?vis=ulest").await.says("Det er ingen meldinger her");
        let read = clinic.get(&format!("/Communication/{}", answered.id)).await.is(200).json();
        assert!(read["received"].is_string(), "{read}");
        let to_office = format!("recipient:identifier={}|{}", records::OFFICE, office.id);
        let found = clinic.search("Communication", &to_office).await.is(200).resources();
        assert_eq!(found.iter().map(|it| &it["id"]).collect::<Vec<_>>(), [&answered.asked["id"]], "what she wrote");
        let log = portal.usage_log("kari-mor").await;
        assert!(log.iter().any(|line| line.service == "inbox" && line.deed == "write" && line.granted));
    }
}

#[tokio::test]
async fn nothing_typed_is_lost_when_a_file_or_a_field_is_wrong() {
    let portal = TestPortal::sqlite().await;
    let office = nurse(&portal, "jonas-8");
    let jonas = Pages::of(&portal, "kari-mor", "jonas-8").await;
    let begin = jonas.get("/innboks/ny").await;
    jonas.submit(&begin, "/innboks/ny", &[]).await.is(422).says("Velg hvem du vil skrive til");
    let kinds = jonas.submit(&begin, "/innboks/ny", &[("mottaker", &office.id.to_string())]).await;
    jonas.submit(&kinds, "/type", &[("type", "renewal")]).await.is(422).says("Velg hva det gjelder");
    let text = jonas.submit(&kinds, "/type", &[("type", "question")]).await.is(200);
    let (action, _) = text.form("/tekst");
    let typed = [("emne", ""), ("tekst", "Lang historie"), ("gjor", "videre")];
    let files = [("vedlegg", "virus.exe", &b"MZ"[..])];
    let again = jonas.visitor.post_files(&action, &typed, &files).await.is(422).says("Lang historie");
    again.says("Skriv hva det gjelder").says("Du kan bare legge ved bilder (JPEG, PNG) og PDF.");
    let pdf = [("vedlegg", "../svar.pdf", &b"%PDF-1.7 %%EOF"[..])];
    let kept = jonas.visitor.post_files(&action, &[("tekst", "Lang historie"), ("gjor", "lagre")], &pdf).await.is(200);
    kept.says("svar.pdf").says("Lang historie");
    // A draft is found again, by its author alone.
    jonas.get("/innboks/utkast").await.says("Spørsmål").says(&office.name);
    let ola = Pages::of(&portal, "ola-far", "jonas-8").await;
    ola.get("/innboks/utkast").await.says("Du har ingen utkast");
}

#[tokio::test]
async fn one_with_as_many_drafts_as_are_kept_is_told_so_and_the_choice_stands() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "jonas-8");
        let jonas = Pages::of(&portal, "kari-mor", "jonas-8").await;
        let sent = write(&jonas, &office, &[]).await;
        let begin = jonas.get("/innboks/ny").await;
        let chosen = [("mottaker", &*office.id.to_string())];
        for _ in 0..dialogue::drafts::MOST {
            jonas.submit(&begin, "/innboks/ny", &chosen).await.is(200);
        }
        let full = jonas.submit(&begin, "/innboks/ny", &chosen).await.is(422).says("Du har 20 utkast");
        let choice = full.body.split("<input").find(|it| it.contains(chosen[0].1)).expect("the office");
        assert!(choice.contains(" checked"), "{choice}");
        // An answer has nothing typed yet: the drafts are shown, to send or throw away one of them.
        let drafts = jonas.submit(&sent, "/svar", &[]).await.is(422).says("Du har 20 utkast");
        jonas.submit(&drafts, "/forkast", &[]).await.is(200).has_no_trace_of("Du har 20 utkast");
        jonas.submit(&sent, "/svar", &[]).await.is(200).says("Skriv melding");
    }
}

#[tokio::test]
async fn a_second_click_sends_nothing_and_leads_to_what_the_first_has_sent() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "jonas-8");
        let jonas = Pages::of(&portal, "kari-mor", "jonas-8").await;
        let begin = jonas.get("/innboks/ny").await;
        let kinds = jonas.submit(&begin, "/innboks/ny", &[("mottaker", &office.id.to_string())]).await;
        let text = jonas.submit(&kinds, "/type", &[("type", "question")]).await;
        let (action, _) = text.form("/tekst");
        let typed = [("emne", "Hei"), ("tekst", "Hei"), ("gjor", "videre")];
        let file = [("vedlegg", "a.pdf", &b"%PDF-1.7 %%EOF"[..])];
        let check = jonas.visitor.post_files(&action, &typed, &file).await.is(200).says("a.pdf");
        for _ in 0..2 {
            jonas.submit(&check, "/send", &[]).await.is(200).says("Hei").says("a.pdf");
        }
        let list = jonas.get("/innboks").await;
        assert_eq!(list.body.matches("hv-list__title").count(), 1, "{list}");
        let page = jonas.follow(&list, "/innboks/0").await;
        let file = jonas.follow(&page, "/vedlegg/0").await.is(200);
        assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"));
        assert_eq!(file.header("cache-control"), Some("no-store"));
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(file.header("content-type"), Some("application/pdf"));
    }
}

#[tokio::test]
async fn an_answer_hidden_from_parents_is_the_youths_alone_and_what_the_parent_wrote_the_parents() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "marius-14");
        let of_marius = Pages::of(&portal, "hilde-mor", "marius-14").await;
        write(&of_marius, &office, &[]).await.says("Barnet ser ikke dette");
        let before = of_marius.get("/innboks").await.body;
        let hidden = json!({ "meta": { "security": [
            { "system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS" }] } });
        portal.set_clock("2026-11-24T12:00");
        let clinic = system(&portal, &office).await;
        let answered = answer(&clinic, "Vil du snakke med meg?", hidden).await;
        let of_marius = Pages::of(&portal, "hilde-mor", "marius-14").await;
        assert_eq!(list_of(&of_marius.get("/innboks").await.body), list_of(&before));
        of_marius.get(&format!("/innboks/{}", answered.id)).await.is(404);
        let marius = Pages::of(&portal, "marius-14", "marius-14").await;
        let list = marius.get("/innboks").await.says("Ulest").has_no_trace_of("Vondt i magen");
        let page = marius.follow(&list, "/innboks/0").await.is(200).says("Vil du snakke med meg?");
        page.says("Foreldrene dine ser ikke dette").has_no_trace_of("vondt hver morgen");
        let search = marius.get("/innboks/sok").await;
        let none = marius.submit(&search, "/innboks/sok", &[("ord", "morgen")]).await;
        none.says("Ingen meldinger har alle ordene");
        let asked = answered.asked["id"].as_str().unwrap_or_default();
        marius.get(&format!("/innboks/{asked}")).await.is(404);
    }
}

/// The conversations of a list.
pub fn list_of(body: &str) -> &str {
    body.split_once("<ul class=\"hv-list\">").and_then(|(_, rest)| rest.split_once("</ul>")).map_or("", |(it, _)| it)
}

#[tokio::test]
async fn a_youth_without_consent_writes_to_the_school_nurse_and_the_mother_sees_nothing() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "sofie-14");
        let sofie = Pages::of(&portal, "sofie-14", "sofie-14").await;
        let begin = sofie.get("/innboks/ny").await.says(&office.name);
        assert_eq!(begin.body.matches("name=\"mottaker\"").count(), 1, "{begin}");
        write(&sofie, &office, &[]).await.says("Foreldrene dine ser ikke dette");
        let clinic = system(&portal, &office).await;
        answer(&clinic, "Kom innom.", json!({})).await;
        sofie.get("/innboks").await.says("Besvart");
        let of_sofie = Pages::of(&portal, "hilde-mor", "sofie-14").await;
        of_sofie.get("/innboks").await.is(200).says("Det er ingen meldinger her");
        of_sofie.get("").await.has_no_trace_of("ulest samtale");
    }
}

#[tokio::test]
async fn a_letter_is_confirmed_once_and_what_nobody_opened_goes_by_post() {
    for portal in TestPortal::both().await {
        let office = nurse(&portal, "jonas-8");
        let clinic = system(&portal, &office).await;
        let number = portal.persona("jonas-8").number.digits().to_owned();
        let letter = |title: &str| {
            json!({
                "resourceType": "Communication", "status": "completed", "topic": { "text": title },
                "category": [{ "coding": [{ "system": "https://helsevei.no/fhir/CodeSystem/message-kind", "code": "letter" }] }],
                "subject": { "identifier": { "system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": number } },
                "sender": { "identifier": { "system": "https://helsevei.no/fhir/NamingSystem/office", "value": office.id } },
                "payload": [{ "contentString": "Skolestartundersøkelse" }],
                "extension": [
                    { "url": "https://helsevei.no/fhir/StructureDefinition/asks-confirmation", "valueBoolean": true },
                    { "url": "https://helsevei.no/fhir/StructureDefinition/answer-by", "valueDate": "2026-12-24" }],
            })
        };
        let opened = clinic.post("/Communication", &letter("Innkalling")).await.is(201).id();
        clinic.post("/Communication", &letter("Uåpnet")).await.is(201);
        let jonas = Pages::of(&portal, "kari-mor", "jonas-8").await;
        jonas.get("/innboks?vis=brev").await.says("Innkalling").says("Uåpnet");
        let page = jonas.get(&format!("/innboks/{opened}")).await.says("Bekreft senest torsdag 24. desember 2026");
        for _ in 0..2 {
            jonas.submit(&page, "/bekreft", &[]).await.is(200).says("Bekreftet");
        }
        let read = clinic.get(&format!("/Communication/{opened}")).await.json().to_string();
        assert_eq!(read.matches("StructureDefinition/confirmed").count(), 1, "{read}");
    }
}

#[tokio::test]
async fn a_system_is_told_which_element_does_not_fit_and_how_to_mend_it() {
    let portal = TestPortal::sqlite().await;
    let office = nurse(&portal, "jonas-8");
    let clinic = system(&portal, &office).await;
    let number = portal.persona("jonas-8").number.digits().to_owned();
    let body = json!({
        "resourceType": "Communication", "status": "completed",
        "subject": { "identifier": { "system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": number } },
        "inResponseTo": [{ "reference": "Communication/0192f1c2-0000-7000-8000-000000000002" }],
        "payload": [{ "contentString": "Hei" }],
    });
    let refused = clinic.post("/Communication", &body).await.is(422);
    let (_, element) = refused.issue();
    assert!(element.contains("Communication.inResponseTo"), "{element}");
}
