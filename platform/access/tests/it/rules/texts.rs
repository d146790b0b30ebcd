//! Every reason has a text in three languages, and no text says more than it may.

use std::collections::BTreeSet;

use access::{
    JobKind,
    rules::{AT_WORK, Area, Basis, Level, Refusal, Role, TEXTS, table},
};
use uuid::Uuid;

const REFUSALS: [Refusal; 16] = [
    Refusal::NoTrace,
    Refusal::Dead,
    Refusal::AccessRemoved,
    Refusal::Age,
    Refusal::AgeOfChild,
    Refusal::ParentalConsent,
    Refusal::OnlyThePerson,
    Refusal::OutsideThePower,
    Refusal::PowerSeesOnly,
    Refusal::ConsentLevel,
    Refusal::TermsNotAccepted,
    Refusal::ServiceOff,
    Refusal::MunicipalityNotConnected,
    Refusal::InPilot,
    Refusal::NotYourRole,
    Refusal::OwnData,
];

fn keys_in_use() -> BTreeSet<&'static str> {
    let bases = [
        Basis::Oneself,
        Basis::ParentalResponsibility,
        Basis::PowerOfAttorney(Uuid::nil()),
        Basis::AttestedPower(Uuid::nil()),
        Basis::AtWork,
    ];
    REFUSALS
        .iter()
        .flat_map(|refusal| refusal.key().into_iter().chain(refusal.narrowed_key()))
        .chain(bases.iter().map(Basis::key))
        .chain(Level::ALL.map(Level::key))
        .chain(Area::ALL.map(Area::key))
        .chain(Role::ALL.map(Role::key))
        .collect()
}

fn messages(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "))
}

#[test]
fn no_text_is_missing_and_none_is_unused() {
    for (language, source) in TEXTS {
        let written: BTreeSet<_> = messages(source).map(|(key, _)| key).filter(|key| !is_of_the_log(key)).collect();
        assert_eq!(written, keys_in_use(), "{language}");
    }
}

/// Names of services, deeds, reasons and jobs: the usage log puts their keys together.
fn is_of_the_log(key: &str) -> bool {
    ["service-", "deed-", "why-", "job-"].iter().any(|start| key.starts_with(start))
}

#[test]
fn every_row_of_the_table_and_every_job_has_a_name() {
    let jobs = [
        JobKind::Birthdays,
        JobKind::DemoSeed,
        JobKind::Import,
        JobKind::Expiry,
        JobKind::LogIn,
        JobKind::Powers,
        JobKind::PharmacyCheck,
        JobKind::Notices,
        JobKind::Operator,
    ]
    .map(JobKind::as_str);
    let services = table::ALL.iter().chain(&AT_WORK).map(|row| format!("service-{}", row.service.replace('_', "-")));
    let wanted: Vec<_> = services.chain(jobs.map(|job| format!("job-{}", job.replace('_', "-")))).collect();
    for (language, source) in TEXTS {
        let written: BTreeSet<_> = messages(source).map(|(key, _)| key).collect();
        for key in &wanted {
            assert!(written.contains(key.as_str()), "{language} {key}");
        }
    }
}

#[test]
fn nothing_tells_of_protection_or_of_hidden_things() {
    let told = ["beskytte", "fortrolig", "sperre", "skjul", "gøym", "løyn", "adresse", "protect", "hidden", "address"];
    for (language, source) in TEXTS {
        for (key, text) in messages(source) {
            let text = text.to_lowercase();
            assert!(!told.iter().any(|word| text.contains(word)), "{language} {key}");
        }
    }
}

#[test]
fn no_trace_has_no_text() {
    assert_eq!(Refusal::NoTrace.key(), None);
}

#[test]
fn a_reasons_key_is_its_word() {
    for refusal in REFUSALS {
        let word = format!("refusal-{}", refusal.as_str().replace('_', "-"));
        assert_eq!(refusal.key().unwrap_or("refusal-no-trace"), word);
    }
}
