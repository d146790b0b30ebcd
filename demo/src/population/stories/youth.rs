//! Young people at the ages where something changes (L2, R3, R4).

use people::Sex::*;

use crate::population::{
    book::{Book, EVERYTHING},
    places::*,
};

pub(super) fn write(book: &mut Book) {
    let home = book.home(OSLO);
    let home = Some(&home);
    book.cast("hilde-mor", "Hilde Strømseth", Female, 45, home)
        .story("Mother of two of 14: has consented to the log-in of one and not of the other");
    let mother = book.person_id("hilde-mor");
    let born = book.aged(14);
    book.cast_born("marius-14", "Marius Strømseth", Male, born, home)
        .story("Youth of 14 with a parent's consent: a few services, own appointments with GP and municipality")
        .consent_of(mother);
    book.cast_born("sofie-14", "Sofie Strømseth", Female, born, home)
        .story("Youth of 14, a twin, without a parent's consent: sees the school nurse and nothing else");
    for twin in ["marius-14", "sofie-14"] {
        book.parents(twin, &["hilde-mor"]);
    }
    birthdays(book);
    hidden_items(book);
    let home = book.home(TRONDHEIM);
    book.cast("aksel-17", "Aksel Tronsmo", Male, 17, Some(&home))
        .story("Young adult of 17 with full use of his own; his aunt holds a power from him");
    book.cast("grete-tante", "Grete Tronsmo", Female, 48, None).story("Aunt who holds a power from her nephew of 17");
    book.power("aksel-17", "grete-tante", &EVERYTHING);
}

/// Each on the day before or the day itself, with a parent to see the change.
fn birthdays(book: &mut Book) {
    let home = book.home(STAVANGER);
    let home = Some(&home);
    book.cast("trond-far", "Trond Haugland", Male, 47, home)
        .story("Father of five at the ages where a parent's access changes");
    let father = book.person_id("trond-far");
    let mut child = |id, name, sex, age, days, story| {
        let born = book.becomes(age, days);
        book.cast_born(id, name, sex, born, home).story(story);
        book.parents(id, &["trond-far"]);
    };
    child("jakob-11", "Jakob Haugland", Male, 12, 1, "Becomes 12 tomorrow: from then his father sees less");
    child("oda-12", "Oda Haugland", Female, 13, 1, "Becomes 13 tomorrow: from then she may log in herself");
    child("vilde-13", "Vilde Haugland", Female, 13, 0, "Became 13 today: may log in from today");
    child(
        "filip-15",
        "Filip Haugland",
        Male,
        16,
        1,
        "Becomes 16 tomorrow: today his father sees his for the last time",
    );
    child("thea-16", "Thea Haugland", Female, 16, 0, "Became 16 today: her father sees nothing, she meets the terms");
    book.persona("filip-15").consent_of(father);
}

/// The items themselves come with the appointments.
fn hidden_items(book: &mut Book) {
    let home = book.home(KRISTIANSAND);
    let home = Some(&home);
    book.cast("marit-mor", "Marit Lindland", Female, 43, home)
        .story("Mother of two, one with an appointment hidden from her: must find no trace of it");
    let mother = book.person_id("marit-mor");
    book.cast("ella-15", "Ella Lindland", Female, 15, home)
        .story("Youth of 15 with a parent's consent: one of her appointments is hidden from her parents")
        .consent_of(mother);
    book.cast("noah-13", "Noah Lindland", Male, 13, home)
        .story("Youth of 13 with a parent's consent: one of his appointments is hidden from him")
        .consent_of(mother);
    for child in ["ella-15", "noah-13"] {
        book.parents(child, &["marit-mor"]);
    }
}
