//! Retries, conditions and who wins: nothing is doubled and nothing is lost.

use serde_json::json;
use testing::TestPortal;

use crate::clinic::{BOOKING, appointment, at_hospital, book, hospital, id_of, number};

const START: &str = "2026-12-01T09:00:00+01:00";

#[tokio::test(flavor = "multi_thread")]
async fn the_same_sent_again_is_the_same_and_another_under_its_name_is_refused() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let first = book(&hospital, &kari, START, "1").await;
        let again = hospital.post("/Appointment", &appointment(&kari, START, "1")).await.is(200);
        assert_eq!(again.json(), first);
        let other = hospital.post("/Appointment", &appointment(&kari, "2026-12-02T09:00:00+01:00", "1")).await.is(409);
        assert_eq!(other.issue().0, "duplicate");
        assert!(other.header("location").ends_with(&id_of(&first)));
        let found = hospital.search("Appointment", &format!("identifier={BOOKING}|1")).await.is(200);
        assert_eq!(found.resources(), [first]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_that_create_on_the_same_condition_make_one() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let condition = format!("identifier={BOOKING}|7");
        let tries = (0..10).map(|minute| {
            let resource = appointment(&kari, &format!("2026-12-01T09:{minute:02}:00+01:00"), "7");
            let (hospital, condition) = (&hospital, &condition);
            async move { hospital.post_with("/Appointment", &[("if-none-exist", condition)], &resource).await }
        });
        let answers = futures_util::future::join_all(tries).await;
        let mut statuses: Vec<u16> = answers.iter().map(|it| it.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![200; 9], vec![201]].concat(), "{}", portal.engine);
        let other = [("if-none-exist", "status=booked")];
        hospital.post_with("/Appointment", &other, &appointment(&kari, START, "8")).await.is(412);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_those_who_change_the_same_version_one_wins_and_the_others_are_told() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let booked = book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
        let path = format!("/Appointment/{}", id_of(&booked));
        let tries = (0..8).map(|at| {
            let mut changed = booked.clone();
            changed["comment"] = json!(format!("change {at}"));
            let (hospital, path) = (&hospital, &path);
            async move { hospital.put(path, "W/\"1\"", &changed).await.status }
        });
        let mut statuses = futures_util::future::join_all(tries).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![200], vec![412; 7]].concat(), "{}", portal.engine);
        let history = hospital.get(&format!("{path}/_history")).await.is(200).json();
        assert_eq!(history["entry"].as_array().unwrap().len(), 2);
        assert_eq!(history["entry"][0]["request"]["method"], "PUT");
        assert_eq!(history["entry"][1]["resource"], booked);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_says_which_version_it_changes() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let mut booked = book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
    let path = format!("/Appointment/{}", id_of(&booked));
    booked["comment"] = json!("by the version in meta");
    let changed = hospital.put(&path, "", &booked).await.is(200);
    assert_eq!(changed.header("etag"), "W/\"2\"");
    hospital.put(&path, "", &booked).await.is(412);
    booked.as_object_mut().unwrap().remove("meta");
    assert!(hospital.put(&path, "", &booked).await.is(428).issue().1.contains("If-Match"));
    hospital.put(&path, "soon", &booked).await.is(400);
    booked["id"] = json!("1");
    hospital.put(&path, "W/\"2\"", &booked).await.is(400);
    let unknown = "0198c3a4-0000-7000-8000-000000000000";
    booked["id"] = json!(unknown);
    hospital.put(&format!("/Appointment/{unknown}"), "W/\"1\"", &booked).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_asks_for_as_much_back_as_one_wants() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let kari = number(&portal, "kari-mor");
    let minimal = [("prefer", "return=minimal")];
    let answer = hospital.post_with("/Appointment", &minimal, &appointment(&kari, START, "1")).await.is(201);
    assert_eq!(answer.text, "");
    let outcome = [("prefer", "return=OperationOutcome")];
    let answer = hospital.post_with("/Appointment", &outcome, &appointment(&kari, START, "2")).await.is(201);
    assert_eq!(answer.json()["issue"][0]["severity"], "information");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_deleted_and_the_way_to_cancel_is_told() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let mut booked = book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
    let path = format!("/Appointment/{}", id_of(&booked));
    let refused = hospital.send(reqwest::Method::DELETE, &path, &[], String::new()).await.is(405);
    assert!(refused.issue().1.contains("entered-in-error"), "{}", refused.text);
    assert!(refused.header("allow").contains("PUT"));
    booked["status"] = json!("cancelled");
    booked["cancelationReason"] = json!({ "text": "sykdom" });
    hospital.put(&path, "W/\"1\"", &booked).await.is(200);
    let page = portal.log_in("kari-mor").await.get("/").await;
    portal.log_in("kari-mor").await.get(&page.link("/timer")).await.says("Avlyst");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_create_alone_is_not_shown_what_is_there_already() {
    let portal = TestPortal::sqlite().await;
    let system = portal.system(&hospital(), "system/Appointment.c").await;
    let sent = appointment(&number(&portal, "kari-mor"), START, "1");
    let condition = format!("identifier={BOOKING}|1");
    system.post_with("/Appointment", &[("if-none-exist", &condition)], &sent).await.is(201);
    let again = system.post_with("/Appointment", &[("if-none-exist", &condition)], &sent).await.is(200);
    assert_eq!(again.text, "");
    let told = portal.usage_log("kari-mor").await;
    assert!(told.iter().all(|it| it.deed != "fetch_own"), "nothing was fetched");
}
