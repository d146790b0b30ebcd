//! What people in a municipality are offered (P5): from the tables that open its services to them, read at each look.

use std::collections::BTreeSet;

use db::{DbError, args};

use crate::{Office, OfficeKind, Offices};

/// One kind of health service in a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalOffer {
    pub kind: OfficeKind,
    /// One who lives there reaches it by the portal: the municipality has connected it (L6), and there is an office to
    /// reach, or a service that shows what home care has planned.
    pub digital: bool,
    /// The offices there that are open, connected or not, by name.
    pub offices: Vec<Office>,
}

impl Offices {
    /// What there is in a municipality (four digits), of every kind that people turn to; hospitals are those for people
    /// from everywhere.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn offered_in(&self, municipality: &str) -> Result<Vec<LocalOffer>, DbError> {
        let sql = "SELECT service FROM connected_municipalities WHERE municipality = $1";
        let rows = self.0.fetch_all(sql, args![municipality]).await?;
        let connected: BTreeSet<String> = rows.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
        let mut all = self.open_for(municipality).await?;
        let offers = OfficeKind::ALL.into_iter().map(|kind| {
            let offices: Vec<Office> = all.extract_if(.., |office| office.kind == kind).collect();
            let is_reached = kind == OfficeKind::HomeCare || !offices.is_empty();
            let digital = is_reached && kind.service().is_none_or(|service| connected.contains(service));
            LocalOffer { kind, digital, offices }
        });
        Ok(offers.collect())
    }
}
