//! A father with home care, who has yet to give his son a power (R5, R7).

use people::{RelationKind, Sex::*};

use crate::population::{
    book::Book,
    places::{STAVANGER, TROMSO},
};

pub(super) fn write(book: &mut Book) {
    let (his, the_sons) = (book.home(TROMSO), book.home(STAVANGER));
    book.cast("arne-82", "Arne Lyngstad", Male, 82, Some(&his))
        .story("Father of 82 with home care three times a day, who has given nobody a power");
    book.cast("eirik-sonn", "Eirik Lyngstad", Male, 51, Some(&the_sons))
        .story("Son of a father of 82 with home care: holds no power from him yet");
    book.ties("eirik-sonn", &["arne-82"], RelationKind::Parent);
}
