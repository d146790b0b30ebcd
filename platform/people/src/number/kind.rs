//! Kinds of national identity numbers, and the series that mark numbers which belong to nobody.

use super::date_part::two_digits;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// *Fødselsnummer*.
    BirthNumber(NumberSource),
    /// *D-nummer*: day + 40, for those who are not residents.
    DNumber(NumberSource),
    /// *Felles hjelpenummer* (FH): first digit 8 or 9, says nothing of a date.
    CommonHelpNumber,
}

/// The series a number was taken from, by what was added to its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberSource {
    /// Nothing added: issued by the population register.
    PopulationRegister,
    /// Month + 40: a health service's own help number (*H-nummer*) in production, a synthetic number of NAV's in its
    /// test environments. The number cannot tell; where it came from can.
    LocalOrNav,
    /// Month + 65: synthetic, of Norsk helsenett's test population.
    HealthNetworkTest,
    /// Month + 80: synthetic, of the tax administration's test population.
    TaxAdministrationTest,
}

/// Where a number is met, which decides what month + 40 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Environment {
    Production,
    Test,
}

impl NumberKind {
    /// The kind of eleven ASCII digits.
    pub(super) fn of(digits: &[u8; 11]) -> Self {
        let source = NumberSource::of_month(two_digits(digits, 2)).unwrap_or(NumberSource::PopulationRegister);
        match digits[0] {
            b'8' | b'9' => Self::CommonHelpNumber,
            b'4'..=b'7' => Self::DNumber(source),
            _ => Self::BirthNumber(source),
        }
    }

    /// Is it made for tests, so that it can belong to nobody?
    pub fn is_synthetic(self, met_in: Environment) -> bool {
        match self.source() {
            Some(NumberSource::HealthNetworkTest | NumberSource::TaxAdministrationTest) => true,
            Some(NumberSource::LocalOrNav) => met_in == Environment::Test,
            Some(NumberSource::PopulationRegister) | None => false,
        }
    }

    /// Is it a help number: given by a health service to one whose number it did not know, no good for log-in?
    pub fn is_help_number(self, met_in: Environment) -> bool {
        match self.source() {
            None => true,
            Some(NumberSource::LocalOrNav) => met_in == Environment::Production,
            Some(_) => false,
        }
    }

    fn source(self) -> Option<NumberSource> {
        match self {
            Self::BirthNumber(source) | Self::DNumber(source) => Some(source),
            Self::CommonHelpNumber => None,
        }
    }
}

impl NumberSource {
    /// What is added to the month.
    pub fn month_offset(self) -> u8 {
        match self {
            Self::PopulationRegister => 0,
            Self::LocalOrNav => 40,
            Self::HealthNetworkTest => 65,
            Self::TaxAdministrationTest => 80,
        }
    }

    /// The series of a month field, 0–99; `None` when no series has it.
    pub(super) fn of_month(month: u8) -> Option<Self> {
        match month {
            1..=12 => Some(Self::PopulationRegister),
            41..=52 => Some(Self::LocalOrNav),
            66..=77 => Some(Self::HealthNetworkTest),
            81..=92 => Some(Self::TaxAdministrationTest),
            _ => None,
        }
    }
}
