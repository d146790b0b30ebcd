//! Home visits and care teams: read from what comes in, checked with a mend, and written so that both take them.

use fhir::json::Node;
use fhir::{
    CareTeamView, EncounterView, NewCareTeam, NewHomeVisit, NewMember, validate_care_team, validate_home_visit,
};

fn issues(text: &str, check: fn(&Node<'_>) -> Vec<fhir::Issue>) -> Vec<String> {
    let node = Node::parse(text).unwrap();
    assert_eq!(fhir::validate(&node), [], "R4: {text}");
    check(&node).iter().map(ToString::to_string).collect()
}

fn visit() -> NewHomeVisit<'static> {
    NewHomeVisit {
        patient: "Patient/0199aaaa-0000-7000-8000-000000000001",
        planned: Some("Appointment/0199aaaa-0000-7000-8000-000000000002"),
        start: "2026-11-21T07:05:00Z".parse().unwrap(),
        end: "2026-11-21T07:30:00Z".parse().unwrap(),
        what: "Morgenstell",
        people: &["Liv Hansen"],
        provider: "Hjemmetjenesten i Storlia",
        hidden_from_parents: true,
        hidden_from_youth: false,
    }
}

#[test]
fn a_home_visit_that_is_written_is_valid_and_read_as_it_was_meant() {
    let text = visit().to_json();
    assert_eq!(issues(&text, validate_home_visit), [""; 0]);
    let view = EncounterView::read(&text).unwrap();
    assert!(view.is_home_visit() && view.is_finished() && view.has_begun());
    assert_eq!((view.start, view.end), (Some(visit().start), Some(visit().end)));
    assert_eq!(
        (view.what.as_deref(), view.provider.as_deref()),
        (Some("Morgenstell"), Some("Hjemmetjenesten i Storlia"))
    );
    assert_eq!(view.people, ["Liv Hansen"]);
    assert_eq!(view.appointments, ["Appointment/0199aaaa-0000-7000-8000-000000000002"]);
    let node = Node::parse(&text).unwrap();
    assert_eq!(fhir::Resource::new(&text, &node).denied(), (true, false));
    let bare =
        NewHomeVisit { planned: None, people: &[], what: "", provider: "", hidden_from_parents: false, ..visit() };
    assert_eq!(issues(&bare.to_json(), validate_home_visit), [""; 0]);
}

#[test]
fn a_finished_home_visit_says_when_it_was_and_other_encounters_are_left_alone() {
    let encounter = |class: &str, rest: &str| {
        format!(r#"{{"resourceType":"Encounter","status":"finished","class":{{"code":"{class}"}}{rest}}}"#)
    };
    let [missing] = &issues(&encounter("HH", ""), validate_home_visit)[..] else { panic!("one issue") };
    assert!(missing.starts_with("Encounter.period.start is missing") && missing.contains("send when"), "{missing}");
    let backwards = r#","period":{"start":"2026-11-21T08:00:00Z","end":"2026-11-21T07:00:00Z"}"#;
    let [before] = &issues(&encounter("HH", backwards), validate_home_visit)[..] else { panic!("one issue") };
    assert!(before.starts_with("Encounter.period.end is before"), "{before}");
    assert_eq!(issues(&encounter("IMP", backwards), validate_home_visit), [""; 0]);
}

#[test]
fn a_team_that_is_written_is_valid_and_read_as_it_was_meant() {
    let members = [
        NewMember { name: "Liv Hansen", is_person: true, role: "Koordinator", telephone: "00 00 12 34" },
        NewMember { name: "Ola Berg", is_person: true, role: "Helsesykepleier", telephone: "" },
        NewMember { name: "Storlia helsestasjon", is_person: false, role: "", telephone: "" },
    ];
    let team = NewCareTeam {
        id: "0199aaaa-0000-7000-8000-000000000003",
        patient: "Patient/0199aaaa-0000-7000-8000-000000000001",
        municipal_service: Some("4"),
        service: "Storlia helsestasjon",
        members: &members,
        from: Some("2026-11-01".parse().unwrap()),
        until: None,
        active: true,
        hidden_from_parents: false,
        hidden_from_youth: true,
    };
    let text = team.to_json();
    assert_eq!(issues(&text, validate_care_team), [""; 0]);
    let view = CareTeamView::read(&text).unwrap();
    assert!(view.is_active());
    let [first, second, service] = &view.members[..] else { panic!("three members: {view:?}") };
    assert_eq!((view.from, view.until), (Some(fhir::Moment::Day("2026-11-01".parse().unwrap())), None));
    assert!(service.is_service && service.role.is_none() && service.organisation.is_none() && !first.is_service);
    assert_eq!((first.name.as_deref(), first.telephone.as_deref()), (Some("Liv Hansen"), Some("00 00 12 34")));
    assert_eq!(first.organisation.as_deref(), Some("Storlia helsestasjon"));
    assert_eq!(second.role.as_ref().and_then(|role| role.text.as_deref()), Some("Helsesykepleier"));
    assert_eq!(second.telephone, None);
}

#[test]
fn a_team_names_everyone_and_leaves_the_family_out() {
    let team = |participants: &str| format!(r#"{{"resourceType":"CareTeam","participant":{participants}}}"#);
    let [empty] = &issues(r#"{"resourceType":"CareTeam"}"#, validate_care_team)[..] else { panic!("one issue") };
    assert!(empty.starts_with("CareTeam.participant is missing"), "{empty}");
    let nameless = team(r#"[{"member":{"display":"Liv"}},{"member":{"reference":"Practitioner/1"}}]"#);
    let [one] = &issues(&nameless, validate_care_team)[..] else { panic!("one issue") };
    assert!(one.starts_with("CareTeam.participant[1].member names nobody") && one.contains("member.display"), "{one}");
    let family = team(
        r#"[{"member":{"type":"RelatedPerson","display":"Mor"}},
            {"member":{"reference":"Patient/1","display":"Barnet"}},
            {"member":{"type":"Practitioner","display":"Liv Hansen"},"period":{"end":"2025-06-30"}}]"#,
    );
    assert_eq!(issues(&family, validate_care_team), [""; 0]);
    let view = CareTeamView::read(&family).unwrap();
    assert_eq!(view.members.len(), 1);
    let dated = |period: &str| {
        let text = format!(r#"{{"resourceType":"CareTeam","status":"active","period":{period},"participant":[]}}"#);
        CareTeamView::read(&text).unwrap().is_in_force("2026-11-21T22:59:59Z".parse().unwrap())
    };
    assert!(dated(r#"{"start":"2026-11-21","end":"2026-11-21"}"#) && !dated(r#"{"end":"2026-11-20"}"#));
    assert!(!dated(r#"{"start":"2026-11-22"}"#) && !dated(r#"{"end":"2026-11-21T22:59:59Z"}"#));
    assert_eq!(view.members[0].until, Some(fhir::Moment::Day("2025-06-30".parse().unwrap())));
}
