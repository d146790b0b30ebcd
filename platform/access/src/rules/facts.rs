//! What a decision is made from, and what it says.

use jiff::civil::Date;
use people::{PersonId, Protection};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The chosen level of use (L3). Ordered: a level includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Basic,
    BasicPlus,
    Full,
}

/// Everything the gate knows of the person the data are about, read afresh in every request.
#[derive(Clone, Debug)]
pub struct SubjectFacts {
    pub person: PersonId,
    pub born: Date,
    /// Dead in the register, with a known date of death or without.
    pub dead: bool,
    pub protection: Protection,
    /// Four digits, of the registered home.
    pub municipality: Option<String>,
    /// `None` until the terms are accepted and a level chosen (L3).
    pub level: Option<Level>,
    /// Another chose the level: a parent for a child, which lapses at 16 (L3), or the holder of an attested power for
    /// one who cannot choose (R9).
    pub level_set_by_another: bool,
    /// A representing parent has consented to own log-in at 13–15 (L2).
    pub parental_consent: bool,
    pub restrictions: Restrictions,
}

impl SubjectFacts {
    /// The level in force (L3): one that a parent chose lapses on the 16th birthday, whether or not a job has come by.
    /// One that came with an attested power (R9) holds for holders of such powers alone: see [`super::decide`].
    pub fn chosen_level(&self, today: Date) -> Option<Level> {
        let lapsed = self.level_set_by_another && AgeBand::on(self.born, today) >= AgeBand::From16To17;
        self.level.filter(|_| !lapsed)
    }
}

/// What the person, or a parent for a child, has closed (L7, S2).
#[derive(Clone, Debug, Default)]
pub struct Restrictions {
    /// All logged-in services removed; reopened by form only.
    pub access_removed: bool,
    /// Digital access to the patient record alone removed.
    pub patient_record_removed: bool,
    /// Ids of single services switched off (S2).
    pub services_off: Vec<String>,
}

/// Who is asking, seen from the subject.
#[derive(Clone, Debug)]
pub enum Relation {
    Oneself,
    Parent(Representing),
    /// Holder of a power of attorney that names the actor; it may have ended.
    Holder {
        power: Power,
        actor: ActorFacts,
    },
    Stranger,
}

/// What the register says of the one who would represent another (R5, R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActorFacts {
    pub born: Date,
    pub dead: bool,
    pub protection: Protection,
}

/// What the register says of a parent and the child (R2).
#[derive(Clone, Debug)]
pub struct Representing {
    /// The actor has parental responsibility.
    pub responsible: bool,
    /// At least one of the child's living parents is registered at the child's address.
    pub a_parent_at_childs_address: bool,
    pub actor: ActorFacts,
}

/// What a power of attorney rests on, and what it is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerKind {
    /// Given by the person themself (R5).
    #[default]
    Ordinary,
    /// On a doctor's certificate, for one who cannot give it (R9): registered by guidance staff.
    Attested,
    /// To collect prescriptions at a pharmacy (R6). It opens nothing in the portal.
    Pharmacy,
}

/// A power of attorney as the gate reads it (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Power {
    pub id: Uuid,
    pub kind: PowerKind,
    pub areas: Vec<super::Area>,
    pub may_act: bool,
    /// First day it holds.
    pub starts: Date,
    /// Last day it holds; `None` is open-ended.
    pub ends: Option<Date>,
    /// Ended by either side or replaced.
    pub ended: bool,
}

/// Age as the rules count it, in Europe/Oslo calendar years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    Under12,
    Twelve,
    From13To15,
    From16To17,
    Adult,
}

impl AgeBand {
    /// The band on a date in Norway.
    pub fn on(born: Date, today: Date) -> Self {
        match super::age::years(born, today) {
            ..12 => Self::Under12,
            12 => Self::Twelve,
            13..16 => Self::From13To15,
            16..18 => Self::From16To17,
            _ => Self::Adult,
        }
    }
}

/// What one would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    See,
    Act,
}

/// Where the service is to be had (L6): by municipality and by pilot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Availability {
    Everywhere,
    /// The subject's municipality is connected, or not.
    Municipality {
        connected: bool,
    },
    /// In a pilot; the subject is chosen (as person, municipality or region), or not.
    Pilot {
        chosen: bool,
    },
}

/// Visibility marks on an item (R4). Columns in every table of items, never JSON (I7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flags {
    pub hidden_from_parents: bool,
    pub hidden_from_youth: bool,
}

/// What kind of health service an item comes from: a bit in the column `item_source`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(i64)]
pub enum ItemSource {
    Gp = 1,
    /// A municipality's service other than the school nurse.
    Municipal = 2,
    SchoolNurse = 4,
    Hospital = 8,
    /// A national register or the person themself.
    Other = 16,
}

impl ItemSource {
    pub const ALL: [Self; 5] = [Self::Gp, Self::Municipal, Self::SchoolNurse, Self::Hospital, Self::Other];

    /// This source's bit in [`Reader::sources`] and in the column `item_source`.
    pub const fn bit(self) -> i64 {
        self as i64
    }

    /// The source of a column `item_source`.
    pub fn of_bit(bit: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.bit() == bit)
    }
}

/// How the reader's items are narrowed: bound to every statement on a table of items (I4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Items with `hidden_from_parents` are removed.
    pub as_parent: bool,
    /// Items with `hidden_from_youth` are removed.
    pub as_youth: bool,
    /// Bit mask of [`ItemSource`] values that remain.
    pub sources: i64,
    /// Usage log (S4): only lines of what the reader did.
    pub own_use_only: bool,
}

impl Reader {
    /// Sees all items: oneself from 16, and the holder of a power.
    pub const WHOLE: Self = Self { as_parent: false, as_youth: false, sources: 31, own_use_only: false };
}

/// Why access is given: said in every line of the usage log (B1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Oneself,
    ParentalResponsibility,
    PowerOfAttorney(Uuid),
    /// A power of attorney on a doctor's certificate (R9).
    AttestedPower(Uuid),
    /// A health service's staff, with what is its own.
    AtWork,
}

impl Basis {
    /// By a power of attorney of any kind.
    pub fn is_power(&self) -> bool {
        matches!(self, Self::PowerOfAttorney(_) | Self::AttestedPower(_))
    }
}

/// Why access is refused. Each has a text in three languages; `NoTrace` has none, it is answered as "not found".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The reader may not learn that there is anything.
    NoTrace,
    Dead,
    AccessRemoved,
    /// The person's own age.
    Age,
    /// The age of the child one would act for.
    AgeOfChild,
    ParentalConsent,
    OnlyThePerson,
    OutsideThePower,
    /// The power of attorney lets one see and not act.
    PowerSeesOnly,
    ConsentLevel,
    TermsNotAccepted,
    ServiceOff,
    MunicipalityNotConnected,
    InPilot,
    /// The role one is at work in does not open this, or has ended.
    NotYourRole,
    /// Staff do not work with their own data, nor with their children's.
    OwnData,
}

/// A yes, with what the reader may see of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    pub basis: Basis,
    pub reader: Reader,
    /// Why the reader's sources are fewer than all: a youth's age, or a parent's consent that is wanting (L2).
    /// It depends on the reader alone, never on what is there, so a page may always say it.
    pub narrowed: Option<Refusal>,
}

/// The answer of the rules.
pub type Decision = Result<Granted, Refusal>;
