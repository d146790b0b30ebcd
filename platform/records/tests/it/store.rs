//! The store: versions, visibility, sealed bodies, a citizen's change.

use access::{Actor, Deed, GateError, JobKind, PersonTx, Policy, rules::table};
use db::{DbError, TableClasses, testing};
use futures_util::future::BoxFuture;
use records::{Change, Kind, Stored};

use crate::house::House;

const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);

fn appointment(start: &str, extra: &str) -> String {
    format!(
        r#"{{"resourceType": "Appointment", "status": "booked", "start": "{start}"{extra}, "participant": [{{"status": "accepted"}}]}}"#
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_column_is_classed() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let classes = TableClasses::read(&[access::SCHEMA, people::SCHEMA, records::SCHEMA]).unwrap();
        assert_eq!(classes.unclassed(&house.test.db).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_gets_a_version_for_each_change_and_none_for_a_retry() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let first = appointment("2026-12-01T09:00:00+01:00", "");
        let later = appointment("2026-12-02T09:00:00+01:00", "");
        assert_eq!(house.put(house.mother, "1", &first).await, Stored::Created);
        assert_eq!(house.put(house.mother, "1", &first).await, Stored::Unchanged);
        assert_eq!(house.put(house.mother, "1", &later).await, Stored::Updated);
        let own = house.own(house.mother).await;
        let all = records::list(&own, "Appointment").await.unwrap();
        assert_eq!((all.len(), all[0].version), (1, 2));
        let id = all[0].id;
        assert!(all[0].to_fhir().contains(r#""versionId":"2""#));
        let earlier = records::versions(&own, "Appointment", id).await.unwrap();
        assert!(earlier[0].version == 1 && earlier[0].body.contains("2026-12-01"));
        let route = records::route(&house.test.db, id).await.unwrap();
        assert_eq!(route, Some((house.mother, "Appointment".to_owned())));
        let another = house.see(house.mother, house.child).await;
        assert_eq!(records::find(&another, "Appointment", id).await.unwrap(), None);
        assert_eq!(records::find(&own, "Observation", id).await.unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_marked_is_not_there_for_whom_it_is_hidden_from() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let mark = r#", "meta": {"security": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS"}]}"#;
        house.put(house.child, "1", &appointment("2026-12-01T09:00:00+01:00", mark)).await;
        house.put(house.child, "2", &appointment("2026-12-02T09:00:00+01:00", "")).await;
        let parent = house.see(house.mother, house.child).await;
        assert_eq!(records::list(&parent, "Appointment").await.unwrap().len(), 1);
        assert_eq!(records::upcoming(&parent, "Appointment", parent.now(), 10).await.unwrap().len(), 1);
        let hidden = records::record_id(&house.keyring, "974000001", house.child, "Appointment", "1");
        assert_eq!(records::find(&parent, "Appointment", hidden).await.unwrap(), None);
        assert_eq!(records::versions(&parent, "Appointment", hidden).await.unwrap(), []);
        // The mark is lifted: the same resource is there now, and its earlier version.
        house.put(house.child, "1", &appointment("2026-12-01T09:00:00+01:00", "")).await;
        assert_eq!(records::list(&parent, "Appointment").await.unwrap().len(), 2);
        assert_eq!(records::versions(&parent, "Appointment", hidden).await.unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn upcoming_and_past_part_at_the_end_of_an_appointment() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let ends = |at: &str| format!(r#", "end": "{at}""#);
        house.put(house.mother, "going on", &appointment("2026-11-21T11:00:00Z", &ends("2026-11-21T12:00:00Z"))).await;
        house.put(house.mother, "over", &appointment("2026-11-21T11:00:00Z", &ends("2026-11-21T11:59:59Z"))).await;
        house.put(house.mother, "later", &appointment("2027-01-01T11:00:00Z", "")).await;
        let period = r#"{"resourceType": "Appointment", "status": "proposed", "participant": [{"status": "accepted"}],
            "requestedPeriod": [{"start": "2026-11-20", "end": "2026-11-21"}]}"#;
        house.put(house.mother, "today", period).await;
        let own = house.own(house.mother).await;
        let upcoming = records::upcoming(&own, "Appointment", own.now(), 10).await.unwrap();
        let starts = upcoming.iter().map(|it| it.appointment().unwrap().start.map(|it| it.to_string()));
        let expected = [None, Some("2026-11-21T11:00:00Z".to_owned()), Some("2027-01-01T11:00:00Z".to_owned())];
        assert_eq!(starts.collect::<Vec<_>>(), expected);
        assert_eq!(records::past(&own, "Appointment", own.now(), 10, 0).await.unwrap().len(), 1);
        assert_eq!(records::past(&own, "Appointment", own.now(), 10, 1).await.unwrap().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_sealed_each_for_its_own_place() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let secret = r#", "description": "hemmelig""#;
        house.put(house.mother, "1", &appointment("2026-12-01T09:00:00+01:00", secret)).await;
        house.put(house.mother, "2", &appointment("2026-12-02T09:00:00+01:00", "")).await;
        let rows = house.test.db.fetch_all("SELECT id, body FROM records", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.bytes(1).unwrap().windows(8).any(|it| it == b"hemmelig")));
        let (moved, id) = (rows[0].bytes(1).unwrap(), rows[1].uuid(0).unwrap());
        let sql = "UPDATE records SET body = $1 WHERE id = $2";
        let swap = house
            .test
            .db
            .write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, db::args![moved, id]).await }));
        swap.await.unwrap();
        let own = house.own(house.mother).await;
        let read = records::list(&own, "Appointment").await;
        assert!(matches!(read, Err(GateError::Database(DbError::Sealed))), "{read:?}");
    }
}

async fn cancel(house: &House, record: records::Record) -> Result<(), GateError> {
    let me = Actor::Citizen(house.mother);
    let allowed = house.gate.act(&me, house.mother, &APPOINTMENTS, Deed::on("cancel", record.id)).await.unwrap();
    let body = record.body.replace("booked", "cancelled");
    allowed.commit(move |tx| Box::pin(async move { records::change(tx, &record, &body).await })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_citizens_change_stays_until_the_source_says_something_new() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let booked = appointment("2026-12-01T09:00:00+01:00", "");
        house.put(house.mother, "1", &booked).await;
        let read = async || records::list(&house.own(house.mother).await, "Appointment").await.unwrap().remove(0);
        let before = read().await;
        cancel(&house, before.clone()).await.unwrap();
        let twice = cancel(&house, before).await;
        assert!(matches!(twice, Err(GateError::Database(DbError::Conflict))), "{twice:?}");
        assert_eq!(house.put(house.mother, "1", &booked).await, Stored::Unchanged);
        assert_eq!((read().await.version, read().await.appointment().unwrap().status.as_str()), (2, "cancelled"));
        let moved = appointment("2026-12-05T09:00:00+01:00", "");
        assert_eq!(house.put(house.mother, "1", &moved).await, Stored::Updated);
        assert_eq!((read().await.version, read().await.appointment().unwrap().status.as_str()), (3, "booked"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erasure_takes_all_of_one_person_and_nothing_of_another() {
    for test in testing::both().await {
        let house = House::on(test).await;
        for (person, start) in [(house.mother, "2026-12-01"), (house.mother, "2026-12-02"), (house.child, "2026-12-03")]
        {
            house.put(person, "1", &appointment(&format!("{start}T09:00:00Z"), "")).await;
        }
        let allowed = house.deliver_as(&Actor::Job(JobKind::Expiry), house.mother).await;
        allowed.commit(|tx| Box::pin(async move { records::erase(tx).await })).await.unwrap();
        let tables = ["records", "record_versions", "resource_routes"];
        let mut left = Vec::new();
        for table in tables {
            left.push(house.count(table).await);
        }
        assert_eq!(left, [1, 0, 1]);
    }
}

/// Ends a change with an error, so that a test sees whether it was called.
fn objects<'a>(_: &'a mut PersonTx<'_>, change: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    let before = change.before.map(|record| record.version);
    Box::pin(async move { Err(GateError::Statement(format!("{:?} {before:?}", change.stored))) })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_follows_from_a_change_stands_or_falls_with_it_and_follows_from_no_retry() {
    static POLICY: Policy = Policy::everywhere(&table::APPOINTMENTS);
    let objecting = Kind { consequence: objects, ..Kind::quiet(&POLICY) };
    for test in testing::both().await {
        let house = House::on(test).await;
        let booked = appointment("2026-12-01T09:00:00+01:00", "");
        let moved = appointment("2026-12-05T09:00:00+01:00", "");
        let refused = house.put_as(objecting, house.mother, "1", &booked).await;
        assert_eq!(refused.unwrap_err().to_string(), "a statement is refused: Created None");
        assert_eq!(house.count("records").await, 0);
        house.put(house.mother, "1", &booked).await;
        assert_eq!(house.put_as(objecting, house.mother, "1", &booked).await.unwrap(), Stored::Unchanged);
        let refused = house.put_as(objecting, house.mother, "1", &moved).await;
        assert_eq!(refused.unwrap_err().to_string(), "a statement is refused: Updated Some(1)");
        assert_eq!(house.count("record_versions").await, 0);
    }
}
