//! What a power covers and for how long, as it is typed.

use access::{
    rules::{Area, Level},
    state::NewPower,
};
use jiff::{ToSpan, civil::Date};
use people::PersonId;
use web::{Form, texts};

/// The names of the boxes, one for each area.
pub const BOXES: [(&str, Area); 3] =
    [("registrert", Area::Registered), ("journal", Area::PatientRecord), ("digitalt", Area::Digital)];

/// The furthest ahead a power may begin or end: a slip of the finger is more likely than a plan.
const YEARS_AHEAD: i16 = 100;

/// What was typed, when all of it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub areas: Vec<Area>,
    pub may_act: bool,
    pub starts: Date,
    pub ends: Option<Date>,
}

impl Terms {
    /// A power of attorney for the portal (R5): at least one area that the giver's own level opens. `None` with what is
    /// wrong at the fields.
    pub fn read(form: &mut Form, level: Level, today: Date) -> Option<Self> {
        let areas: Vec<Area> =
            BOXES.into_iter().filter(|(name, _)| form.holds(name, "ja")).map(|(_, area)| area).collect();
        if areas.is_empty() {
            form.refuse("omrade", "powers-of-attorney-choose-area");
        } else if areas.iter().any(|area| area.level() > level) {
            form.refuse("omrade", "powers-of-attorney-area-above-level");
        }
        if !["se", "handle"].contains(&form.value("handling")) {
            form.refuse("handling", "powers-of-attorney-choose-action");
        }
        let may_act = form.value("handling") == "handle";
        let (starts, ends) = dates(form, today)?;
        (!form.has_faults()).then_some(Self { areas, may_act, starts, ends })
    }

    /// One for the pharmacy (R6): no areas, for it opens nothing here.
    pub fn read_pharmacy(form: &mut Form, today: Date) -> Option<Self> {
        let (starts, ends) = dates(form, today)?;
        (!form.has_faults()).then_some(Self { areas: Vec::new(), may_act: false, starts, ends })
    }

    /// The same for a holder.
    pub fn to(&self, holder: PersonId) -> NewPower {
        let Self { areas, may_act, starts, ends } = self.clone();
        NewPower { holder, areas, may_act, starts, ends }
    }
}

/// First and last day. Without a last day it holds until somebody ends it.
fn dates(form: &mut Form, today: Date) -> Option<(Date, Option<Date>)> {
    let far = today.saturating_add(YEARS_AHEAD.years());
    let starts = texts::read_day(form.value("fra"));
    match starts {
        None => form.refuse("fra", "powers-of-attorney-start-wrong"),
        Some(starts) if starts < today || starts > far => form.refuse("fra", "powers-of-attorney-start-passed"),
        Some(_) => {}
    }
    let ends = texts::read_day(form.value("til"));
    let starts = starts?;
    match ends {
        None if !form.value("til").is_empty() => form.refuse("til", "powers-of-attorney-end-wrong"),
        Some(ends) if ends < starts || ends > far => form.refuse("til", "powers-of-attorney-end-before-start"),
        _ => {}
    }
    Some((starts, ends))
}
