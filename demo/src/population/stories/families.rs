//! Children and who may represent them (R2).

use people::{RelationKind, Sex::*};

use crate::population::{book::Book, places::*};

pub(super) fn write(book: &mut Book) {
    same_address(book);
    two_addresses(book);
    neither_address(book);
    without_responsibility(book);
    two_mothers(book);
    child_without_level(book);
}

fn same_address(book: &mut Book) {
    let home = book.home(BERGEN);
    let home = Some(&home);
    book.cast("kari-mor", "Kari Nordvik", Female, 39, home)
        .story("Mother who lives with her children of 3, 8 and 12 and their father: represents all three");
    book.cast("ola-far", "Ola Nordvik", Male, 42, home)
        .story("Father who lives with his children of 3, 8 and 12 and their mother: represents all three");
    book.cast("nora-3", "Nora Nordvik", Female, 3, home)
        .story("Child of 3: no log-in of her own, both parents see everything");
    book.cast("jonas-8", "Jonas Nordvik", Male, 8, home)
        .story("Child of 8: no log-in of his own, both parents see everything");
    book.cast("emma-12", "Emma Nordvik", Female, 12, home)
        .story("Child of 12: too young to log in, her parents see less than before");
    for child in ["nora-3", "jonas-8", "emma-12"] {
        book.parents(child, &["kari-mor", "ola-far"]);
    }
    book.ties("kari-mor", &["ola-far"], RelationKind::Spouse);
}

fn two_addresses(book: &mut Book) {
    let (hers, his) = (book.home(OSLO), book.home(DRAMMEN));
    book.cast("liv-mor", "Liv Hagestad", Female, 36, Some(&hers))
        .story("Mother at another address than the father: her son of 8 lives with her, both represent him");
    book.cast("per-far", "Per Moberg", Male, 37, Some(&his))
        .story("Father at another address than his son of 8: represents him, because the mother lives with the boy");
    book.cast("sander-8", "Sander Hagestad", Male, 8, Some(&hers))
        .story("Child of 8 whose parents live apart: both represent him");
    book.parents("sander-8", &["liv-mor", "per-far"]);
}

fn neither_address(book: &mut Book) {
    let (parents, grandmother) = (book.home(STAVANGER), book.home(KRISTIANSAND));
    book.cast("tone-mor", "Tone Fjellro", Female, 40, Some(&parents))
        .story("Mother whose daughter of 10 is registered at her grandmother's: may not represent her");
    book.cast("geir-far", "Geir Fjellro", Male, 44, Some(&parents))
        .story("Father whose daughter of 10 is registered at her grandmother's: may not represent her");
    book.cast("borghild-mormor", "Borghild Lia", Female, 68, Some(&grandmother)).story(
        "Grandmother with her granddaughter of 10 at her address: no parental responsibility, may not represent her",
    );
    book.cast("ida-10", "Ida Fjellro", Female, 10, Some(&grandmother))
        .story("Child of 10 with neither parent at her address: nobody represents her");
    book.parents("ida-10", &["tone-mor", "geir-far"]);
}

fn without_responsibility(book: &mut Book) {
    let home = book.home(TRONDHEIM);
    book.cast("mona-mor", "Mona Risvik", Female, 33, Some(&home))
        .story("Mother with sole parental responsibility for her daughter of 6");
    book.cast("roar-far", "Roar Kvistad", Male, 35, Some(&home))
        .story("Father at his daughter's address, without parental responsibility: may not represent her");
    book.cast("tiril-6", "Tiril Risvik", Female, 6, Some(&home))
        .story("Child of 6 whose mother alone has parental responsibility");
    book.parents("tiril-6", &["mona-mor"]);
    book.ties("tiril-6", &["roar-far"], RelationKind::Parent);
}

fn two_mothers(book: &mut Book) {
    let home = book.home(TROMSO);
    book.cast("anne-mor", "Anne Skarvøy", Female, 31, Some(&home))
        .story("Mother of a baby, with a co-mother: both represent him");
    book.cast("silje-medmor", "Silje Skarvøy", Female, 34, Some(&home))
        .story("Co-mother of a baby: represents him as a mother does");
    book.cast("ask-0", "Ask Skarvøy", Male, 0, Some(&home)).story("Baby with two mothers: both represent him");
    book.parents("ask-0", &["anne-mor", "silje-medmor"]);
    book.ties("anne-mor", &["silje-medmor"], RelationKind::Spouse);
}

fn child_without_level(book: &mut Book) {
    let home = book.home(BODO);
    book.cast("stine-mor", "Stine Vollan", Female, 29, Some(&home))
        .story("Mother who has not yet chosen a level for her daughter of 5: the services wait for that choice");
    book.cast("leah-5", "Leah Vollan", Female, 5, Some(&home))
        .story("Child of 5 for whom no level is chosen")
        .no_level();
    book.parents("leah-5", &["stine-mor"]);
}
