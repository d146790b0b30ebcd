//! Families where the municipality has connected nothing (L6, C10).

use people::Sex::*;

use crate::population::{book::Book, places::FYRESDAL};

pub(super) fn write(book: &mut Book) {
    let home = book.home(FYRESDAL);
    book.cast("guro-mor", "Guro Moland", Female, 34, Some(&home))
        .story("Mother in a municipality that has connected no service: no health centre to write to for her child");
    book.cast("eivind-4", "Eivind Moland", Male, 4, Some(&home))
        .story("Child of 4 in a municipality that has connected no service");
    book.parents("eivind-4", &["guro-mor"]);
}
