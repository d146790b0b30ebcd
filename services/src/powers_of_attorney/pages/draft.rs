//! A power while it is being made: for whom it may be, and what there is to choose among.

use access::{
    rules::{Area, Level},
    state::Given,
};
use web::{Acting, Choice, Form, texts::typed_day};

use crate::powers_of_attorney::terms::{BOXES, Terms};

/// Which power is being made.
pub enum Errand {
    /// For the portal (R5).
    Ordinary,
    /// For the pharmacy (R6).
    Pharmacy,
    /// In the place of another of the giver's, to the same holder, with the holder's name.
    Replacement(Box<Given>, String),
}

impl Errand {
    /// Whether the receiver is typed, by number and name.
    pub fn asks_for_receiver(&self) -> bool {
        !matches!(self, Self::Replacement(..))
    }

    pub fn is_pharmacy(&self) -> bool {
        matches!(self, Self::Pharmacy)
    }

    /// Key of the page's title.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Ordinary => "powers-of-attorney-give",
            Self::Pharmacy => "powers-of-attorney-give-pharmacy",
            Self::Replacement(..) => "powers-of-attorney-replace",
        }
    }

    /// Where its forms lead.
    pub fn action(&self, acting: &Acting) -> String {
        match self {
            Self::Ordinary => acting.path("fullmakter/gi"),
            Self::Pharmacy => acting.path("fullmakter/apotek"),
            Self::Replacement(given, _) => acting.path(&format!("fullmakter/{}/endre", given.power.id)),
        }
    }

    /// What the form holds before anything is typed: from today, or as the power that is to be replaced.
    pub fn form(&self, today: jiff::civil::Date) -> Form {
        let Self::Replacement(given, _) = self else {
            return Form::filled([("fra", &typed_day(today)), ("handling", "se")]);
        };
        let old = &given.power;
        let action = if old.may_act { "handle" } else { "se" };
        let mut fields = vec![("fra", typed_day(old.starts.max(today))), ("handling", action.to_owned())];
        fields.extend(old.ends.map(|last| ("til", typed_day(last))));
        let areas = BOXES.into_iter().filter(|(_, area)| old.areas.contains(area));
        fields.extend(areas.map(|(name, _)| (name, "ja".to_owned())));
        Form::of(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The terms as typed; `None` with what is wrong at the fields.
    pub fn terms(&self, form: &mut Form, level: Level, today: jiff::civil::Date) -> Option<Terms> {
        match self {
            Self::Pharmacy => Terms::read_pharmacy(form, today),
            Self::Ordinary | Self::Replacement(..) => Terms::read(form, level, today),
        }
    }
}

/// An area one can tick, or why not.
pub struct AreaBox {
    pub name: &'static str,
    pub area: Area,
    /// The giver's own level opens its services.
    pub open: bool,
}

impl AreaBox {
    pub fn all(level: Level) -> Vec<Self> {
        BOXES.into_iter().map(|(name, area)| Self { name, area, open: area.level() <= level }).collect()
    }

    /// Key of the line under the box.
    pub fn about(&self) -> &'static str {
        match (self.open, self.area) {
            (false, _) => "powers-of-attorney-area-closed",
            (true, Area::Registered) => "powers-of-attorney-area-registered",
            (true, Area::PatientRecord) => "powers-of-attorney-area-patient-record",
            (true, Area::Digital) => "powers-of-attorney-area-digital",
        }
    }
}

/// To see, or to see and act.
pub fn actions(acting: &Acting) -> Vec<Choice> {
    let words = acting.words();
    let choice = |value: &str, text, about| Choice {
        value: value.to_owned(),
        text: words.t(text).to_owned(),
        description: words.t(about).to_owned(),
    };
    vec![
        choice("se", "powers-of-attorney-sees", "powers-of-attorney-sees-text"),
        choice("handle", "powers-of-attorney-acts", "powers-of-attorney-acts-text"),
    ]
}
