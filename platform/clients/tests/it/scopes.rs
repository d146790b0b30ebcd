//! SMART's system scopes: what is read, written, and never gained.

use clients::{Right, Scopes};
use proptest::prelude::*;

const RIGHTS: [Right; 4] = [Right::Create, Right::Read, Right::Update, Right::Search];

fn scopes() -> impl Strategy<Value = Scopes> {
    let kind = prop::sample::select(vec!["*", "Appointment", "Slot", "Patient"]);
    let rights = prop::sample::subsequence(vec!['c', 'r', 'u', 'd', 's'], 1..=5);
    let one = (kind, rights).prop_map(|(kind, rights)| format!("system/{kind}.{}", String::from_iter(rights)));
    prop::collection::vec(one, 0..4).prop_map(|all| all.join(" ").parse().expect("scopes"))
}

#[test]
fn what_is_no_scope_of_ours_is_refused() {
    for text in [
        "patient/Appointment.r",
        "user/*.rs",
        "system/Appointment.*",
        "system/Appointment.sr",
        "system/Appointment.rr",
        "system/Appointment.",
        "system/.r",
        "system/Appointment",
        "system/Appointment.read",
        "system/appointment.r",
        "system/Appointment.rs?category=a",
        "system/App-ointment.r",
        "openid",
        "system/Appointment.r\nsystem/*.c",
    ] {
        assert!(text.parse::<Scopes>().is_err(), "{text}");
    }
    assert_eq!(
        "system/*.rs  system/Slot.c system/Slot.u".parse::<Scopes>().unwrap().to_string(),
        "system/*.rs system/Slot.cu"
    );
}

proptest! {
    #[test]
    fn scopes_are_read_as_they_are_written(scopes in scopes()) {
        prop_assert_eq!(scopes.to_string().parse::<Scopes>().unwrap(), scopes);
    }

    #[test]
    fn what_two_give_together_neither_gives_alone_more(one in scopes(), other in scopes()) {
        let both = one.and(&other);
        for kind in ["Appointment", "Slot", "Patient", "Observation"] {
            for right in RIGHTS {
                prop_assert_eq!(both.give(kind, right), one.give(kind, right) && other.give(kind, right));
            }
        }
        prop_assert!(both.within(&one) && both.within(&other));
    }

    #[test]
    fn nothing_within_gives_more(one in scopes(), other in scopes()) {
        if one.within(&other) {
            for kind in ["Appointment", "Slot", "Patient", "Observation"] {
                prop_assert!(RIGHTS.iter().all(|right| !one.give(kind, *right) || other.give(kind, *right)));
            }
        }
    }

    #[test]
    fn no_text_makes_the_reading_of_scopes_panic(text in ".{0,200}") {
        let _read = text.parse::<Scopes>();
    }
}
