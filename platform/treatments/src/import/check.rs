//! From rows to a catalogue: every value is what it must be, and what is said twice is said alike.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Fault,
    column::{Cell, Column, Row},
    values::Values,
};
use crate::{Catalogue, Place, Position, Treatment, Wait};

/// The catalogue of the rows, with everything that is wrong with them; whole only where nothing is.
pub fn catalogue(rows: &[Row], today: Date) -> (Catalogue, Vec<Fault>) {
    let (mut catalogue, mut faults) = (Catalogue::default(), Vec::new());
    let mut first = First::default();
    for row in rows {
        let mut values = Values::of(row);
        let treatment = treatment(&mut values);
        let place = place(&mut values);
        let wait = (values.stage(), values.weeks(), values.updated(today));
        faults.extend(first.differences(row));
        faults.extend(values.into_faults());
        let (Some(treatment), Some(place), (Some(stage), Some(weeks), Some(updated))) = (treatment, place, wait) else {
            continue;
        };
        let key = (treatment.code.clone(), place.organisation.clone(), stage);
        catalogue.treatments.entry(treatment.code.clone()).or_insert(treatment);
        catalogue.places.entry(place.organisation.clone()).or_insert(place);
        catalogue.waits.entry(key).or_insert(Wait { weeks, updated });
    }
    (catalogue, faults)
}

fn treatment(values: &mut Values<'_>) -> Option<Treatment> {
    // All are read before any is missed, so that every fault is told.
    let (code, field, words) = (values.code(), values.field(), values.words());
    let [nb, nn, en] = [Column::NameNb, Column::NameNn, Column::NameEn].map(|column| values.text(column));
    Some(Treatment { code: code?, field: field?, nb: nb?, nn: nn?, en: en?, words })
}

fn place(values: &mut Values<'_>) -> Option<Place> {
    let (organisation, region) = (values.organisation(), values.region());
    let private_agreement = values.yes(Column::PrivateAgreement);
    let [name, municipality_name, street, city] =
        [Column::Place, Column::MunicipalityName, Column::Street, Column::City].map(|column| values.text(column));
    let [municipality, postal_code] =
        [Column::Municipality, Column::PostalCode].map(|column| values.four_digits(column));
    let position = values.degrees().map(|(latitude, longitude)| Position { latitude, longitude });
    let (telephone, web) = (values.telephone(), values.web());
    Some(Place {
        organisation: organisation?,
        name: name?,
        private_agreement: private_agreement?,
        region: region?,
        municipality: municipality?,
        municipality_name: municipality_name?,
        street: street?,
        postal_code: postal_code?,
        city: city?,
        position,
        telephone,
        web,
    })
}

/// Where each treatment, place and waiting time stood first.
#[derive(Default)]
struct First<'r> {
    treatments: BTreeMap<&'r str, &'r Row>,
    places: BTreeMap<&'r str, &'r Row>,
    waits: BTreeMap<[&'r str; 3], &'r Row>,
}

impl<'r> First<'r> {
    /// What a row says otherwise than an earlier one, or once more.
    fn differences(&mut self, row: &'r Row) -> Vec<Fault> {
        let value = |column: Column| row.get(&column).map_or("", |cell| cell.value.as_str());
        let key = [Column::Treatment, Column::Organisation, Column::Stage].map(value);
        if key.iter().any(|word| word.is_empty()) {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let earlier = *self.treatments.entry(key[0]).or_insert(row);
        faults.extend(unlike(earlier, row, Column::OF_TREATMENT, "treatment"));
        let earlier = *self.places.entry(key[1]).or_insert(row);
        faults.extend(unlike(earlier, row, Column::OF_PLACE, "place"));
        if let Some(earlier) = self.waits.insert(key, row) {
            let (at, before) = (cell(row, Column::Stage), cell(earlier, Column::Stage));
            let fault = format!("is said of this treatment at this place already, at {}", before.at);
            faults.push(Fault::new(&at.at, fault, "keep one waiting time for each stage"));
        }
        faults
    }
}

fn unlike(earlier: &Row, row: &Row, columns: &[Column], of: &str) -> Vec<Fault> {
    let other = columns.iter().filter(|column| cell(earlier, **column).value != cell(row, **column).value);
    let fault = |column: &Column| {
        let (at, before) = (cell(row, *column), cell(earlier, *column));
        let mend = format!("write the same in every row of the {of}");
        Fault::new(&at.at, format!("is not what {} says of the same {of}", before.at), mend)
    };
    other.map(fault).collect()
}

fn cell(row: &Row, column: Column) -> &Cell {
    static NONE: Cell = Cell { value: String::new(), at: String::new() };
    row.get(&column).unwrap_or(&NONE)
}
