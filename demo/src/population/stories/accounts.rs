//! Levels, terms, removed access and municipalities (L3, L6, L7, S2).

use access::rules::Level;
use people::Sex::*;

use crate::population::{book::Book, places::*};

pub(super) fn write(book: &mut Book) {
    levels(book);
    closed(book);
    municipalities(book);
}

fn levels(book: &mut Book) {
    book.alone("per-full", "Per Gundersrud", Male, 46, OSLO).story("An ordinary adult at level Full: begin here");
    book.alone("randi-basis", "Randi Lunde", Female, 58, OSLO)
        .story("Level Basic: no appointments, no patient record")
        .level(Level::Basic);
    book.alone("terje-pluss", "Terje Ness", Male, 62, STAVANGER)
        .story("Level Basic+: the patient record, but no appointments")
        .level(Level::BasicPlus);
    book.alone("nina-ny", "Nina Berge", Female, 27, TRONDHEIM)
        .story("Has never accepted the terms: meets them at the first log-in")
        .no_level();
}

fn closed(book: &mut Book) {
    let home = book.home(DRAMMEN);
    let home = Some(&home);
    book.cast("helene-stengt", "Helene Vik", Female, 38, home)
        .story("Has removed her own access to all services; still represents her daughter of 7")
        .restrict(|it| it.access_removed = true);
    book.cast("mia-7", "Mia Vik", Female, 7, home)
        .story("Child of 7 whose mother has removed her own access: the mother still represents her");
    book.cast("emil-9", "Emil Vik", Male, 9, home)
        .story("Child of 9 whose access a parent has removed: the services are closed to the parent too")
        .restrict(|it| it.access_removed = true);
    for child in ["mia-7", "emil-9"] {
        book.parents(child, &["helene-stengt"]);
    }
    book.alone("olav-journal", "Olav Brandt", Male, 51, OSLO)
        .story("Has removed digital access to his patient record alone")
        .restrict(|it| it.patient_record_removed = true);
    book.alone("maja-av", "Maja Dahl", Female, 33, OSLO)
        .story("Has switched off the appointments service for herself and those who act for her")
        .restrict(|it| it.services_off.push("appointments".to_owned()));
}

fn municipalities(book: &mut Book) {
    book.alone("gunnar-fyresdal", "Gunnar Moland", Male, 60, FYRESDAL)
        .story("Lives in a municipality that has connected no service: municipal services say so");
    book.alone("elle-karasjok", "Elle Somby", Female, 37, KARASJOK)
        .story("Lives in Kárášjohka – Karasjok, where Sámi and Norwegian are equal");
}
