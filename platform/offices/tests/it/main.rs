//! Offices as they are found, on both engines.

mod by_age;
mod hours;
mod register;
mod working_days;

use access::state::{connect, connections, disconnect};
use db::{Db, DbError, testing};
use jiff::Timestamp;
use offices::{Hours, Office, OfficeKind, Offices};
use uuid::Uuid;

fn office(id: u128, kind: OfficeKind, municipality: Option<&str>) -> Office {
    Office {
        id: Uuid::from_u128(id),
        organisation: "319003006".into(),
        kind,
        name: format!("Office {id}"),
        municipality: municipality.map(str::to_owned),
        telephone: None,
        address: None,
        hours: Hours::default(),
        answer_days: 5,
        post_after_days: Some(14),
        ended_at: None,
    }
}

async fn save(db: &Db, offices: Vec<Office>) {
    let saved = db.write::<_, DbError, _>(move |tx| {
        Box::pin(async move {
            for office in offices {
                office.save(tx, Timestamp::UNIX_EPOCH).await?;
            }
            Ok(())
        })
    });
    saved.await.unwrap();
}

async fn change(db: &Db, service: &'static str, municipality: &'static str, on: bool) -> bool {
    let done = db.write::<_, DbError, _>(move |tx| {
        Box::pin(async move {
            if on { connect(tx, service, municipality).await } else { disconnect(tx, service, municipality).await }
        })
    });
    done.await.unwrap()
}

#[tokio::test]
async fn what_is_saved_is_found_and_what_has_ended_takes_nothing_new() {
    for test in testing::both().await {
        test.db.migrate(&[access::SCHEMA, offices::SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let offices = Offices::new(test.db.clone());
        let gp = office(1, OfficeKind::Gp, Some("0301"));
        save(&test.db, vec![gp.clone(), office(2, OfficeKind::Hospital, None)]).await;
        assert_eq!(offices.find(gp.id).await.unwrap(), Some(gp.clone()), "{}", test.engine);
        assert_eq!(offices.of_organisation("319003006").await.unwrap().len(), 2);

        let ended = Office { ended_at: Some(Timestamp::UNIX_EPOCH), name: "Closed".into(), ..gp };
        save(&test.db, vec![ended.clone()]).await;
        assert_eq!(offices.find(ended.id).await.unwrap(), Some(ended), "old letters still name it");
        assert_eq!(offices.of_organisation("319003006").await.unwrap().len(), 1);
        assert!(offices.in_municipality("0301", OfficeKind::Gp).await.unwrap().is_empty());
        assert_eq!(offices.list().await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_municipal_office_is_there_only_while_the_municipality_is_connected() {
    for test in testing::both().await {
        test.db.migrate(&[access::SCHEMA, offices::SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let offices = Offices::new(test.db.clone());
        let here = |kind| offices.in_municipality("0301", kind);
        save(
            &test.db,
            vec![
                office(1, OfficeKind::SchoolHealth, Some("0301")),
                office(2, OfficeKind::SchoolHealth, Some("4601")),
                office(3, OfficeKind::Gp, Some("0301")),
            ],
        )
        .await;
        assert_eq!(here(OfficeKind::Gp).await.unwrap().len(), 1, "nobody connects a GP");
        assert!(here(OfficeKind::SchoolHealth).await.unwrap().is_empty());
        assert!(change(&test.db, "home_care", "0301", true).await);
        assert!(here(OfficeKind::SchoolHealth).await.unwrap().is_empty(), "another service");
        assert!(change(&test.db, "school_health", "0301", true).await);
        assert!(!change(&test.db, "school_health", "0301", true).await, "the second time changes nothing");
        assert_eq!(here(OfficeKind::SchoolHealth).await.unwrap().len(), 1);
        assert_eq!(connections(&test.db).await.unwrap().len(), 2);
        assert!(change(&test.db, "school_health", "0301", false).await);
        assert!(here(OfficeKind::SchoolHealth).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_everyone_reads_of_a_municipality_is_what_opens_to_those_who_live_there() {
    for test in testing::both().await {
        test.db.migrate(&[access::SCHEMA, offices::SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let offices = Offices::new(test.db.clone());
        let kinds = [OfficeKind::SchoolHealth, OfficeKind::Gp, OfficeKind::YouthCentre];
        let here = (1_u128..).zip(kinds).map(|(id, kind)| office(id, kind, Some("0301")));
        let everywhere = [office(8, OfficeKind::Hospital, None), office(9, OfficeKind::Midwife, None)];
        save(&test.db, here.chain(everywhere).collect()).await;
        let digital = async || -> Vec<OfficeKind> {
            let offered = offices.offered_in("0301").await.unwrap();
            offered.into_iter().filter(|offer| offer.digital).map(|offer| offer.kind).collect()
        };
        assert_eq!(digital().await, [OfficeKind::Gp, OfficeKind::Hospital], "{}", test.engine);
        for service in ["school_health", "midwife"] {
            change(&test.db, service, "0301", true).await;
        }
        // A midwife for everywhere is nobody's: the municipality has none of its own.
        assert_eq!(digital().await, [OfficeKind::Gp, OfficeKind::Hospital, OfficeKind::SchoolHealth]);
        let offered = offices.offered_in("0301").await.unwrap();
        let youth = offered.iter().find(|offer| offer.kind == OfficeKind::YouthCentre).unwrap();
        assert_eq!(youth.offices.len(), 1, "it is called, though not connected");
        change(&test.db, "school_health", "0301", false).await;
        assert_eq!(digital().await, [OfficeKind::Gp, OfficeKind::Hospital]);
    }
}

#[test]
fn every_kind_has_a_word_of_its_own_and_the_way_back() {
    for kind in OfficeKind::ALL.into_iter().chain([OfficeKind::Portal]) {
        assert_eq!(OfficeKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(OfficeKind::parse("dentist"), None);
}
