//! Whom one can turn to, as grown-ups, parents, young people and those with a protected address meet it (C10, L2, R8).

use access::rules::ItemSource;
use access::state::connect;
use people::{Address, PopulationRegister, RegisterEvent};
use records::{Profile, Source};
use serde_json::{Value, json};
use testing::{System, TestPortal};

use crate::appointments::home_of;

const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
const PAGE: &str = "/helsekontakter";

async fn system(portal: &TestPortal, kind: ItemSource) -> System {
    let (organisation, name) = match kind {
        ItemSource::Gp => ("974000004", "Vika legesenter"),
        _ => ("974000003", "Storfjell kommune"),
    };
    let source = Source { organisation: organisation.into(), name: name.into(), kind, profile: Profile::Base };
    portal.system(&source, "system/*.crus").await
}

fn team(portal: &TestPortal, id: &str, serial: &str, name: &str, role: &str) -> Value {
    json!({
        "resourceType": "CareTeam",
        "identifier": [{"system": "urn:example:team", "value": serial}],
        "status": "active",
        "subject": {"type": "Patient", "identifier": {"system": FNR, "value": portal.persona(id).number.digits()}},
        "participant": [{"role": [{"text": role}], "member": {"display": name}, "onBehalfOf": {"display": "Vika enhet"}}],
        "telecom": [{"system": "phone", "value": "00 00 77 66"}],
    })
}

#[tokio::test]
async fn one_sees_the_gp_of_now_and_before_with_how_to_reach_them() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let per = portal.log_in("per-full").await;
        let page =
            per.get(PAGE).await.is(200).says("Lege Ingrid Solberget").says("Fastlege").says("Furulia legesenter");
        let before = page.text();
        let earlier = before.find("Tidligere kontakter").expect("a heading");
        assert!(before.find("Ekeland").is_some_and(|at| at > earlier), "{}: {page}", portal.engine);
        assert!(before.find("Solberget").is_some_and(|at| at < earlier), "{}: {page}", portal.engine);
        assert!(page.body.contains("href=\"tel:0000"), "{page}");
        per.get("/").await.says("Fastlege: Lege Ingrid Solberget");
    }
}

#[tokio::test]
async fn a_child_has_what_its_age_gives_where_it_lives_and_a_move_changes_it_at_once() {
    for portal in TestPortal::both().await {
        let mother = portal.log_in("kari-mor").await;
        let of = async |name: &str| mother.get(&format!("{}{PAGE}", home_of(&mother, name).await)).await.is(200);
        of("Nora Nordvik").await.says("helsestasjon").says("Helsestasjon").has_no_trace_of("Skolehelsetjeneste");
        of("Jonas Nordvik").await.says("Skolehelsetjeneste").has_no_trace_of("helsestasjon");
        mother.get(PAGE).await.is(200).has_no_trace_of("Helsestasjon").has_no_trace_of("Skolehelsetjeneste");

        let guro = portal.log_in("guro-mor").await;
        let home = home_of(&guro, "Eivind Moland").await;
        let page = guro.get(&format!("{home}{PAGE}")).await.is(200);
        page.says("Helsestasjon: kommunen har ikke tatt i bruk Helsevei til dette ennå").has_no_trace_of("Vassenden");
        let connected = portal.house.db.write(|tx| Box::pin(async move { connect(tx, "health_centre", "4032").await }));
        assert!(connected.await.expect("a connection"));
        guro.get(&format!("{home}{PAGE}")).await.is(200).says("Vassenden helsestasjon");

        let tromso = Address {
            dwelling: "H0101-1".into(),
            street: "Storgata 1".into(),
            postal_code: "9008".into(),
            city: "Tromsø".into(),
            municipality: "5501".into(),
        };
        for id in ["guro-mor", "eivind-4"] {
            let moved = RegisterEvent::Moved { person: portal.person(id), address: Some(tromso.clone()) };
            portal.house.register.apply(moved).await.expect("a move");
        }
        let page = guro.get(&format!("{home}{PAGE}")).await.is(200);
        page.says("Storlia helsestasjon").has_no_trace_of("Vassenden");
    }
}

