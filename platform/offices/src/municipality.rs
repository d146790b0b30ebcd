//! Municipalities and postal codes as the register has them: public facts about places.

/// A municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Four digits.
    pub number: String,
    /// Its name in each of its languages, in the register's order: at least one.
    pub names: Vec<String>,
}

/// A postal code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalCode {
    /// Four digits.
    pub code: String,
    pub place: String,
    /// Number of the municipality it lies in.
    pub municipality: String,
    /// What the postal service uses it for, a letter; empty where it is not said.
    pub category: String,
}

/// What stands between the names of a municipality.
const BETWEEN: &str = " – ";

impl Municipality {
    /// From a name as it is written officially: "Kárášjohka – Karasjok".
    pub fn new(number: impl Into<String>, name: &str) -> Self {
        let names = name.split(BETWEEN).map(|name| name.trim().to_owned()).collect();
        Self { number: number.into(), names }
    }

    /// All its names, as it is written officially.
    pub fn name(&self) -> String {
        self.names.join(BETWEEN)
    }
}
