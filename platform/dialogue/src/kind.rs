//! What a conversation is about, and how it stands.

/// The kinds of conversation (C1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    #[default]
    Question,
    /// A consultation in writing, for which a GP may charge.
    EConsultation,
    /// A prescription to be renewed.
    Renewal,
    AppointmentRequest,
    /// From the health service, not begun by the citizen.
    Letter,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Question, Self::EConsultation, Self::Renewal, Self::AppointmentRequest, Self::Letter];

    /// As it stands in columns and forms, and in FHIR as a code of [`Kind::SYSTEM`].
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::EConsultation => "e-consultation",
            Self::Renewal => "renewal",
            Self::AppointmentRequest => "appointment-request",
            Self::Letter => "letter",
        }
    }

    /// The system of the codes, in `Communication.category`.
    pub const SYSTEM: &'static str = "https://helsevei.no/fhir/CodeSystem/message-kind";

    /// The way back from [`Kind::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// An answer to it is one to what the citizen asked for, not about treatment (N2).
    pub const fn asks_for_something(self) -> bool {
        matches!(self, Self::Renewal | Self::AppointmentRequest)
    }
}

/// How a conversation stands, to one who reads it: what they may not see does not move it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The citizen wrote last.
    Open,
    /// The health service wrote last.
    Answered,
    /// Nothing more can be written in it.
    Closed,
}
