//! Who may write to whom (C1): what one's contacts, one's age and one's municipality open, and nothing else.
//!
//! The rule is pure. Which kinds one has by age stands in `offices::by_age`, which the page of health contacts shows.

use std::collections::BTreeSet;

use fhir::{AppointmentView, CareTeamView};
use jiff::Timestamp;
use jiff::civil::Date;
use offices::{Office, OfficeKind, by_age};
use records::Record;

/// What the rule goes by. Organisations are organisation numbers.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    /// Those that say they have the person: a care team that is in force.
    pub teams: BTreeSet<String>,
    /// Those that have booked or sent something.
    pub heard_from: BTreeSet<String>,
    /// Those whose midwife has booked an appointment.
    pub midwives: BTreeSet<String>,
}

/// Volven 7619: services of municipalities; code of the midwife.
const MUNICIPAL_SERVICES: &str = "urn:oid:2.16.578.1.12.4.1.1.7619";
const MIDWIFE: &str = "5";

/// Whether somebody born on `born` may begin a conversation with an open office today, a date in Norway. A municipality's
/// offices are those of the person's own, where it has connected them (`Offices::in_municipality`): `is_local`.
pub fn may_write(office: &Office, is_local: bool, contacts: &Contacts, born: Date, today: Date) -> bool {
    let has = |those: &BTreeSet<String>| those.contains(&office.organisation);
    office.ended_at.is_none()
        && match office.kind {
            OfficeKind::Gp => has(&contacts.teams),
            OfficeKind::Hospital => has(&contacts.heard_from) || has(&contacts.teams),
            OfficeKind::HomeCare => is_local || has(&contacts.teams),
            // Those who run the portal are nobody to ask for health care.
            OfficeKind::Portal => false,
            OfficeKind::Midwife => has(&contacts.midwives),
            kind @ (OfficeKind::HealthCentre | OfficeKind::SchoolHealth | OfficeKind::YouthCentre) => {
                is_local && by_age(born, today).contains(&kind)
            }
        }
}

impl Contacts {
    /// From what health services have sent: care teams, appointments, and messages, of which `senders` are known.
    pub fn of(teams: &[Record], appointments: &[Record], senders: BTreeSet<String>, now: Timestamp) -> Self {
        let number = |record: &Record| record.organisation.clone();
        let is_midwifes = |record: &&Record| record.appointment().is_some_and(|it| is_midwifes(&it));
        Self {
            teams: teams.iter().filter(|it| in_force(it, now)).map(number).collect(),
            heard_from: appointments.iter().map(number).chain(senders).collect(),
            midwives: appointments.iter().filter(is_midwifes).map(number).collect(),
        }
    }
}

fn is_midwifes(appointment: &AppointmentView) -> bool {
    let codes = appointment.service_category.iter().flat_map(|concept| &concept.codes);
    codes.into_iter().any(|(system, code)| system.as_deref() == Some(MUNICIPAL_SERVICES) && code == MIDWIFE)
}

fn in_force(record: &Record, now: Timestamp) -> bool {
    CareTeamView::read(&record.body).is_some_and(|team| team.is_in_force(now))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn office(kind: OfficeKind) -> Office {
        Office {
            id: Uuid::nil(),
            organisation: "974000010".into(),
            kind,
            name: String::new(),
            municipality: None,
            telephone: None,
            address: None,
            hours: offices::Hours::default(),
            answer_days: 5,
            post_after_days: None,
            ended_at: None,
        }
    }

    fn may(kind: OfficeKind, contacts: &Contacts, born: Date, today: Date) -> bool {
        may_write(&office(kind), true, contacts, born, today)
    }

    #[test]
    fn the_health_centre_hands_over_to_the_school_on_1_august_and_the_youth_centre_opens_at_16() {
        let (born, none) = (date(2020, 3, 2), Contacts::default());
        assert!(may(OfficeKind::HealthCentre, &none, born, date(2026, 7, 31)));
        assert!(!may(OfficeKind::HealthCentre, &none, born, date(2026, 8, 1)));
        assert!(!may(OfficeKind::SchoolHealth, &none, born, date(2026, 7, 31)));
        assert!(may(OfficeKind::SchoolHealth, &none, born, date(2026, 8, 1)));
        assert!(may(OfficeKind::SchoolHealth, &none, born, date(2044, 3, 1)));
        assert!(!may(OfficeKind::SchoolHealth, &none, born, date(2044, 3, 2)));
        assert!(!may(OfficeKind::YouthCentre, &none, born, date(2036, 3, 1)));
        assert!(may(OfficeKind::YouthCentre, &none, born, date(2036, 3, 2)));
        assert!(!may(OfficeKind::YouthCentre, &none, born, date(2051, 3, 2)));
        assert!(!may_write(&office(OfficeKind::SchoolHealth), false, &none, born, date(2030, 1, 1)));
    }

    #[test]
    fn a_gp_a_hospital_and_a_midwife_are_written_to_once_they_have_one() {
        let (born, today) = (date(1990, 1, 1), date(2026, 11, 22));
        let own = || BTreeSet::from(["974000010".to_owned()]);
        let none = Contacts::default();
        for kind in [OfficeKind::Gp, OfficeKind::Hospital, OfficeKind::Midwife] {
            assert!(!may(kind, &none, born, today));
        }
        let seen = Contacts { heard_from: own(), ..Contacts::default() };
        assert!(may(OfficeKind::Hospital, &seen, born, today));
        assert!(!may(OfficeKind::Midwife, &seen, born, today) && !may(OfficeKind::Gp, &seen, born, today));
        assert!(may(OfficeKind::Midwife, &Contacts { midwives: own(), ..none.clone() }, born, today));
        assert!(may(OfficeKind::Gp, &Contacts { teams: own(), ..none }, born, today));
    }

    #[test]
    fn an_office_that_has_ended_takes_nothing() {
        let ended = Office { ended_at: Some(Timestamp::UNIX_EPOCH), ..office(OfficeKind::HomeCare) };
        assert!(!may_write(&ended, true, &Contacts::default(), date(1990, 1, 1), date(2026, 11, 22)));
    }
}
