//! How many statements a request takes: each is time, and one more is seen here before it is felt.

use testing::TestPortal;

use crate::clinic::{appointment, at_hospital, book, number, patient_of};

/// Most statements of each; fewer are welcome, and then written here.
const CREATE: u64 = 14;
const SEARCH: u64 = 5;
const PAGE: u64 = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_create_a_search_and_a_page_take_no_more_statements_than_they_did() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let visitor = portal.log_in("kari-mor").await;
        let home = visitor.get("/").await;
        let list = home.link("/timer");
        // What is learned once is learned before it is counted.
        let first = book(&hospital, &kari, "2026-12-01T09:00:00+01:00", "first").await;
        let search = format!("/Appointment?patient={}&date=ge2026-11-21&_sort=date", patient_of(&first));
        hospital.get(&search).await.is(200);
        visitor.get(&list).await.is(200);

        let so_far = || portal.house.db.load().statements;
        let mut counted = Vec::new();
        let before = so_far();
        hospital.post("/Appointment", &appointment(&kari, "2026-12-02T09:00:00+01:00", "2")).await.is(201);
        counted.push(so_far() - before);
        let before = so_far();
        hospital.get(&search).await.is(200);
        counted.push(so_far() - before);
        let before = so_far();
        visitor.get(&list).await.is(200);
        counted.push(so_far() - before);
        let most = [CREATE, SEARCH, PAGE];
        assert!(counted.iter().zip(most).all(|(count, most)| *count <= most), "{}: {counted:?}", portal.engine);
    }
}
