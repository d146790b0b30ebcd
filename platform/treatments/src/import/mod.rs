//! Reading a file of treatments: CSV or a FHIR Bundle, whole or with everything that is wrong with it.
//!
//! The form is documented in `docs/guides/treatment-centres.md`.

mod bundle;
mod check;
mod column;
mod table;
mod values;

use std::fmt;

use jiff::civil::Date;

use crate::Catalogue;

pub use bundle::{EXTENSIONS, MUNICIPALITY_CODES, MUNICIPALITY_EXTENSION, TREATMENT_CODES};

/// Something wrong with a file. All in it is public, so it may be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `line 12, column weeks`, or `HealthcareService/7, type.coding.code`.
    pub at: String,
    /// A clause whose subject is that place.
    pub fault: String,
    /// What to do about it.
    pub mend: String,
}

impl Fault {
    pub(crate) fn new(at: impl Into<String>, fault: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { at: at.into(), fault: fault.into(), mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.at, self.fault, self.mend)
    }
}

/// Reads a file: JSON is a FHIR Bundle, everything else is CSV. No waiting time is from after `today`.
///
/// # Errors
/// Every fault of the file, each once.
pub fn read(text: &str, today: Date) -> Result<Catalogue, Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = if text.trim_start().starts_with('{') { bundle::rows(text) } else { table::rows(text) };
    let (rows, mut faults) = rows;
    let (catalogue, wrong) = check::catalogue(&rows, today);
    for fault in wrong {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    if rows.is_empty() && faults.is_empty() {
        let mend = "give at least one: what is not in the file is taken away";
        faults.push(Fault::new("the file", "has no waiting time", mend));
    }
    if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
}
