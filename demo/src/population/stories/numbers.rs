//! People whose numbers changed, or say something else than the register (docs/norway.md).

use jiff::{Span, civil::date};
use people::{
    Identifier, Name, RegisterEvent, Registration,
    Sex::*,
    Status,
    number::{CheckRule, SyntheticNumbers},
};

use crate::population::{book::Book, places::*};

pub(super) fn write(book: &mut Book) {
    d_number(book);
    from_d_number(book);
    merged(book);
    other_date(book);
    rule_of_2032(book);
    let home = book.home(BODO);
    book.cast_born("skudd-2008", "Pia Skuddal", Female, date(2008, 2, 29), Some(&home))
        .story("Born on 29 February: a year older on 1 March in common years");
}

fn named(given: &str, family: &str) -> Name {
    Name { given: given.to_owned(), middle: None, family: family.to_owned() }
}

fn d_number(book: &mut Book) {
    let born = book.aged(32);
    let number = book.d_number(born);
    let person = book.person(named("Piotr", "Zielony"), Male, born, None);
    book.add("piotr-dnr", person, number)
        .story("Holder of a D-number: not a resident, no registered home")
        .edit(|it| it.status = Status::Temporary);
}

/// In use by the D-number first; the event a year ago gave the other.
fn from_d_number(book: &mut Book) {
    let (born, home) = (book.aged(30), book.home(OSLO));
    let (former, number) = (book.d_number(born), book.birth_number(born));
    let person = book.person(named("Amina", "Yusuf"), Female, born, Some(&home));
    let from = book.today.saturating_sub(Span::new().years(1));
    book.events.push(RegisterEvent::NumberChanged { person: person.id, number, from });
    book.add("amina-fnr", person, former)
        .story("Had a D-number until a year ago: the same person by either number")
        .number = number;
}

fn merged(book: &mut Book) {
    let (born, home) = (book.aged(48), book.home(DRAMMEN));
    let (former, number) = (book.birth_number(born), book.birth_number(born));
    let person = book.person(named("Viktor", "Hansrud"), Male, born, Some(&home));
    let continuing = person.id;
    book.add("viktor-slatt", person, number)
        .story("Was registered twice and merged: either number leads to the one person");
    let double = book.person(named("Viktor", "Hansrud"), Male, born, None);
    book.events.push(RegisterEvent::Merged { ended: double.id, continuing });
    let identifiers = vec![Identifier::in_use(former, born)];
    book.doubles.push(Registration { person: double, identifiers, relations: Vec::new() });
}

fn other_date(book: &mut Book) {
    let (first_thought, home) = (book.aged(26), book.home(STAVANGER));
    let number = book.birth_number(first_thought);
    let born = first_thought.saturating_sub(Span::new().years(2));
    let person = book.person(named("Samuel", "Tesfay"), Male, born, Some(&home));
    book.add("samuel-dato", person, number)
        .story("The date in his number is not his birth date: the register's date decides");
}

/// As numbers are issued from 2032: a first check digit that the rule of 1964 refuses.
fn rule_of_2032(book: &mut Book) {
    let (born, home) = (book.aged(24), book.home(TROMSO));
    let number = SyntheticNumbers::birth_numbers(born).find(|number| number.check_rule() == CheckRule::Of2032);
    let number = number.unwrap_or_else(|| book.birth_number(born));
    let person = book.person(named("Tonje", "Framnes"), Female, born, Some(&home));
    book.add("tonje-2032", person, number).story("Her number has the check digits in use from 2032");
}
