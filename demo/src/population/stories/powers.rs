//! Powers of attorney: who gave what to whom (R5, R7).

use access::rules::{Area, Level};
use jiff::ToSpan;
use people::{RelationKind, Sex::*};

use crate::population::{
    book::{Book, EVERYTHING},
    places::*,
};

pub(super) fn write(book: &mut Book) {
    home_care(book);
    one_for_each_area(book);
    not_in_force(book);
    level_bounds_the_power(book);
}

fn home_care(book: &mut Book) {
    let (hers, his) = (book.home(TROMSO), book.home(BODO));
    book.cast("astrid-82", "Astrid Nordnes", Female, 82, Some(&hers))
        .story("Home-care user of 82: her son holds a power for all areas");
    book.cast("bjorn-sonn", "Bjørn Nordnes", Male, 54, Some(&his))
        .story("Next of kin of a home-care user of 82: sees and does all that a power can give");
    book.power("astrid-82", "bjorn-sonn", &EVERYTHING);
    book.ties("bjorn-sonn", &["astrid-82"], RelationKind::Parent);
}

fn one_for_each_area(book: &mut Book) {
    book.alone("inger-giver", "Inger Solheim", Female, 67, BERGEN)
        .story("Has given powers of attorney of every kind: one for each area, one to see only, some not in force");
    book.alone("knut-registrert", "Knut Aasen", Male, 50, BERGEN)
        .story("Holds Inger's power for information registered about her: prescriptions yes, appointments no");
    book.power("inger-giver", "knut-registrert", &[Area::Registered]);
    book.alone("marit-journal", "Marit Bakke", Female, 49, BERGEN)
        .story("Holds Inger's power for her patient record, and nothing else");
    book.power("inger-giver", "marit-journal", &[Area::PatientRecord]);
    book.alone("tor-digital", "Tor Eikeland", Male, 44, BERGEN)
        .story("Holds Inger's power for digital health services: may see and cancel her appointments");
    book.power("inger-giver", "tor-digital", &[Area::Digital]);
    book.alone("vigdis-ser", "Vigdis Omdal", Female, 53, BERGEN)
        .story("Holds Inger's power for digital health services to see only: may not cancel");
    book.power("inger-giver", "vigdis-ser", &[Area::Digital]).may_act = false;
    book.alone("gunn-ledd", "Gunn Aasen", Female, 52, BERGEN)
        .story("Holds a power from Knut, who holds one from Inger: powers do not pass on, she reaches Knut only");
    book.power("knut-registrert", "gunn-ledd", &EVERYTHING);
}

fn not_in_force(book: &mut Book) {
    let (yesterday, tomorrow) = (book.today.saturating_sub(1.day()), book.today.saturating_add(1.day()));
    book.alone("rune-avsluttet", "Rune Falk", Male, 45, BERGEN)
        .story("Held a power from Inger that she ended: sees nothing of hers");
    book.power("inger-giver", "rune-avsluttet", &EVERYTHING).ended = true;
    book.alone("kjersti-utlopt", "Kjersti Moen", Female, 45, BERGEN)
        .story("Held a power from Inger that ran out yesterday: sees nothing of hers");
    book.power("inger-giver", "kjersti-utlopt", &EVERYTHING).ends = Some(yesterday);
    book.alone("lars-imorgen", "Lars Tveit", Male, 45, BERGEN)
        .story("Holds a power from Inger from tomorrow: sees nothing of hers today");
    book.power("inger-giver", "lars-imorgen", &EVERYTHING).starts = tomorrow;
}

fn level_bounds_the_power(book: &mut Book) {
    let (his, hers) = (book.home(DRAMMEN), book.home(DRAMMEN));
    book.cast("arne-basis", "Arne Holter", Male, 71, Some(&his))
        .story("Level Basic, with a power for all areas given to his daughter: she has no more than he has")
        .level(Level::Basic);
    book.cast("eva-datter", "Eva Holter", Female, 41, Some(&hers))
        .story("Holds her father's power for all areas, but his level is Basic: no appointments");
    book.power("arne-basis", "eva-datter", &EVERYTHING);
    book.ties("eva-datter", &["arne-basis"], RelationKind::Parent);
}