#[tokio::test]
async fn a_youth_sees_the_gp_and_the_municipality_or_the_school_nurse_alone() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let marius = portal.log_in("marius-14").await;
        let page = marius.get(PAGE).await.is(200).says("Fastlege").says("Helsesykepleier").says("Skolehelsetjeneste");
        page.has_no_trace_of("/helsekontakter/ny");
        marius.get(&format!("{}/ny", marius.get(PAGE).await.path)).await.is(404);
        let sofie = portal.log_in("sofie-14").await;
        let page = sofie.get(PAGE).await.is(200).says("Helsesykepleier").says("Skolehelsetjeneste");
        page.has_no_trace_of("Fastlege").has_no_trace_of("legesenter");
    }
}

#[tokio::test]
async fn one_adds_changes_and_removes_a_contact_and_the_second_click_changes_nothing() {
    for portal in TestPortal::both().await {
        let per = portal.log_in("per-full").await;
        let add = per.get(PAGE).await.is(200).link("/helsekontakter/ny");
        let form = per.get(&add).await.is(200);
        let wrong = [("navn", ""), ("rolle", "Tannlege"), ("telefon", "ring meg")];
        let again = per.submit(&form, "/ny", &wrong).await.is(422).says("Skriv et navn").says("3 til 15 sifre");
        assert!(again.body.contains("value=\"Tannlege\"") && again.body.contains("value=\"ring meg\""), "{again}");
        let right = [("navn", "Tanja <Tann>"), ("rolle", "Tannlege"), ("telefon", "+47 22 33 44 55")];
        for _click in 0..2 {
            per.submit(&again, "/ny", &right).await.is(200).says("Tanja <Tann>").says("Tannlege");
        }
        let list = per.get(PAGE).await.is(200);
        assert_eq!(list.text().matches("Endre Tanja").count(), 1, "{}: {list}", portal.engine);
        let change =
            list.links().into_iter().find(|link| link.len() > 60 && !link.ends_with("/fjern")).expect("a link");
        let form = per.get(&change).await.is(200);
        let changed = [("navn", "Tanja Tann"), ("rolle", ""), ("telefon", "22334455")];
        per.submit(&form, &change, &changed).await.is(200).says("Tanja Tann").has_no_trace_of("Tannlege");
        let remove = per.get(&format!("{change}/fjern")).await.is(200).says("Vil du fjerne Tanja Tann");
        for _click in 0..2 {
            per.submit(&remove, "/fjern", &[]).await.is(200).has_no_trace_of("Tanja");
        }
        per.get(&change).await.is(404);
        let log = portal.usage_log("per-full").await;
        for deed in ["add", "change", "remove"] {
            let count = log.iter().filter(|line| line.service == "health_contacts" && line.deed == deed).count();
            assert_eq!(count, 1, "{} {deed}", portal.engine);
        }
    }
}

#[tokio::test]
async fn parents_and_those_with_a_power_to_act_add_for_another_and_one_who_may_only_look_does_not() {
    for portal in TestPortal::both().await {
        let son = portal.log_in("bjorn-sonn").await;
        let home = home_of(&son, "Astrid Nordnes").await;
        let form = son.get(&format!("{home}{PAGE}/ny")).await.is(200);
        let naprapat = [("navn", "Naprapaten"), ("rolle", ""), ("telefon", "22334455")];
        son.submit(&form, "/ny", &naprapat).await.is(200).says("Naprapaten");
        portal.log_in("astrid-82").await.get(PAGE).await.is(200).says("Naprapaten");
        for id in ["astrid-82", "bjorn-sonn"] {
            assert!(portal.usage_log(id).await.iter().any(|line| line.deed == "add"), "{} {id}", portal.engine);
        }
        let vigdis = portal.log_in("vigdis-ser").await;
        let home = home_of(&vigdis, "Inger Solheim").await;
        vigdis.get(&format!("{home}{PAGE}")).await.is(200).has_no_trace_of("/ny");
        let id = uuid::Uuid::nil().to_string();
        let form = [("id", id.as_str()), ("navn", "Naprapaten"), ("telefon", "22334455")];
        vigdis.post(&format!("{home}{PAGE}/ny"), &form).await.is(403);

        // What a parent adds for a youth is theirs: the youth sees what the health service sends.
        let mother = portal.log_in("marit-mor").await;
        let home = home_of(&mother, "Ella Lindland").await;
        let form = mother.get(&format!("{home}{PAGE}/ny")).await.is(200);
        mother.submit(&form, "/ny", &naprapat).await.is(200).says("Naprapaten");
        portal.log_in("ella-15").await.get(PAGE).await.is(200).has_no_trace_of("Naprapaten");
    }
}

