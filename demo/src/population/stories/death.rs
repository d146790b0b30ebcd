//! The dead, and those they leave.

use jiff::Span;
use people::{RelationKind, Sex::*, Status};

use crate::population::{
    book::{Book, EVERYTHING},
    places::*,
};

pub(super) fn write(book: &mut Book) {
    dead_relative(book);
    dead_parent(book);
    only_parent_at_home_died(book);
}

fn dies(book: &mut Book, id: &str, days_ago: i32) {
    let on = book.today.saturating_sub(Span::new().days(days_ago));
    book.persona(id).edit(|it| (it.status, it.died) = (Status::Dead, Some(on)));
}

fn dead_relative(book: &mut Book) {
    let (hers, his) = (book.home(BERGEN), book.home(BERGEN));
    book.cast("einar-dod", "Einar Sletten", Male, 86, Some(&his))
        .story("Died two weeks ago: nobody logs in as him, the power he gave opens nothing");
    book.cast("wenche-datter", "Wenche Sletten", Female, 57, Some(&hers))
        .story("Daughter of a dead man whose power she held");
    book.power("einar-dod", "wenche-datter", &EVERYTHING);
    book.ties("wenche-datter", &["einar-dod"], RelationKind::Parent);
    dies(book, "einar-dod", 14);
}

fn dead_parent(book: &mut Book) {
    let home = book.home(TRONDHEIM);
    book.cast("solveig-enke", "Solveig Aune", Female, 38, Some(&home)).story("Widow who represents her son of 4");
    book.cast("even-dod", "Even Aune", Male, 40, Some(&home)).story("Dead father of a boy of 4: represents nobody");
    book.cast("odin-4", "Odin Aune", Male, 4, Some(&home))
        .story("Child of 4 whose father is dead: his mother represents him");
    book.parents("odin-4", &["solveig-enke", "even-dod"]);
    book.ties("solveig-enke", &["even-dod"], RelationKind::Spouse);
    dies(book, "even-dod", 200);
}

fn only_parent_at_home_died(book: &mut Book) {
    let (hers, his) = (book.home(KARASJOK), book.home(TROMSO));
    book.cast("inga-dod", "Inga Hætta", Female, 35, Some(&hers))
        .story("Dead mother, the only parent registered with her daughter of 9");
    book.cast("mikkel-far", "Mikkel Utsi", Male, 37, Some(&his)).story(
        "Father elsewhere, of a girl whose mother at home is dead: may not represent her until one of them moves",
    );
    book.cast("sanna-9", "Sanna Hætta", Female, 9, Some(&hers))
        .story("Child of 9 whose only parent at home is dead: nobody represents her until she or her father moves");
    book.parents("sanna-9", &["inga-dod", "mikkel-far"]);
    dies(book, "inga-dod", 3);
}
