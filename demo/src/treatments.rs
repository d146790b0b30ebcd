//! The demo's treatments and the places that give them: invented, in real regions.

use db::DbError;
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use thiserror::Error;
use treatments::{Catalogue, Treatments};

/// The same form as an operator's file.
pub const FILE: &str = include_str!("../data/treatments.csv");
/// The day after the newest waiting time in the file.
const WRITTEN: Date = date(2026, 11, 17);

/// Why they are not there.
#[derive(Debug, Error)]
pub enum TreatmentsError {
    #[error(transparent)]
    Database(#[from] DbError),
    /// The demo's file is not as a file has to be.
    #[error("the demo's treatments were refused: {0}")]
    Refused(String),
}

/// What the file says, as if it had been written the day before `today`.
///
/// # Errors
/// [`TreatmentsError::Refused`] with the first fault.
pub fn catalogue(today: Date) -> Result<Catalogue, TreatmentsError> {
    let refused = |faults: Vec<treatments::Fault>| {
        TreatmentsError::Refused(faults.first().map(ToString::to_string).unwrap_or_default())
    };
    let mut catalogue = treatments::read(FILE, WRITTEN).map_err(refused)?;
    let days = (today - WRITTEN).get_days();
    for wait in catalogue.waits.values_mut() {
        wait.updated = wait.updated.saturating_add(days.days());
    }
    Ok(catalogue)
}

/// Puts them in place. The same again changes nothing.
///
/// # Errors
/// A fault of the database.
pub async fn open(treatments: &Treatments, today: Date) -> Result<(), TreatmentsError> {
    Ok(treatments.replace(catalogue(today)?).await.map(drop)?)
}
