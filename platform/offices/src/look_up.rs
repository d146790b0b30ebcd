//! From what people type, a municipality's name, a place or a postal code, to the municipality (P5).

use std::collections::BTreeSet;

use db::{DbError, args};

use crate::{Municipality, Offices};

/// More are no help to choose from.
const MOST: usize = 40;

/// What was found for what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookUp {
    /// Digits that are no postal code.
    UnknownCode,
    /// Nothing is called so: the municipalities that are called nearly so.
    Nothing { near: Vec<Municipality> },
    /// One or more.
    Found(Vec<Found>),
}

/// A municipality that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub municipality: Municipality,
    /// The place it was found by, where it was not the municipality's own name.
    pub place: Option<String>,
}

/// A name without what people write differently: case, accents, hyphens, doubled letters, and older spellings (Aalesund,
/// Christiansand, Throndhjem). Letters from a to z only.
pub fn fold(name: &str) -> String {
    let mut folded: String = name.to_lowercase().chars().filter_map(plain).collect();
    let older = [("ae", "a"), ("oe", "o"), ("ch", "k"), ("hj", "h"), ("th", "t"), ("c", "k"), ("w", "v"), ("z", "s")];
    folded = older.iter().fold(folded, |name, (older, newer)| name.replace(older, newer));
    let mut folded = folded.into_bytes();
    folded.dedup();
    String::from_utf8(folded).unwrap_or_default()
}

/// A small letter without its marks; `None` for what is no letter of a name.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'å' | 'á' | 'à' | 'ä' | 'æ' | 'â' => 'a',
        'ø' | 'ö' | 'ó' | 'ô' => 'o',
        'é' | 'è' | 'ê' => 'e',
        'ï' | 'í' => 'i',
        'ü' | 'ú' => 'u',
        'č' => 'c',
        'đ' => 'd',
        'ŋ' | 'ń' => 'n',
        'š' => 's',
        'ŧ' => 't',
        'ž' => 'z',
        'a'..='z' => letter,
        _ => return None,
    })
}

impl Offices {
    /// The municipalities that are meant by what was typed.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn look_up(&self, typed: &str) -> Result<LookUp, DbError> {
        let typed = typed.trim();
        if typed.starts_with(|sign: char| sign.is_ascii_digit()) {
            return self.by_code(typed).await;
        }
        let name = typed.to_lowercase();
        let name = fold(["kommune", "municipality"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name));
        let mut found = self.by_name(&name, &name).await?;
        if found.is_empty() && name.len() > 1 {
            found = self.by_name(&name, &format!("{name}%")).await?;
        }
        Ok(if found.is_empty() { LookUp::Nothing { near: self.near(&name).await? } } else { LookUp::Found(found) })
    }

    /// Those that are called exactly this, by their own name or a postal code's digits: for a search of other things.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn called(&self, typed: &str) -> Result<Vec<Found>, DbError> {
        let name = fold(typed);
        match self.look_up(typed).await? {
            LookUp::Found(found) => {
                let is_it = |it: &Found| match &it.place {
                    Some(place) => fold(place) == name || name.is_empty(),
                    None => name.is_empty() || it.municipality.names.iter().any(|own| fold(own) == name),
                };
                Ok(found.into_iter().filter(is_it).collect())
            }
            _ => Ok(Vec::new()),
        }
    }

    /// By a postal code, with or without the place behind it; else by the municipality's own number.
    async fn by_code(&self, typed: &str) -> Result<LookUp, DbError> {
        let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
        let code = self.postal_code(&digits).await?;
        let (number, place) = code.map_or((digits, None), |code| (code.municipality, Some(code.place)));
        let found = self.municipality(&number).await?;
        let place = |it: &Municipality| place.filter(|place| !it.names.iter().any(|name| fold(name) == fold(place)));
        Ok(found.map_or(LookUp::UnknownCode, |it| LookUp::Found(vec![Found { place: place(&it), municipality: it }])))
    }

    /// Those of which a name is `name`, or begins as `pattern`: municipalities' own names before names of places.
    async fn by_name(&self, name: &str, pattern: &str) -> Result<Vec<Found>, DbError> {
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let own = "SELECT DISTINCT municipality, name FROM municipality_names WHERE folded LIKE $1 ORDER BY name";
        let places = "SELECT DISTINCT municipality, place FROM postal_codes WHERE folded LIKE $1 ORDER BY place";
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for (sql, is_own) in [(own, true), (places, false)] {
            for row in self.0.fetch_all(sql, args![pattern]).await? {
                if found.len() < MOST && seen.insert(row.text(0)?) {
                    let municipality = self.municipality(row.str(0)?).await?;
                    let place = if is_own { None } else { Some(row.text(1)?) };
                    found.extend(municipality.map(|municipality| Found { municipality, place }));
                }
            }
        }
        Ok(found)
    }

    /// The municipalities of which a name differs in one letter, in two where it is long.
    async fn near(&self, name: &str) -> Result<Vec<Municipality>, DbError> {
        let far = match name.len() {
            0..=3 => return Ok(Vec::new()),
            4..=7 => 1,
            _ => 2,
        };
        let is_near = |it: &Municipality| it.names.iter().any(|own| distance(&fold(own), name) <= far);
        Ok(self.municipalities().await?.into_iter().filter(is_near).take(MOST).collect())
    }
}

/// How many letters are to be added, taken away or changed to make one of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.bytes().enumerate() {
            let changed = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_written() {
        for (one, other) in [
            ("Tromsø", "TROMSOE"),
            ("Ålesund", "Aalesund"),
            ("Kárášjohka", "karasjohka"),
            ("Kristiansand", "Christianssand"),
            ("Trondheim", "trondheim"),
            ("Bærum", "Baerum"),
            ("Nord-Fron", "nordfron"),
            ("Trondhjem", "Throndhiem".replace("hi", "hj").as_str()),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        assert_eq!(fold("100 % _"), "", "nothing that the database would read as a pattern");
        assert_eq!((distance("karasjok", "karasjok"), distance("tromso", "tromo"), distance("", "abc")), (0, 1, 3));
    }
}
