//! Names for people who do not exist.

use people::{Name, Sex};

use super::dice::Dice;

#[rustfmt::skip] // one name a line would fill the file
const WOMEN: [&str; 64] = [
    "Agnes", "Alva", "Amalie", "Ane", "Anita", "Astri", "Aud", "Berit", "Birgit", "Bodil", "Camilla", "Dagny",
    "Eli", "Elin", "Ellinor", "Eva", "Frida", "Gerd", "Gro", "Guro", "Hanna", "Hedda", "Helga", "Herdis", "Hege",
    "Ida", "Ingeborg", "Ingrid", "Iselin", "Jenny", "Johanne", "Jorunn", "Kaja", "Karen", "Kine", "Kjersti",
    "Laila", "Lene", "Lise", "Live", "Magnhild", "Mari", "Marte", "Mia", "Nina", "Oddny", "Oline", "Pia", "Ragna",
    "Ragnhild", "Sara", "Selma", "Signe", "Siri", "Solveig", "Sunniva", "Synne", "Tuva", "Turid", "Unn", "Vilja",
    "Wenche", "Yngvild", "Åshild",
];

#[rustfmt::skip] // one name a line would fill the file
const MEN: [&str; 64] = [
    "Adrian", "Amund", "Anders", "Are", "Arvid", "Asbjørn", "Aslak", "Birger", "Bård", "Dag", "Edvard", "Eirik",
    "Emil", "Erling", "Espen", "Even", "Finn", "Fredrik", "Frode", "Gaute", "Georg", "Gjermund", "Halvor", "Harald",
    "Henrik", "Håkon", "Ingvar", "Isak", "Iver", "Jan", "Jens", "Joakim", "Johan", "Karsten", "Kjell", "Kristian",
    "Lars", "Leif", "Magnus", "Mathias", "Mikkel", "Nils", "Odd", "Oddvar", "Oskar", "Peder", "Petter", "Ragnar",
    "Reidar", "Rolf", "Sigurd", "Sindre", "Sivert", "Snorre", "Steinar", "Sverre", "Tarjei", "Terje", "Torbjørn",
    "Trygve", "Ulrik", "Vegard", "Øystein", "Åsmund",
];

#[rustfmt::skip] // one name a line would fill the file
const FAMILIES: [&str; 80] = [
    "Aabakken", "Alnes", "Askvik", "Aune", "Bakkerud", "Berglund", "Bjerknes", "Bjørnstad", "Brattland", "Brekkhus",
    "Bråten", "Dahlby", "Djupvik", "Eide", "Eikrem", "Ekeland", "Elvestad", "Engebakk", "Fagerli", "Fjeldheim",
    "Flatmo", "Fossnes", "Furuset", "Gjelsvik", "Granlund", "Grønnestad", "Haugsvær", "Heggelund", "Helland",
    "Hjelle", "Holmvik", "Horgen", "Husby", "Indrebø", "Jordal", "Kalvik", "Kleppe", "Kvamme", "Kverndal",
    "Langnes", "Leirvåg", "Lillebakken", "Lindstrøm", "Lundemo", "Løkken", "Midtgård", "Moldskred", "Myrvang",
    "Nedrelid", "Nesheim", "Nygjerde", "Nymoen", "Opheim", "Ravnås", "Reinås", "Rognli", "Rønningen", "Sandbakk",
    "Selvåg", "Sjøvold", "Skagestad", "Skogheim", "Solbakken", "Stavnes", "Steinsland", "Storhaug", "Sunde",
    "Sæther", "Tangvik", "Teigland", "Tjelta", "Torgersrud", "Tveitan", "Ulvestad", "Vangsnes", "Vassbotn",
    "Vikøren", "Yttervåg", "Øyehaug", "Ådland",
];

/// Another family name.
pub(super) fn family(dice: &mut Dice) -> &'static str {
    FAMILIES[dice.below(FAMILIES.len() as u64) as usize]
}

/// A name in a family; one in five has a middle name.
pub(super) fn name(sex: Sex, family: &str, dice: &mut Dice) -> Name {
    let given = if sex == Sex::Female { dice.pick(&WOMEN) } else { dice.pick(&MEN) };
    let middle = dice.in_hundred(20).then(|| (*dice.pick(&FAMILIES)).to_owned()).filter(|middle| middle != family);
    Name { given: (*given).to_owned(), middle, family: family.to_owned() }
}
