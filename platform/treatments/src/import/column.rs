//! What a row says, however the file is written.

use std::collections::BTreeMap;

/// The columns with their names in CSV.
macro_rules! columns {
    ($($variant:ident => $name:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($variant,)* }

        impl Column {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

columns! {
    Treatment => "treatment",
    Field => "field",
    NameNb => "name_nb",
    NameNn => "name_nn",
    NameEn => "name_en",
    Words => "words",
    Organisation => "organisation",
    Place => "place",
    PrivateAgreement => "private_agreement",
    Region => "region",
    Municipality => "municipality",
    MunicipalityName => "municipality_name",
    Street => "street",
    PostalCode => "postal_code",
    City => "city",
    Latitude => "latitude",
    Longitude => "longitude",
    Telephone => "telephone",
    Web => "web",
    Stage => "stage",
    Weeks => "weeks",
    Updated => "updated",
}

impl Column {
    /// What is the same in every row of a treatment.
    pub const OF_TREATMENT: &[Self] = &[Self::Field, Self::NameNb, Self::NameNn, Self::NameEn, Self::Words];
    /// What is the same in every row of a place.
    pub const OF_PLACE: &[Self] = &[
        Self::Place,
        Self::PrivateAgreement,
        Self::Region,
        Self::Municipality,
        Self::MunicipalityName,
        Self::Street,
        Self::PostalCode,
        Self::City,
        Self::Latitude,
        Self::Longitude,
        Self::Telephone,
        Self::Web,
    ];
}

/// A value as it stands in the file, without space around it, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub value: String,
    pub at: String,
}

/// One waiting time with the treatment and the place it is for. Every column is there, perhaps empty.
pub type Row = BTreeMap<Column, Cell>;
