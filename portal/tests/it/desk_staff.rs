//! Those who staff the offices and those who run the portal: roles, guidance, connections.

use access::log::{Who, Why};
use access::{Reason, rules::Role};
use offices::OfficeKind;
use testing::{TestPortal, Visitor};

/// The administrator of the municipal health service in Oslo.
const ADMINISTRATOR: &str = "berit-administrator";
/// A valid number that the register does not have.
const NOBODY: &str = "03851598730";

async fn give(portal: &TestPortal, berit: &Visitor, id: &str, role: &str, hpr: &str) -> testing::Answer {
    let office = demo_office(OfficeKind::HealthCentre);
    let number = portal.persona(id).number.digits().to_owned();
    let form = [("nummer", number.as_str()), ("kontor", office.as_str()), ("rolle", role), ("hpr", hpr)];
    berit.post("/skranke/medarbeidere", &form).await
}

fn demo_office(kind: OfficeKind) -> String {
    demo::offices::of(kind, Some("0301")).expect("an office in Oslo").id.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_gives_a_role_and_ends_it_and_the_member_reads_of_both() {
    for portal in TestPortal::both().await {
        let berit = portal.at_work(ADMINISTRATOR).await;
        let listed = give(&portal, &berit, "kari-mor", "nurse", "912 34 56").await;
        assert_eq!((listed.status, listed.path.as_str()), (200, "/skranke/medarbeidere"), "{listed}");
        let name = portal.persona("kari-mor").person.name.full();
        assert!(listed.body.contains(&name) && listed.body.contains("HPR-nummer 9123456"), "{listed}");
        give(&portal, &berit, "kari-mor", "nurse", "").await;
        let roles = portal.house.gate.roles(portal.person("kari-mor")).await.unwrap();
        assert_eq!(roles.len(), 1, "the second click changes nothing");

        let nurse = portal.at_work("kari-mor").await;
        assert_eq!(nurse.get("/skranke").await.status, 200);
        let ended = berit.post(&format!("/skranke/medarbeidere/{}/avslutt", roles[0].id), &[]).await;
        assert!(ended.body.contains("Roller som er avsluttet"), "{ended}");
        assert_eq!(nurse.get("/skranke").await.status, 403);
        let who = Who::Staff { person: portal.person(ADMINISTRATOR), role: Role::Administrator };
        for deed in ["give_role", "end_role"] {
            let log = portal.usage_log("kari-mor").await;
            let line = log.iter().find(|line| line.deed == deed).expect("a line");
            assert_eq!((&line.who, &line.why), (&who, &Why::AtWork(Reason::Member)));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_input_is_said_at_the_field_and_nothing_typed_is_lost() {
    for portal in TestPortal::both().await {
        let berit = portal.at_work(ADMINISTRATOR).await;
        let form = [("nummer", "123"), ("kontor", ""), ("rolle", "operator"), ("hpr", "12")];
        let page = berit.post("/skranke/medarbeidere", &form).await;
        assert_eq!(page.status, 422, "{page}");
        for part in ["value=\"123\"", "nummer-feil", "kontor-feil", "rolle-feil", "hpr-feil"] {
            assert!(page.body.contains(part), "{part}: {page}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_those_whose_role_it_is_opens_these_pages() {
    for portal in TestPortal::both().await {
        let pages = ["/skranke/medarbeidere", "/skranke/veiledning", "/skranke/drift"];
        for (id, open) in [
            ("hanne-helsesykepleier", [false, false, false]),
            (ADMINISTRATOR, [true, false, false]),
            ("gunnar-veileder", [false, true, false]),
            ("olga-drift", [true, false, true]),
        ] {
            let staff = portal.at_work(id).await;
            for (page, open) in pages.iter().zip(open) {
                let answer = staff.get(page).await;
                assert_eq!(answer.status, if open { 200 } else { 403 }, "{id} {page}: {answer}");
            }
        }
        let berit = portal.at_work(ADMINISTRATOR).await;
        let elsewhere = portal.house.gate.roles(portal.person("sara-sekretar")).await.unwrap().remove(0);
        let ended = berit.post(&format!("/skranke/medarbeidere/{}/avslutt", elsewhere.id), &[]).await;
        assert_eq!(ended.status, 404, "another organisation's: {ended}");
        let own = give(&portal, &berit, ADMINISTRATOR, "nurse", "").await;
        assert_eq!(own.status, 403, "nobody gives themself a role: {own}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn guidance_sees_the_account_alone_and_a_form_closes_the_services() {
    for portal in TestPortal::both().await {
        let guide = portal.at_work("gunnar-veileder").await;
        let number = portal.persona("bjorn-sonn").number.digits().to_owned();
        let asked = [("nummer", number.as_str()), ("grunn", "Ringte om innlogging")];
        let found = guide.post("/skranke/veiledning", &asked).await;
        assert!(found.body.contains("Bjørn Nordnes") && found.body.contains("Samtykkenivå: Full"), "{found}");
        assert!(!found.path.contains(&number));
        let log = portal.usage_log("bjorn-sonn").await;
        let line = log.iter().find(|line| line.deed == "look_up").expect("a line");
        assert_eq!(line.why, Why::AtWork(Reason::Stated("Ringte om innlogging".into())));
        assert_eq!(line.who, Who::Staff { person: portal.person("gunnar-veileder"), role: Role::Guidance });

        let form = [("slag", "remove_access"), ("skjema", "2026-17"), ("mottatt", "20.11.2026")];
        let form: Vec<_> = asked.iter().chain(&form).copied().collect();
        let done = guide.post("/skranke/veiledning/skjema", &form).await;
        assert!(done.body.contains("Tilgangen til alle tjenestene er fjernet"), "{done}");
        let citizen = portal.log_in("bjorn-sonn").await;
        let closed = citizen.get(&format!("/p/{}/timer", portal.handle("bjorn-sonn"))).await;
        assert_eq!(closed.status, 403, "{closed}");

        let late = [("slag", "reopen_access"), ("skjema", ""), ("mottatt", "1.1.2030")];
        let late: Vec<_> = asked.iter().chain(&late).copied().collect();
        let wrong = guide.post("/skranke/veiledning/skjema", &late).await;
        assert_eq!(wrong.status, 422, "{wrong}");
        assert!(wrong.body.contains("skjema-feil") && wrong.body.contains("mottatt-feil"), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_municipality_that_is_disconnected_has_no_offices_at_once_and_the_change_is_listed() {
    for portal in TestPortal::both().await {
        let olga = portal.at_work("olga-drift").await;
        let offices = portal.house.offices();
        let here = || offices.in_municipality("0301", OfficeKind::SchoolHealth);
        assert_eq!(here().await.unwrap().len(), 1);
        let off = [("gjor", "av"), ("kommune", "0301"), ("tjeneste", "school_health")];
        olga.post("/skranke/drift/kommuner", &off).await.is(200);
        olga.get("/skranke/drift").await.is(200).says("school_health 0301 (Olga Nyborg)");
        assert!(here().await.unwrap().is_empty());
        olga.post("/skranke/drift/kommuner", &off).await;
        assert_eq!(offices.changes(10).await.unwrap().len(), 1, "the second click changes nothing");
        let wrong = olga.post("/skranke/drift/kommuner", &[("kommune", "3"), ("tjeneste", "midwife")]).await;
        assert_eq!(wrong.status, 422, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_exists_is_not_told_before_there_is_a_line_for_their_log() {
    for portal in TestPortal::both().await {
        let berit = portal.at_work(ADMINISTRATOR).await;
        let guide = portal.at_work("gunnar-veileder").await;
        let per = portal.persona("per-full").number.digits().to_owned();
        let office = demo_office(OfficeKind::HealthCentre);
        let mut told = Vec::new();
        for number in [NOBODY, &per] {
            let fields = [("nummer", number), ("kontor", &*office), ("rolle", "")];
            let member = berit.post("/skranke/medarbeidere", &fields).await.is(422);
            let account = guide.post("/skranke/veiledning", &[("nummer", number), ("grunn", "")]).await.is(422);
            told.push([member, account].map(|page| page.body.replace(number, "")));
        }
        assert_eq!(told[0], told[1]);
        let fields = [("nummer", NOBODY), ("kontor", &*office), ("rolle", "nurse")];
        berit.post("/skranke/medarbeidere", &fields).await.is(422).says("Ingen i Folkeregisteret");
        let log = portal.usage_log("per-full").await;
        assert!(!log.iter().any(|line| matches!(line.who, Who::Staff { .. })), "{log:?}");
    }
}
