//! Adults: every kind of appointment, and what may be done about it.

use crate::appointments::visit::{
    Leave::{CancelWithComment, CancelledTooLate, Change, Nothing},
    Meeting::{Telephone, Video},
    State::{Cancelled, NoShow},
    Unit::{Emergency, Gp, Hospital, Imaging, Lifestyle, Midwife, Vaccination},
    Visit, past, visit,
};

pub(super) fn of(id: &str) -> Option<Vec<Visit>> {
    Some(match id {
        "per-full" => [PER_AHEAD.as_slice(), PER_PAST.as_slice(), &per_treatment()].concat(),
        "kari-mor" => KARI.to_vec(),
        "ola-far" => OLA.to_vec(),
        "inger-giver" => INGER.to_vec(),
        "tonje-2032" => TONJE.to_vec(),
        "elle-karasjok" => ELLE.to_vec(),
        "gunnar-fyresdal" => GUNNAR.to_vec(),
        "unni-kode6" => UNNI.to_vec(),
        _ => return None,
    })
}

/// Whom one begins with: one of each.
#[rustfmt::skip] // a line an appointment, as in a diary
const PER_AHEAD: [Visit; 8] = [
    visit(Gp, "Svar på blodprøver", 1, (8, 40)).meeting(Telephone).minutes(10).leave(CancelledTooLate)
        .about("Legen ringer deg fra dette nummeret."),
    visit(Gp, "Kontroll av blodtrykk", 6, (10, 20)).minutes(20).leave(Change)
        .about("Ta med målingene du har gjort hjemme."),
    visit(Lifestyle, "Kurs om bedre søvn", 8, (17, 0)).minutes(90).leave(Nothing)
        .state(Cancelled("Kursholderen er syk. Du får ny dato om kort tid.")),
    visit(Imaging, "MR av høyre kne", 12, (14, 15)).minutes(45).leave(CancelWithComment(48))
        .about("Undersøkelsen tar om lag 30 minutter. Du ligger stille, og du får hørselsvern.")
        .prepare("Ta av klokke, smykker og belte hjemme.\nSi fra på forhånd hvis du har pacemaker eller annet metall i kroppen.\nDu kan spise og drikke som vanlig.")
        .leaflet("Slik foregår en MR-undersøkelse"),
    visit(Vaccination, "Influensavaksine", 17, (16, 30)).minutes(10).leave(Change)
        .prepare("Bruk en genser som er lett å brette opp. Vent 20 minutter på stedet etterpå."),
    visit(Hospital("Ortopedisk poliklinikk"), "Videotime om svaret på MR", 26, (13, 0)).meeting(Video).leave(CancelWithComment(24))
        .about("Kirurgen går gjennom bildene med deg.")
        .prepare("Sitt et sted der du kan snakke fritt. Logg på fem minutter før."),
    visit(Hospital("Dagkirurgisk avdeling"), "Kikkhullsoperasjon i kne", 54, (7, 30)).minutes(300).leave(Nothing)
        .prepare("Ikke spis etter midnatt. Du kan drikke vann til kl. 5.30.\nAvtal at noen henter deg: du kan ikke kjøre bil samme dag.")
        .leaflet("Før og etter en kikkhullsoperasjon"),
    visit(Gp, "Årskontroll", 110, (9, 0)).leave(Change),
];

#[rustfmt::skip]
const PER_PAST: [Visit; 8] = [
    past(Gp, "Undersøkelse av kne", 20, (11, 40)),
    past(Emergency, "Akutt vondt i kne", 33, (20, 15)),
    past(Hospital("Ortopedisk poliklinikk"), "Vurdering av kne", 61, (9, 30)).minutes(45),
    past(Imaging, "Røntgen av kne", 47, (15, 0)).minutes(15),
    past(Gp, "Kontroll av blodtrykk", 90, (8, 20)).state(NoShow),
    past(Gp, "Kontroll av blodtrykk", 118, (8, 20)).meeting(Telephone).minutes(10),
    past(Vaccination, "Influensavaksine", 384, (16, 10)).minutes(10),
    past(Gp, "Sykemelding", 402, (12, 0)).meeting(Video),
];

/// A course of treatment: two a week, so that the list of past ones has several pages.
fn per_treatment() -> Vec<Visit> {
    let session = |at: i32| past(Hospital("Fysioterapi"), "Opptrening etter kneskade", 130 + at * 7 / 2, (15, 30));
    (0..24).map(|at| session(at).minutes(60)).collect()
}

