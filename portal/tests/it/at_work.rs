//! At work: a session of its own kind, for an office, in a role that stands.

use access::{
    Deed, Policy, Reason,
    log::{Who, Why},
    rules::{Refusal, Role, table},
};
use offices::OfficeKind;
use testing::TestPortal;

const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

/// An hour is longer than a session without use.
const AN_HOUR_LATER: &str = "2026-11-21T13:00";

#[tokio::test(flavor = "multi_thread")]
async fn staff_log_in_with_their_own_electronic_id_and_the_page_says_for_which_office() {
    for portal in TestPortal::both().await {
        let nurse = portal.at_work("hanne-helsesykepleier").await;
        let desk = nurse.get("/skranke").await;
        assert_eq!(desk.status, 200, "{desk}");
        assert!(desk.body.contains("Helsesykepleier, Furulia skole"), "{desk}");
        assert!(desk.body.contains("Hanne Kvernmo"), "{desk}");
        assert!(desk.body.contains("hv-work"), "the page looks like no citizen's page: {desk}");
        let log = portal.usage_log("hanne-helsesykepleier").await;
        assert!(log.iter().any(|line| line.deed == "log_in_at_work" && line.granted), "{log:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizens_session_opens_no_desk_page_and_one_at_work_opens_no_citizens_page() {
    for portal in TestPortal::both().await {
        let citizen = portal.log_in("hanne-helsesykepleier").await;
        let desk = citizen.get("/skranke").await;
        assert!(desk.path.starts_with("/test-eid"), "the desk asks for a log-in of its own: {desk}");
        let own = portal.handle("hanne-helsesykepleier");
        assert_eq!(citizen.get(&format!("/p/{own}")).await.status, 200);

        let staff = portal.at_work("hanne-helsesykepleier").await;
        let page = staff.get(&format!("/p/{own}")).await;
        assert!(page.path.starts_with("/test-eid"), "{page}");

        // The token of one kind in the cookie of the other is nobody's.
        let thief = portal.visitor();
        thief.carry(&staff.cookie_header().replace("helsevei-skranke=", "helsevei="));
        assert!(thief.get(&format!("/p/{own}")).await.path.starts_with("/test-eid"));
        thief.carry(&citizen.cookie_header().replace("helsevei=", "helsevei-skranke="));
        assert!(thief.get("/skranke").await.path.starts_with("/test-eid"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_may_be_logged_in_as_both_beside_each_other_and_sees_which_is_which() {
    for portal in TestPortal::both().await {
        let hanne = portal.log_in("hanne-helsesykepleier").await;
        let number = portal.persona("hanne-helsesykepleier").number.digits().to_owned();
        hanne.log_in_at_work(&number).await;
        let own = portal.handle("hanne-helsesykepleier");
        assert_eq!(hanne.get("/skranke").await.status, 200);
        let list = hanne.get(&format!("/p/{own}/innlogginger")).await;
        assert_eq!(list.body.matches("På jobb, i skranken.").count(), 1, "{list}");

        hanne.post("/skranke/logg-ut", &[]).await;
        assert!(hanne.get("/skranke").await.path.starts_with("/test-eid"), "logged out at work");
        assert_eq!(hanne.get(&format!("/p/{own}")).await.status, 200, "and still logged in as a citizen");

        hanne.log_in_at_work(&number).await;
        hanne.post("/logg-ut/alle", &[]).await;
        assert!(hanne.get("/skranke").await.path.starts_with("/test-eid"), "everywhere is at work too");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_at_work_times_out_and_leads_back_to_the_page() {
    for portal in TestPortal::both().await {
        let nurse = portal.at_work("hanne-helsesykepleier").await;
        portal.set_clock(AN_HOUR_LATER);
        let ended = nurse.get("/skranke").await;
        assert_eq!(ended.status, 401, "{ended}");
        assert!(ended.body.contains("/skranke/logg-inn"), "{ended}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_typed_when_the_session_had_timed_out_is_kept_and_offered_after_log_in() {
    for portal in TestPortal::both().await {
        let (guide, doctor) = (portal.at_work("gunnar-veileder").await, portal.visitor());
        let ingrid = portal.persona("ingrid-lege").number.digits().to_owned();
        doctor.log_in_at_work(&ingrid).await.is(200);
        let own = portal.house.gate.roles(portal.person("ingrid-lege")).await.unwrap();
        let nurse = own.iter().find(|it| it.role == Role::Doctor).expect("a doctor").id.to_string();
        doctor.post("/skranke/velg", &[("role", &nurse)]).await.is(200);
        portal.set_clock(AN_HOUR_LATER);
        let typed = [("nummer", "12"), ("grunn", "Ringte om innlogging")];
        for visitor in [&guide, &doctor] {
            let late = visitor.post("/skranke/veiledning", &typed).await.is(401);
            assert!(late.body.contains("/skranke/logg-inn") && !late.body.contains("Ringte om"), "{late}");
        }
        let gunnar = portal.persona("gunnar-veileder").number.digits().to_owned();
        let offered = guide.log_in_at_work(&gunnar).await.is(200).says("Veiledning");
        assert_eq!(offered.path, "/skranke/logg-inn/skjema", "{offered}");
        let sent = guide.submit(&offered, "/send", &[]).await.is(422);
        assert!(sent.path == "/skranke/veiledning" && sent.body.contains("Ringte om innlogging"), "{sent}");

        // Whoever has several roles is asked for one first.
        doctor.log_in_at_work(&ingrid).await.is(200).says("Hvor er du på jobb?");
        let offered = doctor.post("/skranke/velg", &[("role", &nurse)]).await.is(200);
        assert_eq!(offered.path, "/skranke/logg-inn/skjema", "{offered}");
        doctor.submit(&offered, "/send", &[]).await.is(403);
        let citizen = portal.log_in("gunnar-veileder").await;
        citizen.get("/logg-inn/skjema").await.has_no_trace_of("Veiledning");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_the_desk_that_is_not_there_looks_like_the_desk_and_who_has_chosen_no_office_is_offered_to_log_out() {
    for portal in TestPortal::both().await {
        let nurse = portal.at_work("hanne-helsesykepleier").await;
        for nowhere in ["/skranke/brev/7", "/skranke/noe/som/ikke/finnes"] {
            let missing = nurse.get(nowhere).await.is(404).says("Helsesykepleier, Furulia skole");
            assert!(missing.body.contains("/skranke/logg-ut") && !missing.body.contains("\"/logg-inn\""), "{missing}");
        }
        portal.visitor().get("/skranke/noe").await.is(404).has_no_trace_of("Furulia");
        let choose = portal.at_work("ingrid-lege").await.get("/skranke/velg").await.is(200);
        assert!(choose.body.contains("/skranke/logg-ut") && !choose.body.contains("\"/logg-inn\""), "{choose}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_with_several_roles_chooses_and_cannot_take_anothers() {
    for portal in TestPortal::both().await {
        let doctor = portal.at_work("ingrid-lege").await;
        let choose = doctor.get("/skranke").await;
        assert_eq!(choose.path, "/skranke/velg", "{choose}");
        assert!(choose.body.contains("Lege") && choose.body.contains("Administrator"), "{choose}");
        let nurses = portal.house.gate.roles(portal.person("hanne-helsesykepleier")).await.unwrap();
        let stolen = doctor.post("/skranke/velg", &[("role", &nurses[0].id.to_string())]).await;
        assert_eq!(stolen.status, 404, "{stolen}");
        let own = portal.house.gate.roles(portal.person("ingrid-lege")).await.unwrap();
        let desk = doctor.post("/skranke/velg", &[("role", &own[0].id.to_string())]).await;
        assert_eq!((desk.status, desk.path.as_str()), (200, "/skranke"), "{desk}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_who_has_left_sees_nothing_from_the_next_click() {
    for portal in TestPortal::both().await {
        let role = portal.employ("kari-mor", OfficeKind::HealthCentre, Role::Nurse).await;
        let nurse = portal.at_work("kari-mor").await;
        assert_eq!(nurse.get("/skranke").await.status, 200);
        assert!(portal.dismiss("kari-mor", OfficeKind::HealthCentre, role).await);
        let after = nurse.get("/skranke").await;
        assert_eq!(after.status, 403, "{after}");
        assert!(!after.body.contains("Furulia helsestasjon"), "{after}");
        let again = portal.visitor().log_in_at_work(portal.persona("kari-mor").number.digits()).await;
        assert_eq!(again.status, 403, "nor is there anything to log in to: {again}");
        let log = portal.usage_log("kari-mor").await;
        assert!(log.iter().any(|line| line.deed == "log_in_at_work" && !line.granted), "{log:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_look_of_staff_stands_in_the_persons_log_with_name_role_and_reason() {
    for portal in TestPortal::both().await {
        let (gate, nurse) = (&portal.house.gate, portal.person("hanne-helsesykepleier"));
        let role = gate.roles(nurse).await.unwrap().remove(0);
        let staff = gate.staff(nurse, role.id).await.unwrap().expect("a role that stands");
        let subject = portal.person("bjorn-sonn");
        let look = |reason| gate.see_at_work(&staff, subject, &APPOINTMENTS, Deed::new("show"), reason);
        look(Reason::Stated("Ringte om timen <b>i dag</b>".into())).await.unwrap();
        look(Reason::Queue).await.unwrap();

        let citizen = portal.log_in("bjorn-sonn").await;
        let path = format!("/p/{}/bruk", portal.handle("bjorn-sonn"));
        let page = citizen.get(&path).await;
        for part in ["Hanne Kvernmo, Sykepleier", "Furulia helse og omsorg", "Noe du har sendt, venter på svar"] {
            assert!(page.body.contains(part), "{part}: {page}");
        }
        assert!(page.body.contains("Ringte om timen") && !page.body.contains("<b>i dag"), "as text: {page}");
        let csv = citizen.get(&format!("{path}/last-ned?format=csv")).await;
        assert!(csv.body.contains("Hanne Kvernmo, Sykepleier") && csv.body.contains("Ringte om timen"), "{csv}");
        let english = citizen.get(&format!("{path}?lang=en")).await;
        assert!(english.body.contains("Hanne Kvernmo, Nurse"), "{english}");
        let who = portal.handle_of("bjorn-sonn", "hanne-helsesykepleier");
        let hers = citizen.get(&format!("{path}?hvem={who}")).await;
        assert!(hers.body.contains("Hanne Kvernmo, Nurse") && !hers.body.contains("Log-in: logged in"), "{hers}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nurse_cannot_open_her_own_child_from_the_desk_and_the_child_has_the_attempt_in_the_log() {
    for portal in TestPortal::both().await {
        let role = portal.employ("solveig-enke", OfficeKind::HealthCentre, Role::Nurse).await;
        let gate = &portal.house.gate;
        let staff = gate.staff(portal.person("solveig-enke"), role).await.unwrap().expect("a role that stands");
        for id in ["solveig-enke", "odin-4"] {
            let look =
                gate.see_at_work(&staff, portal.person(id), &APPOINTMENTS, Deed::new("show"), Reason::Queue).await;
            assert!(matches!(look.map(drop), Err(access::GateError::Refused(Refusal::OwnData))), "{id}");
        }
        let log = portal.usage_log("solveig-enke").await;
        let refused = |line: &&access::log::Line| line.why == Why::Refused(Refusal::OwnData);
        let line = log.iter().find(refused).expect("the attempt");
        assert_eq!(line.who, Who::Staff { person: portal.person("solveig-enke"), role: Role::Nurse });
    }
}
