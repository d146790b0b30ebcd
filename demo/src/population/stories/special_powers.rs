//! Powers on a doctor's certificate and for the pharmacy (R6, R9).

use access::rules::{PowerKind, latest_attested_end};
use people::{RelationKind, Sex::*};

use crate::population::{
    book::{Book, EVERYTHING},
    places::{BERGEN, TRONDHEIM},
};

pub(super) fn write(book: &mut Book) {
    attested(book);
    pharmacy(book);
}

fn attested(book: &mut Book) {
    let home = book.home(TRONDHEIM);
    book.cast("signe-89", "Signe Ramsøy", Female, 89, Some(&home))
        .story("Cannot decide for herself any more and has never used the portal: a doctor has certified it")
        .no_level();
    book.alone("turid-datter", "Turid Ramsøy", Female, 60, TRONDHEIM)
        .story("Holds a power for her mother of 89 on a doctor's certificate, registered by guidance for five years");
    book.ties("turid-datter", &["signe-89"], RelationKind::Parent);
    let power = book.power("signe-89", "turid-datter", &EVERYTHING);
    (power.kind, power.ends) = (PowerKind::Attested, Some(latest_attested_end(power.starts)));
}

fn pharmacy(book: &mut Book) {
    book.alone("arvid-apotek", "Arvid Selnes", Male, 74, BERGEN)
        .story("Lets a neighbour collect his medicines: a power for the pharmacy, with a code both of them see");
    book.alone("mette-nabo", "Mette Heggland", Female, 47, BERGEN)
        .story("Collects a neighbour's medicines by a code: sees nothing else of his");
    book.power("arvid-apotek", "mette-nabo", &[]).kind = PowerKind::Pharmacy;
}
