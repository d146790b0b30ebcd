//! Reads the postal service's own register: a line for a postal code, five columns with tabs between them.

use std::{borrow::Cow, collections::BTreeMap};

use thiserror::Error;

use crate::{Municipality, PostalCode, PostalRegister};

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct LineError {
    /// From 1.
    pub line: usize,
    pub fault: LineFault,
}

/// What is to be mended.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum LineFault {
    #[error(
        "has {0} columns; write postal code, place, municipality number, municipality name and category with tabs between"
    )]
    Columns(usize),
    #[error("the postal code in column 1 has four digits")]
    Code,
    #[error("column 2 is empty; write the name of the place")]
    Place,
    #[error("the municipality number in column 3 has four digits")]
    Number,
    #[error("column 4 is empty; write the name of the municipality")]
    Name,
    #[error("the category in column 5 is one letter")]
    Category,
    #[error("the postal code stands in line {0} already; keep one of them")]
    Twice(usize),
    #[error("the municipality has another name in line {0}; write the same in both")]
    Names(usize),
    #[error("there is no line; fetch the register anew")]
    Empty,
}

impl PostalRegister {
    /// Reads a file whole, in UTF-8, or ISO-8859-1 with what Windows adds to it (so the postal service writes letters of
    /// Sámi). Names in capitals become names as people write them.
    ///
    /// # Errors
    /// Every line that is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<LineError>> {
        let text = decoded(bytes);
        let (mut codes, mut names, mut faults) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (line, row) in (1..).zip(text.lines()).filter(|(_, row)| !row.trim().is_empty()) {
            if let Err(fault) = take(line, row, &mut codes, &mut names) {
                faults.push(LineError { line, fault });
            }
        }
        if codes.is_empty() && faults.is_empty() {
            faults.push(LineError { line: 1, fault: LineFault::Empty });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            municipalities: names.into_iter().map(|(number, (_, name))| Municipality::new(number, &name)).collect(),
            codes: codes.into_values().map(|(_, code)| code).collect(),
        })
    }
}

/// Takes one line, with where it stood.
fn take(
    line: usize,
    row: &str,
    codes: &mut BTreeMap<String, (usize, PostalCode)>,
    names: &mut BTreeMap<String, (usize, String)>,
) -> Result<(), LineFault> {
    let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
    let [code, place, number, name, category] = columns[..] else { return Err(LineFault::Columns(columns.len())) };
    let four = |digits: &str| digits.len() == 4 && digits.bytes().all(|sign| sign.is_ascii_digit());
    match () {
        () if !four(code) => return Err(LineFault::Code),
        () if place.is_empty() => return Err(LineFault::Place),
        () if !four(number) => return Err(LineFault::Number),
        () if name.is_empty() => return Err(LineFault::Name),
        () if category.chars().count() > 1 => return Err(LineFault::Category),
        () => {}
    }
    let name = official(name);
    if let Some((first, _)) = names.get(number).filter(|(_, known)| *known != name) {
        return Err(LineFault::Names(*first));
    }
    if let Some((first, _)) = codes.get(code) {
        return Err(LineFault::Twice(*first));
    }
    names.entry(number.to_owned()).or_insert((line, name));
    let (place, municipality) = (written(place), number.to_owned());
    let code = PostalCode { code: code.to_owned(), place, municipality, category: category.to_owned() };
    codes.insert(code.code.clone(), (line, code));
    Ok(())
}

/// Windows-1252 from 0x80 to 0x9F, where ISO-8859-1 has no letters.
#[rustfmt::skip] // two lines of a code page
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Err(_) => Cow::Owned(
            bytes
                .iter()
                .map(|&byte| match byte {
                    0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
                    other => char::from(other),
                })
                .collect(),
        ),
    }
}

/// The names of a municipality, each as people write it, with the sign between them that is official.
fn official(name: &str) -> String {
    let parts = name.split(" - ").flat_map(|part| part.split(" – ")).flat_map(|part| part.split('/'));
    parts.map(|part| written(part.trim())).collect::<Vec<_>>().join(" – ")
}

/// A name that is all in capitals as people write it: "MO I RANA" is "Mo i Rana". Others stay as they are.
fn written(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split(' ').enumerate().map(|(at, word)| match word {
        "I" | "OG" | "PÅ" | "VED" | "AV" if at > 0 => word.to_lowercase(),
        _ => capitalised(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The first letter, and each after a sign, as it is; the rest small.
fn capitalised(word: &str) -> String {
    let mut begins = true;
    let letter = |letter: char| {
        let first = std::mem::replace(&mut begins, !letter.is_alphabetic());
        if first { letter.to_string() } else { letter.to_lowercase().collect() }
    };
    word.chars().map(letter).collect()
}
