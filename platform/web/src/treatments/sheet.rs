//! The list as a file for a spreadsheet.

use super::{Choosing, filter};
use crate::{PageError, Words, inert};

/// The columns, as keys of what they are called.
const HEADS: [&str; 12] = [
    "treatments-treatment",
    "treatments-place",
    "treatments-owner",
    "treatments-region",
    "treatments-municipality",
    "treatments-address",
    "treatments-telephone",
    "treatments-web",
    "treatments-distance",
    "treatments-stage",
    "treatments-expected",
    "treatments-updated-head",
];

/// UTF-8 with a byte order mark, commas, and lines that end as RFC 4180 has it.
pub fn csv(choosing: &Choosing, words: &Words) -> Result<Vec<u8>, PageError> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEADS.map(|key| words.t(key))).map_err(PageError::unavailable)?;
    for chosen in &choosing.chosen {
        let place = &chosen.offer.place;
        let owner = if place.private_agreement { "treatments-private" } else { "treatments-public" };
        for (stage, wait) in &chosen.offer.waits {
            let cells = [
                choosing.name.clone(),
                place.name.clone(),
                words.t(owner).to_owned(),
                place.region.name().to_owned(),
                place.municipality_name.clone(),
                place.address(),
                place.telephone.clone().unwrap_or_default(),
                place.web.clone().unwrap_or_default(),
                chosen.kilometres.map(|km| km.to_string()).unwrap_or_default(),
                filter::stage(words, *stage).to_owned(),
                wait.weeks.to_string(),
                wait.updated.to_string(),
            ];
            writer.write_record(cells.map(inert)).map_err(PageError::unavailable)?;
        }
    }
    writer.into_inner().map_err(PageError::unavailable)
}
