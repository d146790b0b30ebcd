//! Ten municipalities, with their published numbers and names, and made-up homes in them.

use people::Address;

use super::dice::Dice;

/// A municipality of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Four digits, as published.
    pub number: &'static str,
    pub name: &'static str,
    pub postal_code: &'static str,
    pub city: &'static str,
    /// Whether the municipality is connected to the portal's municipal services (L6).
    pub connected: bool,
}

const fn place(number: &'static str, name: &'static str, postal_code: &'static str, city: &'static str) -> Place {
    Place { number, name, postal_code, city, connected: true }
}

pub const OSLO: Place = place("0301", "Oslo", "0170", "Oslo");
pub const BERGEN: Place = place("4601", "Bergen", "5018", "Bergen");
pub const TRONDHEIM: Place = place("5001", "Trondheim – Tråante", "7013", "Trondheim");
pub const STAVANGER: Place = place("1103", "Stavanger", "4006", "Stavanger");
pub const TROMSO: Place = place("5501", "Tromsø", "9008", "Tromsø");
pub const DRAMMEN: Place = place("3301", "Drammen", "3015", "Drammen");
pub const BODO: Place = place("1804", "Bodø", "8006", "Bodø");
pub const KRISTIANSAND: Place = place("4204", "Kristiansand", "4612", "Kristiansand");
pub const KARASJOK: Place = place("5610", "Kárášjohka – Karasjok", "9730", "Karasjok");
/// The one that has connected no service.
pub const FYRESDAL: Place = Place { connected: false, ..place("4032", "Fyresdal", "3870", "Fyresdal") };

/// All municipalities of the demo.
pub const PLACES: [Place; 10] =
    [OSLO, BERGEN, TRONDHEIM, STAVANGER, TROMSO, DRAMMEN, BODO, KRISTIANSAND, KARASJOK, FYRESDAL];

#[rustfmt::skip] // one name a line would fill the file
const STREETS: [&str; 24] = [
    "Bjørkelia", "Granstien", "Lærkeveien", "Kirkegata", "Skolebakken", "Nedre Torggate", "Fjellveien",
    "Strandgata", "Møllebakken", "Rognestien", "Enerhaugen", "Kaptein Voms vei", "Solsvingen", "Jernbanegata",
    "Elvebredden", "Brattbakken", "Utsikten", "Hegglia", "Blåklokkeveien", "Nordre gate", "Sagveien",
    "Øvre Markvei", "Tyttebærstien", "Hasselbakken",
];

/// Home number `n`: a dwelling of its own, at an address made up for it.
pub(super) fn home(place: &Place, n: u64, dice: &mut Dice) -> Address {
    Address {
        dwelling: format!("{}-{n:07}-H0101", place.number),
        street: format!("{} {}", dice.pick(&STREETS), dice.between(1, 89)),
        postal_code: place.postal_code.to_owned(),
        city: place.city.to_owned(),
        municipality: place.number.to_owned(),
    }
}
