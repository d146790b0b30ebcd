//! A place that treats, and how far it is.

use crate::Region;

/// Mean radius of the earth, in kilometres.
const EARTH: f64 = 6371.0;

/// Degrees in WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

impl Position {
    /// Kilometres as the crow flies.
    pub fn kilometres_to(self, other: Self) -> f64 {
        let [south, north] = [self.latitude.to_radians(), other.latitude.to_radians()];
        let sine = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let half =
            sine(other.latitude - self.latitude) + south.cos() * north.cos() * sine(other.longitude - self.longitude);
        2.0 * EARTH * half.sqrt().min(1.0).asin()
    }
}

/// A place that treats, public or private.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Organisation number, nine digits: that of the place, not of the trust it belongs to.
    pub organisation: String,
    pub name: String,
    /// Private, with an agreement with a regional health authority.
    pub private_agreement: bool,
    pub region: Region,
    /// Four digits.
    pub municipality: String,
    pub municipality_name: String,
    pub street: String,
    /// Four digits.
    pub postal_code: String,
    pub city: String,
    pub position: Option<Position>,
    pub telephone: Option<String>,
    /// An address that begins with `https://` or `http://`.
    pub web: Option<String>,
}

impl Place {
    /// "Sykehusveien 2, 5021 Bergen".
    pub fn address(&self) -> String {
        format!("{}, {} {}", self.street, self.postal_code, self.city)
    }
}