#[tokio::test]
async fn one_with_a_protected_address_is_shown_no_place() {
    for portal in TestPortal::both().await {
        let gp = system(&portal, ItemSource::Gp).await;
        gp.post("/CareTeam", &team(&portal, "jan-kode7", "1", "Lege Rita Dahl", "Fastlege")).await.is(201);
        let jan = portal.log_in("jan-kode7").await;
        let page = jan.get(PAGE).await.is(200).says("Lege Rita Dahl").says("00 00 77 66");
        page.has_no_trace_of("Vika").has_no_trace_of("Bodø").has_no_trace_of("Havblikk");
        // Of 14: the school nurse's office would tell the municipality.
        let leo = portal.log_in("leo-kode7").await;
        let page = leo.get(PAGE).await.is(200);
        page.has_no_trace_of("Skjærvika").has_no_trace_of("Skolehelsetjeneste").has_no_trace_of("kommunen har ikke");
    }
}

#[tokio::test]
async fn what_a_source_sends_changes_ends_or_takes_back_is_shown_so() {
    for portal in TestPortal::both().await {
        let municipality = system(&portal, ItemSource::Municipal).await;
        let mut coordinator = team(&portal, "per-full", "1", "Kari Koordinator", "Koordinator");
        let id = municipality.post("/CareTeam", &coordinator).await.is(201).id();
        let per = portal.log_in("per-full").await;
        per.get(PAGE).await.is(200).says("Kari Koordinator").says("Vika enhet").says("00 00 77 66");
        coordinator["id"] = id.clone().into();
        coordinator["period"] = json!({"start": "2025-01-01", "end": "2026-11-20"});
        municipality.put(&format!("/CareTeam/{id}"), "W/\"1\"", &coordinator).await.is(200);
        let page = per.get(PAGE).await.is(200).says("Tidligere kontakter").says("1. januar 2025 til 20. november 2026");
        page.has_no_trace_of("00 00 77 66");
        coordinator["period"] = json!({"end": "2026-11-21"});
        municipality.put(&format!("/CareTeam/{id}"), "W/\"2\"", &coordinator).await.is(200);
        per.get(PAGE).await.is(200).has_no_trace_of("Tidligere kontakter").says("Til 21. november 2026");
        coordinator["status"] = "entered-in-error".into();
        municipality.put(&format!("/CareTeam/{id}"), "W/\"3\"", &coordinator).await.is(200);
        per.get(PAGE).await.is(200).has_no_trace_of("Koordinator");
        let mut nameless = team(&portal, "per-full", "2", "", "Koordinator");
        nameless["participant"][0]["member"] = json!({"reference": "Practitioner/1"});
        let (_, said) = municipality.post("/CareTeam", &nameless).await.is(422).issue();
        assert!(said.contains("CareTeam.participant[0].member") && said.contains("member.display"), "{said}");
    }
}

#[tokio::test]
async fn a_contact_hidden_from_parents_leaves_them_no_trace() {
    for portal in TestPortal::both().await {
        let municipality = system(&portal, ItemSource::Municipal).await;
        let mut hidden = team(&portal, "ella-15", "1", "Siri Psykolog", "Psykolog");
        hidden["meta"] = json!({"security": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS"}]});
        municipality.post("/CareTeam", &hidden).await.is(201);
        portal.log_in("ella-15").await.get(PAGE).await.is(200).says("Siri Psykolog");
        let mother = portal.log_in("marit-mor").await;
        let home = home_of(&mother, "Ella Lindland").await;
        mother.get(&format!("{home}{PAGE}")).await.is(200).has_no_trace_of("Siri").has_no_trace_of("Psykolog");
    }
}
