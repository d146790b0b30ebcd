//! The contact register: kept sealed, found by mailbox, too old from the day after 18 months.

use db::testing;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use people::{Contact, ContactRegister, Detail, Unreachable};

use crate::house::House;

fn norway(wall: &str) -> Timestamp {
    let wall: DateTime = wall.parse().unwrap();
    wall.to_zoned(TimeZone::get("Europe/Oslo").unwrap()).unwrap().timestamp()
}

fn contact(updated_at: &str, verified_at: Option<&str>) -> Contact {
    let email = Detail {
        value: "mor@epost.example".into(),
        updated_at: norway(updated_at),
        verified_at: verified_at.map(norway),
    };
    Contact { email: Some(email), ..Contact::default() }
}

#[test]
fn an_address_is_used_through_the_day_on_which_18_months_have_passed() {
    let last = contact("2025-05-21T23:30:00", None);
    assert!(last.reachable_email(norway("2026-11-21T23:59:59")).is_ok());
    assert_eq!(last.reachable_email(norway("2026-11-22T00:00:00")), Err(Unreachable::Stale));
    let confirmed = contact("2020-01-01T12:00:00", Some("2025-05-21T12:00:00"));
    assert!(confirmed.reachable_email(norway("2026-11-21T12:00:00")).is_ok());
    let end_of_february = contact("2024-08-31T12:00:00", None);
    assert!(end_of_february.reachable_email(norway("2026-02-28T12:00:00")).is_ok());
    assert_eq!(end_of_february.reachable_email(norway("2026-03-01T00:00:00")), Err(Unreachable::Stale));
}

#[test]
fn who_is_reserved_is_not_written_to_whatever_the_address() {
    let now = norway("2026-11-21T12:00:00");
    let reserved = Contact { reserved: true, ..contact("2026-11-01T12:00:00", None) };
    assert_eq!(reserved.reachable_email(now), Err(Unreachable::Reserved));
    assert_eq!(Contact::default().reachable_email(now), Err(Unreachable::Unknown));
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_are_sealed_and_those_who_share_one_are_found_however_it_is_written() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.email(house.father, " MOR@epost.example ").await;
        let mut sharing = house.contacts.with_email("mor@Epost.example").await.unwrap();
        sharing.sort_unstable();
        let mut expected = vec![house.mother, house.father];
        expected.sort_unstable();
        assert_eq!(sharing, expected);
        assert_eq!(house.contacts.contact(house.child).await.unwrap(), None);
        let rows = house.test.db.fetch_all("SELECT details, email_key FROM contacts", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.bytes(0).unwrap().windows(4).any(|it| it == b"post")));
        assert!(rows.iter().all(|row| !row.text(1).unwrap().contains('@')));
        let classes = db::TableClasses::read(&[access::SCHEMA, people::SCHEMA, records::SCHEMA, notify::SCHEMA]);
        assert_eq!(classes.unwrap().unclassed(&house.test.db).await.unwrap(), Vec::<String>::new());
    }
}
