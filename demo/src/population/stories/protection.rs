//! Address protection (R8): neither represents nor is represented, and is located nowhere.

use people::{Protection, Sex::*};

use crate::population::{
    book::{Book, EVERYTHING},
    places::*,
};

pub(super) fn write(book: &mut Book) {
    adults(book);
    protected_child(book);
    protected_parent(book);
}

fn adults(book: &mut Book) {
    book.cast("unni-kode6", "Unni Granli", Female, 34, None)
        .story("Strictly confidential address (code 6): uses all for herself; nothing says where she lives")
        .edit(|it| it.protection = Protection::StrictlyConfidential);
    book.alone("jan-kode7", "Jan Lervik", Male, 49, BODO)
        .story("Confidential address (code 7): uses all for himself, holds a power that gives him nothing")
        .edit(|it| it.protection = Protection::Confidential);
    book.alone("else-giver", "Else Lervik", Female, 75, BODO)
        .story("Has given a power to a son with a confidential address: he cannot use it");
    book.power("else-giver", "jan-kode7", &EVERYTHING);
    book.alone("siv-klient", "Siv Rudi", Female, 55, OSLO)
        .story("Client address: not a protection, everything as for others")
        .edit(|it| it.protection = Protection::Client);
}

fn protected_child(book: &mut Book) {
    let home = book.home(KRISTIANSAND);
    book.cast("lena-mor", "Lena Sandvik", Female, 36, Some(&home)).story(
        "Mother of a child with a strictly confidential address: may not represent her, and finds no trace of her",
    );
    book.cast("tuva-kode6", "Tuva Sandvik", Female, 7, None)
        .story("Child of 7 with a strictly confidential address (code 6): nobody represents her")
        .edit(|it| it.protection = Protection::StrictlyConfidential);
    book.cast("leo-kode7", "Leo Sandvik", Male, 14, Some(&home))
        .story("Youth of 14 with a confidential address (code 7): logs in himself, nobody represents him")
        .edit(|it| it.protection = Protection::Confidential);
    for child in ["tuva-kode6", "leo-kode7"] {
        book.parents(child, &["lena-mor"]);
    }
}

fn protected_parent(book: &mut Book) {
    let home = book.home(TRONDHEIM);
    book.cast("stian-kode7", "Stian Hovde", Male, 41, Some(&home))
        .story("Father with a confidential address (code 7) of a child without: may not represent him")
        .edit(|it| it.protection = Protection::Confidential);
    book.cast("iver-9", "Iver Hovde", Male, 9, Some(&home))
        .story("Child of 9 whose father has a confidential address: the father may not represent him");
    book.parents("iver-9", &["stian-kode7"]);
}
