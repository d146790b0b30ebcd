//! Children, whose parents look after their appointments.

use crate::appointments::visit::{
    Leave::{CancelWithComment, Change},
    Meeting::Telephone,
    State::NoShow,
    Unit::{Emergency, Gp, HealthCentre, Hospital, School},
    Visit, past, visit,
};

pub(super) fn of(id: &str) -> Option<Vec<Visit>> {
    Some(match id {
        "ask-0" => ASK.to_vec(),
        "nora-3" => NORA.to_vec(),
        "odin-4" => ODIN.to_vec(),
        "tiril-6" => TIRIL.to_vec(),
        "jonas-8" | "sander-8" => JONAS.to_vec(),
        "mia-7" | "emil-9" | "iver-9" | "ida-10" | "sanna-9" | "tuva-kode6" => SCHOOLCHILD.to_vec(),
        "emma-12" | "jakob-11" | "oda-12" => EMMA.to_vec(),
        _ => return None,
    })
}

#[rustfmt::skip] // a line an appointment, as in a diary
const ASK: [Visit; 4] = [
    visit(HealthCentre, "Kontroll og vaksine", 8, (9, 30)).leave(Change)
        .prepare("Ta med helsekortet og en bleie i reserve."),
    visit(HealthCentre, "Gruppe for nye foreldre", 15, (12, 0)).minutes(60),
    past(HealthCentre, "Hjemmebesøk av helsesykepleier", 40, (10, 0)).minutes(60),
    past(Hospital("Barselpoliklinikken"), "Hørselsscreening", 46, (13, 0)).minutes(15),
];

#[rustfmt::skip]
const NORA: [Visit; 4] = [
    visit(HealthCentre, "Fireårskontroll", 21, (10, 30)).leave(Change).prepare("Ta med helsekortet. Nora kan godt ta med en kosebamse."),
    past(Emergency, "Feber og vondt i øret", 37, (19, 30)),
    past(Gp, "Kontroll av øret", 30, (8, 20)).minutes(20),
    past(HealthCentre, "Toårskontroll", 410, (11, 0)),
];

#[rustfmt::skip]
const ODIN: [Visit; 2] = [
    visit(HealthCentre, "Fireårskontroll", 12, (13, 0)).leave(Change),
    past(Gp, "Time hos fastlegen", 64, (14, 0)),
];

#[rustfmt::skip]
const TIRIL: [Visit; 3] = [
    visit(School, "Skolestartundersøkelse", 9, (10, 45)).leave(Change),
    visit(Hospital("Barnepoliklinikken"), "Kontroll av astma", 34, (12, 30)).leave(CancelWithComment(48)),
    past(Gp, "Time hos fastlegen", 23, (9, 0)),
];

#[rustfmt::skip]
const JONAS: [Visit; 4] = [
    visit(School, "Samtale og måling i tredje klasse", 16, (9, 15)),
    visit(Hospital("Øre-nese-hals-poliklinikken"), "Fjerning av mandler", 29, (7, 45)).minutes(240).leave(CancelWithComment(72))
        .prepare("Barnet skal ikke spise de siste seks timene, og kan drikke vann til to timer før.")
        .leaflet("Når barnet skal opereres"),
    past(Hospital("Øre-nese-hals-poliklinikken"), "Vurdering av mandler", 75, (11, 30)),
    past(Gp, "Time hos fastlegen", 98, (15, 0)).state(NoShow),
];

#[rustfmt::skip]
const SCHOOLCHILD: [Visit; 2] = [
    visit(School, "Vaksine på skolen", 13, (10, 0)).minutes(10).leave(Change),
    past(Gp, "Time hos fastlegen", 87, (14, 20)),
];

#[rustfmt::skip]
const EMMA: [Visit; 4] = [
    visit(School, "HPV-vaksine, dose 2", 6, (11, 10)).minutes(10).leave(Change),
    visit(Hospital("Barnepoliklinikken"), "Kontroll av astma", 24, (14, 0)).leave(CancelWithComment(48))
        .prepare("Ta med inhalatoren."),
    past(School, "HPV-vaksine, dose 1", 190, (11, 0)).minutes(10),
    past(Gp, "Svar på allergitest", 55, (15, 10)).meeting(Telephone).minutes(10),
];
