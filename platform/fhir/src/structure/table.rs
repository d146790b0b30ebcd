//! The R4 structures, read once from `definitions/r4.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// All types and code sets of R4.
#[derive(Default)]
pub(super) struct Table {
    types: HashMap<&'static str, Type>,
    sets: HashMap<&'static str, CodeSet>,
}

/// A resource, a complex data type, or a part of one (`Appointment.participant`).
#[derive(Default)]
pub(super) struct Type {
    kind: &'static str,
    base: &'static str,
    pub elements: Vec<Element>,
    /// JSON name → element and the type it then has: `valueString` leads to `value[x]` as `string`.
    by_name: HashMap<String, (usize, &'static str)>,
}

/// One element of a type.
#[derive(Clone)]
pub(super) struct Element {
    /// As in the standard: `status`, `value[x]`.
    pub name: &'static str,
    pub required: bool,
    pub many: bool,
    pub types: Vec<&'static str>,
    /// The set its code must be from.
    pub codes: Option<&'static str>,
}

/// Code systems and the codes of each that belong to the set.
pub(super) type CodeSet = Vec<(&'static str, Vec<&'static str>)>;

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../definitions/r4.txt")));

/// The table, read at the first use.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl Table {
    pub fn is_resource(&self, name: &str) -> bool {
        !matches!(name, "Resource" | "DomainResource") && self.types.get(name).is_some_and(|it| it.kind == "resource")
    }

    pub fn resources(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.types.keys().copied().filter(|name| self.is_resource(name)).collect();
        names.sort_unstable();
        names
    }

    pub fn find(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    pub fn codes(&self, set: &str) -> Option<&CodeSet> {
        self.sets.get(set)
    }
}

impl Type {
    /// The element that a JSON name stands for, and the type its value has.
    pub fn element(&self, name: &str) -> Option<(&Element, &'static str)> {
        self.by_name.get(name).map(|(at, kind)| (&self.elements[*at], *kind))
    }

    /// The JSON names that an element may have: one, or one for each type of a choice.
    pub fn names(element: &Element) -> Vec<String> {
        match element.name.strip_suffix("[x]") {
            Some(stem) => element.types.iter().map(|kind| format!("{stem}{}", capitalised(kind))).collect(),
            None => vec![element.name.to_owned()],
        }
    }

    fn index(&mut self) {
        for (at, element) in self.elements.iter().enumerate() {
            for (name, kind) in Self::names(element).into_iter().zip(&element.types) {
                self.by_name.insert(name, (at, kind));
            }
        }
    }
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

fn read(text: &'static str) -> Table {
    let mut table = Table::default();
    let (mut kind, mut open) = ("", "");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match (line.starts_with(' '), words.as_slice()) {
            (false, ["type", name, rest @ ..]) => {
                (kind, open) = ("type", name);
                let [of, base] = [rest.first().unwrap_or(&""), rest.get(1).unwrap_or(&"")];
                table.types.insert(name, Type { kind: of, base, ..Type::default() });
            }
            (false, ["set", name]) => (kind, open) = ("set", name),
            (true, [system, codes @ ..]) if kind == "set" => {
                table.sets.entry(open).or_default().push((system, codes.to_vec()));
            }
            (true, words) => {
                if let (Some(of), Some(element)) = (table.types.get_mut(open), element(words)) {
                    of.elements.push(element);
                }
            }
            _ => {}
        }
    }
    inherit(&mut table);
    table
}

fn element(words: &[&'static str]) -> Option<Element> {
    let [name, least, most, types, codes @ ..] = words else { return None };
    Some(Element {
        name,
        required: *least != "0",
        many: *most != "1",
        types: types.split(',').collect(),
        codes: codes.first().and_then(|it| it.strip_prefix('<')),
    })
}

fn inherit(table: &mut Table) {
    let names: Vec<&str> = table.types.keys().copied().collect();
    let inherited: Vec<_> = names.into_iter().map(|name| (name, from_bases(table, name))).collect();
    for (name, mut elements) in inherited {
        if let Some(of) = table.types.get_mut(name) {
            elements.append(&mut of.elements);
            of.elements = elements;
            of.index();
        }
    }
}

fn from_bases(table: &Table, name: &str) -> Vec<Element> {
    match table.types.get(name).and_then(|of| table.types.get(of.base).map(|base| (of.base, base))) {
        Some((base_name, base)) => {
            let mut elements = from_bases(table, base_name);
            elements.extend(base.elements.iter().cloned());
            elements
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_its_own_and_its_inherited_elements() {
        let patient = table().find("Patient").expect("Patient is a type of R4");
        for name in ["id", "meta", "text", "contained", "birthDate", "deceasedDateTime"] {
            assert!(patient.element(name).is_some(), "{name}");
        }
        assert!(patient.element("deceased").is_none());
        assert!(table().codes("administrative-gender").is_some_and(|set| set[0].1.contains(&"female")));
        assert_eq!(table().types.values().filter(|it| it.kind == "resource").count(), 148);
    }
}