#[rustfmt::skip]
const KARI: [Visit; 6] = [
    visit(Gp, "Celleprøve", 9, (12, 20)).minutes(20).leave(Change),
    visit(Hospital("Hudpoliklinikken"), "Kontroll av føflekker", 31, (10, 0)).leave(CancelWithComment(48))
        .prepare("Ikke bruk krem eller sminke på dagen.").leaflet("Om føflekker"),
    past(Gp, "Time hos fastlegen", 44, (9, 40)),
    past(Gp, "Svar på blodprøver", 51, (8, 30)).meeting(Telephone).minutes(10),
    past(Hospital("Hudpoliklinikken"), "Kontroll av føflekker", 396, (10, 30)),
    past(Vaccination, "Influensavaksine", 371, (17, 0)).minutes(10),
];

#[rustfmt::skip]
const OLA: [Visit; 4] = [
    visit(Gp, "Attest for førerkort", 14, (14, 40)).minutes(20).leave(Change).prepare("Ta med brillene dine."),
    visit(Hospital("Øre-nese-hals-poliklinikken"), "Hørselsprøve", 38, (11, 15)).leave(CancelWithComment(48)),
    past(Gp, "Time hos fastlegen", 72, (13, 20)).state(NoShow),
    past(Emergency, "Kutt i hånden", 205, (18, 45)),
];

#[rustfmt::skip]
const INGER: [Visit; 7] = [
    visit(Gp, "Kontroll av diabetes", 4, (9, 0)).minutes(40).leave(Change)
        .prepare("Ta blodprøven på laboratoriet en uke før. Ta med blodsukkermåleren."),
    visit(Hospital("Øyepoliklinikken"), "Øyekontroll ved diabetes", 18, (12, 45)).minutes(60).leave(CancelWithComment(48))
        .prepare("Du får dråper som gjør at du ikke kan kjøre bil på noen timer.").leaflet("Øyeundersøkelse ved diabetes"),
    visit(Lifestyle, "Gruppetime: trening for deg over 60", 11, (11, 0)).minutes(60).leave(Nothing)
        .state(Cancelled("For få påmeldte.")),
    visit(Vaccination, "Pneumokokkvaksine", 25, (10, 10)).minutes(10),
    past(Gp, "Kontroll av diabetes", 92, (9, 20)).minutes(40),
    past(Hospital("Øyepoliklinikken"), "Øyekontroll ved diabetes", 380, (13, 0)),
    past(Vaccination, "Influensavaksine", 28, (10, 30)).minutes(10),
];

/// Pregnant, with a midwife and an ultrasound.
#[rustfmt::skip]
const TONJE: [Visit; 5] = [
    visit(Midwife, "Svangerskapskontroll, uke 24", 5, (13, 30)).leave(Change).prepare("Ta med urinprøve og helsekortet ditt."),
    visit(Hospital("Fødepoliklinikken"), "Ekstra ultralyd", 19, (9, 15)).leave(CancelWithComment(24)),
    visit(Midwife, "Svangerskapskontroll, uke 28", 33, (13, 30)).leave(Change),
    past(Midwife, "Første svangerskapskontroll", 84, (12, 0)).minutes(60),
    past(Hospital("Fødepoliklinikken"), "Ultralyd i uke 18", 40, (10, 0)),
];

#[rustfmt::skip]
const ELLE: [Visit; 3] = [
    visit(Gp, "Time hos fastlegen", 7, (10, 0)).leave(Change).about("Legen snakker nordsamisk og norsk."),
    visit(Hospital("Nevrologisk poliklinikk"), "Videotime om hodepine", 22, (12, 0)).meeting(Video).leave(CancelWithComment(24))
        .about("En tolk for nordsamisk er med."),
    past(Gp, "Time hos fastlegen", 58, (9, 0)),
];

/// Fyresdal sends nothing of its own: the GP and the hospital do.
#[rustfmt::skip]
const GUNNAR: [Visit; 3] = [
    visit(Gp, "Kontroll av hjerterytme", 10, (8, 40)),
    visit(Hospital("Hjertepoliklinikken"), "Arbeids-EKG", 27, (13, 15)).minutes(60).leave(CancelWithComment(48))
        .prepare("Ta med joggesko og lett tøy."),
    past(Gp, "Time hos fastlegen", 66, (9, 20)),
];

/// Nothing that says where she lives: no place to go to.
#[rustfmt::skip]
const UNNI: [Visit; 2] = [
    visit(Gp, "Videotime hos legen", 5, (11, 0)).meeting(Video),
    past(Gp, "Telefontime hos legen", 29, (11, 30)).meeting(Telephone).minutes(10),
];
