//! Who may log in, at the boundaries of age and status.

use db::{PersonId, Random};
use eid::{Admission, NotAdmitted, admit};
use jiff::{Timestamp, civil::date};
use people::{Name, Person, Protection, Sex, Status};

const BORN: jiff::civil::Date = date(2010, 6, 15);

fn person() -> Person {
    Person {
        id: PersonId(Random::seeded(1).uuid(Timestamp::UNIX_EPOCH)),
        name: Name { given: "Test".into(), middle: None, family: "Person".into() },
        born: BORN,
        sex: Sex::Female,
        address: None,
        protection: Protection::None,
        status: Status::Resident,
        died: None,
    }
}

#[test]
fn from_thirteen_one_logs_in_and_from_sixteen_as_an_adult() {
    for (today, expected) in [
        (date(2023, 6, 14), Err(NotAdmitted::TooYoung)),
        (date(2023, 6, 15), Ok(Admission::Youth)),
        (date(2026, 6, 14), Ok(Admission::Youth)),
        (date(2026, 6, 15), Ok(Admission::Adult)),
    ] {
        assert_eq!(admit(&person(), today), expected, "{today}");
    }
}

#[test]
fn the_dead_and_the_merged_do_not_log_in() {
    let today = date(2030, 1, 1);
    let died = Person { died: Some(date(2029, 1, 1)), ..person() };
    assert_eq!(admit(&died, today), Err(NotAdmitted::Dead));
    let dead_without_date = Person { status: Status::Dead, ..person() };
    assert_eq!(admit(&dead_without_date, today), Err(NotAdmitted::Dead));
    let ended = Person { status: Status::Ended, ..person() };
    assert_eq!(admit(&ended, today), Err(NotAdmitted::Ended));
}

#[test]
fn a_protected_address_and_a_temporary_number_are_no_hindrance() {
    let today = date(2030, 1, 1);
    for protection in [Protection::Client, Protection::Confidential, Protection::StrictlyConfidential] {
        assert_eq!(admit(&Person { protection, ..person() }, today), Ok(Admission::Adult));
    }
    for status in [Status::Temporary, Status::Emigrated] {
        assert_eq!(admit(&Person { status, ..person() }, today), Ok(Admission::Adult));
    }
}
