//! Young people: what they see themselves, what their parents see, and what is hidden from either (R3, R4).

use crate::appointments::visit::{
    HiddenFrom::{Parents, Youth as TheYouth},
    Leave::{Cancel, CancelWithComment, Change},
    Meeting::{Telephone, Video},
    Unit::{Gp, Hospital, MentalHealth, School, Youth},
    Visit, past, visit,
};

pub(super) fn of(id: &str) -> Option<Vec<Visit>> {
    Some(match id {
        "marius-14" | "sofie-14" | "leo-kode7" | "vilde-13" => FOURTEEN.to_vec(),
        "ella-15" => ELLA.to_vec(),
        "noah-13" => NOAH.to_vec(),
        "filip-15" | "thea-16" | "aksel-17" | "skudd-2008" => SEVENTEEN.to_vec(),
        _ => return None,
    })
}

/// With a parent's consent the youth sees all but the hospital's; without it, the school nurse's alone.
#[rustfmt::skip] // a line an appointment, as in a diary
const FOURTEEN: [Visit; 5] = [
    visit(School, "Samtale med helsesykepleier", 5, (12, 15)).leave(Change),
    visit(Gp, "Time hos fastlegen", 10, (15, 0)).minutes(20).leave(Change),
    visit(Hospital("Barne- og ungdomspoliklinikken"), "Kontroll av astma", 20, (13, 30)).leave(CancelWithComment(48)),
    past(School, "Vaksine på skolen", 81, (10, 30)).minutes(10),
    past(Gp, "Time hos fastlegen", 112, (14, 40)),
];

/// Her mother must find no trace of the first.
#[rustfmt::skip]
const ELLA: [Visit; 4] = [
    visit(Youth, "Samtale på helsestasjon for ungdom", 3, (15, 30)).leave(Change).hidden_from(Parents)
        .about("Vi har taushetsplikt, og sier ikke noe til foreldrene dine uten at du vil."),
    visit(Gp, "Time hos fastlegen", 15, (14, 20)).minutes(20).leave(Change),
    past(School, "Samtale med helsesykepleier", 26, (11, 45)),
    past(Youth, "Første time på helsestasjon for ungdom", 34, (15, 0)).hidden_from(Parents),
];

/// He must find no trace of the first.
#[rustfmt::skip]
const NOAH: [Visit; 3] = [
    visit(MentalHealth, "Samtale med foreldrene om Noah", 4, (9, 0)).minutes(60).leave(Cancel).hidden_from(TheYouth),
    visit(School, "Samtale med helsesykepleier", 11, (10, 15)).leave(Change),
    past(Gp, "Time hos fastlegen", 49, (13, 40)),
];

#[rustfmt::skip]
const SEVENTEEN: [Visit; 4] = [
    visit(Youth, "Veiledning om prevensjon", 7, (16, 0)).leave(Change),
    visit(Gp, "Videotime hos fastlegen", 18, (15, 20)).minutes(20).meeting(Video),
    past(Gp, "Svar på prøver", 60, (8, 50)).meeting(Telephone).minutes(10),
    past(School, "Samtale med helsesykepleier", 150, (12, 0)),
];
