//! Places as a list and a comparison show them.

use jiff::civil::Date;
use treatments::{Chosen, Place, Stage, Wait};

use super::{filter, is_old};
use crate::{Form, Words};

/// A place in the list.
pub struct PlaceRow {
    pub organisation: String,
    pub name: String,
    /// "Helse Vest, Bergen", and how far it is.
    pub where_to: String,
    pub address: String,
    /// That it is private, in words.
    pub private: Option<String>,
    pub telephone: Option<String>,
    pub web: Option<String>,
    pub waits: Vec<WaitRow>,
    pub is_marked: bool,
}

/// A waiting time of a place.
pub struct WaitRow {
    pub stage: String,
    /// "7 uker".
    pub weeks: String,
    /// "Oppdatert 15. november 2026".
    pub updated: String,
    pub is_old: bool,
}

/// A line of a comparison: the same fact of each place.
pub struct Fact {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// What stands in it.
pub struct Cell {
    pub text: String,
    /// A second line, muted.
    pub note: String,
    /// Where the text leads.
    pub href: Option<String>,
}

impl Cell {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), note: String::new(), href: None }
    }
}

/// A place of the list; marked where the form marks it.
pub fn place(chosen: &Chosen, form: &Form, words: &Words, today: Date) -> PlaceRow {
    let place = &chosen.offer.place;
    let far = chosen.kilometres.map(|km| kilometres(words, km));
    let where_to = [Some(place.region.name().to_owned()), Some(place.municipality_name.clone()), far];
    PlaceRow {
        organisation: place.organisation.clone(),
        name: place.name.clone(),
        where_to: where_to.into_iter().flatten().collect::<Vec<_>>().join(", "),
        address: place.address(),
        private: place.private_agreement.then(|| words.t("treatments-private").to_owned()),
        telephone: place.telephone.clone(),
        web: place.web.clone(),
        waits: chosen.offer.waits.iter().map(|(stage, wait)| row(*stage, *wait, words, today)).collect(),
        is_marked: form.holds("sted", &place.organisation),
    }
}

fn row(stage: Stage, wait: Wait, words: &Words, today: Date) -> WaitRow {
    WaitRow {
        stage: filter::stage(words, stage).to_owned(),
        weeks: words.say("treatments-weeks").with("count", u32::from(wait.weeks)).to_string(),
        updated: words.say("treatments-updated").with("day", words.short_day(wait.updated)).to_string(),
        is_old: is_old(wait.updated, today),
    }
}

fn kilometres(words: &Words, km: u32) -> String {
    words.say("treatments-kilometres").with("count", km).to_string()
}

/// The facts of some places side by side: what they offer, how long one waits, and how to reach them.
pub fn facts(places: &[&Chosen], words: &Words, today: Date) -> Vec<Fact> {
    let line = |key: &str, cell: &dyn Fn(&Chosen) -> Cell| Fact {
        name: words.t(key).to_owned(),
        cells: places.iter().map(|it| cell(it)).collect(),
    };
    let of = |read: fn(&Place) -> String| move |it: &Chosen| Cell::new(read(&it.offer.place));
    let mut facts: Vec<Fact> = waits(places, words, today);
    if places.iter().any(|it| it.kilometres.is_some()) {
        let unknown = words.t("treatments-distance-unknown");
        let far = |it: &Chosen| it.kilometres.map_or_else(|| unknown.to_owned(), |km| kilometres(words, km));
        facts.push(line("treatments-far", &|it| Cell::new(far(it))));
    }
    let owner = |it: &Chosen| {
        let key = if it.offer.place.private_agreement { "treatments-private" } else { "treatments-public" };
        Cell::new(words.t(key))
    };
    facts.push(line("treatments-owner", &owner));
    facts.push(line("treatments-region", &of(|it| it.region.name().to_owned())));
    facts.push(line("treatments-address", &of(Place::address)));
    let none = words.t("treatments-none");
    facts.push(line("treatments-telephone", &|it| linked(it.offer.place.telephone.as_deref(), none, telephone)));
    facts.push(line("treatments-web", &|it| linked(it.offer.place.web.as_deref(), none, str::to_owned)));
    facts
}

/// The waiting times for each stage that one of them offers.
fn waits(places: &[&Chosen], words: &Words, today: Date) -> Vec<Fact> {
    let offered = Stage::ALL.iter().copied().filter(|stage| places.iter().any(|it| it.offer.wait(*stage).is_some()));
    let cell = |it: &Chosen, stage: Stage| match it.offer.wait(stage) {
        Some(wait) => {
            let row = row(stage, wait, words, today);
            Cell { note: row.updated, ..Cell::new(row.weeks) }
        }
        None => Cell::new(words.t("treatments-not-offered")),
    };
    let fact = |stage: Stage| Fact {
        name: filter::stage(words, stage).to_owned(),
        cells: places.iter().map(|it| cell(it, stage)).collect(),
    };
    offered.map(fact).collect()
}

fn linked(text: Option<&str>, none: &str, href: fn(&str) -> String) -> Cell {
    // "asheim-sykehus.example": what comes before it says nothing to a reader.
    let short =
        |text: &str| text.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
    text.map_or_else(|| Cell::new(none), |text| Cell { href: Some(href(text)), ..Cell::new(short(text)) })
}

fn telephone(number: &str) -> String {
    let digits = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+');
    ["tel:".to_owned(), digits.collect()].concat()
}
