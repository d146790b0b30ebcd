//! Where one is logged in, and how to end it (S4).

use testing::TestPortal;

#[tokio::test]
async fn one_sees_ones_log_ins_and_ends_one() {
    for portal in TestPortal::both().await {
        let (laptop, phone) = (portal.log_in("per-full").await, portal.log_in("per-full").await);
        let list = laptop.get("/innlogginger").await.is(200).says("Denne innloggingen bruker du nå");
        let list = list.says("Ukjent enhet").says("Logget inn lørdag 21. november 2026 kl. 12.00");
        laptop.submit(&list, "/avslutt", &[]).await.is(200);
        assert!(phone.get("/innlogginger").await.path.starts_with("/test-eid"), "the phone is logged out");
        laptop.get("/innlogginger").await.is(200).has_no_trace_of("/avslutt");
    }
}

#[tokio::test]
async fn nobody_ends_anothers() {
    let portal = TestPortal::sqlite().await;
    let (one, other) = (portal.log_in("kari-mor").await, portal.log_in("per-full").await);
    let _second = portal.log_in("per-full").await;
    let list = other.get("/innlogginger").await;
    let (action, _) = list.form("/avslutt");
    let id = action.split('/').nth(4).expect("an id").to_owned();
    let own = one.get("/innlogginger").await.path;
    one.post(&format!("{own}/{id}/avslutt"), &[]).await.is(404);
    one.post(&action, &[]).await.is(404);
    assert!(other.get("/innlogginger").await.body.contains(&id), "still logged in");
}

#[tokio::test]
async fn a_parent_does_not_see_a_childs_log_ins() {
    let portal = TestPortal::sqlite().await;
    let mother = portal.log_in("kari-mor").await;
    let home = mother.get("/logg-inn").await;
    for link in home.links().into_iter().filter(|link| link.starts_with("/p/") && link.matches('/').count() == 2) {
        let page = mother.get(&format!("{link}/innlogginger")).await;
        assert_eq!(page.status == 200, link == home.path, "{link}: {page}");
    }
}

#[tokio::test]
async fn one_logs_out_everywhere() {
    for portal in TestPortal::both().await {
        let (laptop, phone) = (portal.log_in("per-full").await, portal.log_in("per-full").await);
        laptop.post("/logg-ut/alle", &[]).await.is(200).says("Du er logget ut");
        for visitor in [laptop, phone] {
            assert!(visitor.get("/innlogginger").await.path.starts_with("/test-eid"));
        }
    }
}
