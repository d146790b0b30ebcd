//! Those of 82 who have home care: planned visits, visits that were made, and what else an old body needs.

use crate::appointments::visit::{
    Leave::{CancelWithComment, CancelledTooLate, Nothing},
    Meeting::AtHome,
    State::Cancelled,
    Unit::{Gp, HomeCare, Hospital},
    Visit, home_visit, past, visit,
};

const MORNING: &str = "Morgenstell og frokost";
const MIDDAY: &str = "Middag";
const EVENING: &str = "Kveldsstell og medisiner";
/// Days that home care plans ahead.
const PLANNED: i32 = 7;
/// Days that are kept of visits that were made.
const MADE: i32 = 14;

pub(super) fn of(id: &str) -> Option<Vec<Visit>> {
    let besides: &[Visit] = if id == "astrid-82" { &BESIDES } else { &[] };
    ["astrid-82", "arne-82"].contains(&id).then(|| {
        let planned = (1..=PLANNED)
            .flat_map(|day| [home_visit(MORNING, day, 8), home_visit(MIDDAY, day, 13), home_visit(EVENING, day, 19)]);
        let made = (1..=MADE)
            .flat_map(|ago| [made(MORNING, ago, (8, 25)), made(MIDDAY, ago, (13, 10)), made(EVENING, ago, (19, 40))]);
        planned.chain(made).chain(besides.iter().copied()).collect()
    })
}

const fn made(title: &'static str, days_ago: i32, clock: (i8, i8)) -> Visit {
    past(HomeCare, title, days_ago, clock).minutes(25).meeting(AtHome)
}

#[rustfmt::skip] // a line an appointment, as in a diary
const BESIDES: [Visit; 6] = [
    visit(HomeCare, "Fotpleie", 4, (11, 0)).meeting(AtHome).minutes(45).leave(CancelledTooLate),
    visit(HomeCare, "Dusj", 3, (11, 0)).meeting(AtHome).minutes(45).leave(Nothing)
        .state(Cancelled("Vi er for få på jobb. Vi kommer dagen etter.")),
    visit(Hospital("Øyepoliklinikken"), "Kontroll etter stæroperasjon", 9, (12, 0)).minutes(60).leave(CancelWithComment(48))
        .prepare("Ta med solbriller. Du kan ha med en ledsager.").leaflet("Etter en stæroperasjon"),
    visit(Gp, "Hjemmebesøk av fastlegen", 16, (13, 0)).meeting(AtHome),
    past(Hospital("Øyepoliklinikken"), "Stæroperasjon", 22, (9, 0)).minutes(120),
    past(Gp, "Kontroll av medisiner", 70, (10, 40)),
];
