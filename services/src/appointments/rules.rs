//! When an appointment may be cancelled, which the platform says, and when another time may be asked for (C2).

use fhir::Flag;
use jiff::Timestamp;
pub use visits::{NotNow, deadline, may_cancel};

use super::model::{Appointment, Status};

/// Whether another time may be asked for at `now`: until it begins, where the source's flag allows.
pub fn may_ask_for_another_time(appointment: &Appointment, now: Timestamp) -> bool {
    let view = &appointment.view;
    let allowed = view.allows(Flag::ChangeAppointment) || view.allows(Flag::ChangeAppointmentDialog);
    allowed
        && matches!(appointment.status(), Status::Booked | Status::Planned)
        && appointment.begins().is_some_and(|begins| begins > now)
}

#[cfg(test)]
mod tests {
    use access::rules::Flags;
    use records::Record;
    use uuid::Uuid;

    use super::*;

    fn appointment(flag: &str, period: &str) -> Appointment {
        let body = format!(
            r#"{{"resourceType":"Appointment","status":"booked","start":"2026-03-29T10:00:00+02:00","contained":[
            {{"resourceType":"Flag","status":"active",{period}"code":{{"coding":[{{"code":"{flag}"}}]}}}}]}}"#
        );
        let record = Record {
            id: Uuid::nil(),
            resource_type: "Appointment".into(),
            version: 1,
            organisation: String::new(),
            flags: Flags::default(),
            updated_at: Timestamp::UNIX_EPOCH,
            body,
        };
        Appointment::read(record).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_may_be_cancelled_until_a_whole_day_before_also_over_the_change_to_summer_time() {
        let tomorrow = appointment("cancel", "");
        assert_eq!(may_cancel(&tomorrow, at("2026-03-28T08:00:00Z")), Ok(()));
        assert_eq!(may_cancel(&tomorrow, at("2026-03-28T08:00:00.000001Z")), Err(NotNow::TooLate));
        assert_eq!(may_cancel(&tomorrow, at("2026-03-29T08:00:00Z")), Err(NotNow::Over));
    }

    #[test]
    fn the_sources_own_deadline_goes_before_ours_but_never_past_the_start() {
        let last_day = appointment("cancelWithComment", r#""period":{"end":"2026-03-27"},"#);
        assert_eq!(may_cancel(&last_day, at("2026-03-27T22:59:59Z")), Ok(()));
        assert_eq!(may_cancel(&last_day, at("2026-03-27T23:00:01Z")), Err(NotNow::TooLate));
        let late = appointment("cancel", r#""period":{"end":"2026-03-30T10:00:00Z"},"#);
        assert_eq!(deadline(&late), Some(at("2026-03-29T08:00:00Z")));
    }

    #[test]
    fn without_the_sources_leave_nothing_can_be_done_here() {
        let now = at("2026-03-01T10:00:00Z");
        assert_eq!(may_cancel(&appointment("canAcknowledge", ""), now), Err(NotNow::NotHere));
        assert!(!may_ask_for_another_time(&appointment("cancel", ""), now));
        assert!(may_ask_for_another_time(&appointment("canChangeAppointment", ""), now));
    }
}
