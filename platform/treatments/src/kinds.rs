//! The closed lists: fields of medicine, health regions, stages of care.

/// A list of words that stand in columns, files and, with `-` for `_`, in text keys.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident => $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// In the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}

words! {
    /// The field of medicine that a treatment belongs to.
    Field {
        Addiction => "addiction",
        Cancer => "cancer",
        Children => "children",
        EarNoseThroat => "ear_nose_throat",
        Eyes => "eyes",
        Heart => "heart",
        Hormones => "hormones",
        Imaging => "imaging",
        Kidneys => "kidneys",
        Lungs => "lungs",
        MentalHealth => "mental_health",
        Nerves => "nerves",
        Orthopaedics => "orthopaedics",
        Pain => "pain",
        Rehabilitation => "rehabilitation",
        Rheumatism => "rheumatism",
        Skin => "skin",
        Sleep => "sleep",
        Stomach => "stomach",
        Surgery => "surgery",
        Teeth => "teeth",
        Urology => "urology",
        WomensHealth => "womens_health",
        Other => "other",
    }
}

words! {
    /// A regional health authority.
    Region {
        North => "nord",
        Central => "midt",
        West => "vest",
        SouthEast => "sor_ost",
    }
}

impl Region {
    /// Its name, the same in all languages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::North => "Helse Nord",
            Self::Central => "Helse Midt-Norge",
            Self::West => "Helse Vest",
            Self::SouthEast => "Helse Sør-Øst",
        }
    }
}

words! {
    /// A stage of care, in the order one passes through them: the national list has a waiting time for each.
    Stage {
        Assessment => "utredning",
        DayTreatment => "dagbehandling",
        Inpatient => "dognbehandling",
    }
}
