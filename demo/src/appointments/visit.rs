//! An appointment as the demo writes it down: short enough that a person's whole diary is a table.

/// The unit of a health service that one meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Gp,
    HealthCentre,
    School,
    Midwife,
    Youth,
    HomeCare,
    Emergency,
    Vaccination,
    Lifestyle,
    MentalHealth,
    /// A department of the hospital, by name.
    Hospital(&'static str),
    Imaging,
}

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Booked,
    /// A home visit within so many minutes of its start.
    Proposed,
    Fulfilled,
    NoShow,
    /// By the health service, for this reason.
    Cancelled(&'static str),
}

/// Where the two meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    There,
    AtHome,
    Video,
    Telephone,
}

/// What the citizen may do about it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    Nothing,
    /// Cancel until a day before, which is the portal's own deadline.
    Cancel,
    /// Cancel with words of one's own, until so many hours before.
    CancelWithComment(i32),
    /// Cancel, until the end of yesterday.
    CancelledTooLate,
    /// Cancel, and ask for another time.
    Change,
}

/// Whom the health service hides it from (R4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HiddenFrom {
    Parents,
    Youth,
}

/// One appointment of somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub unit: Unit,
    /// What it is, as the health service calls it.
    pub title: &'static str,
    /// More about it; empty for nothing. So are the two below.
    pub about: &'static str,
    pub prepare: &'static str,
    pub leaflet: &'static str,
    /// Days from today. Only home care and the emergency clinic work at weekends: others move to a working day.
    pub day: i32,
    /// Hour and minute on the wall clock in Norway.
    pub clock: (i8, i8),
    pub minutes: i64,
    pub state: State,
    pub meeting: Meeting,
    pub leave: Leave,
    pub hidden_from: Option<HiddenFrom>,
}

/// A booked visit of half an hour, which may be cancelled.
pub(super) const fn visit(unit: Unit, title: &'static str, day: i32, clock: (i8, i8)) -> Visit {
    Visit {
        unit,
        title,
        about: "",
        prepare: "",
        leaflet: "",
        day,
        clock,
        minutes: 30,
        state: State::Booked,
        meeting: Meeting::There,
        leave: Leave::Cancel,
        hidden_from: None,
    }
}

/// One that took place so many days ago.
pub(super) const fn past(unit: Unit, title: &'static str, days_ago: i32, clock: (i8, i8)) -> Visit {
    Visit { state: State::Fulfilled, leave: Leave::Nothing, ..visit(unit, title, -days_ago, clock) }
}

/// A home visit within two hours.
pub(super) const fn home_visit(title: &'static str, day: i32, hour: i8) -> Visit {
    let visit = visit(Unit::HomeCare, title, day, (hour, 0));
    let leave = Leave::CancelWithComment(4);
    Visit { state: State::Proposed, meeting: Meeting::AtHome, minutes: 120, leave, ..visit }
}

impl Visit {
    pub const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    pub const fn prepare(self, prepare: &'static str) -> Self {
        Self { prepare, ..self }
    }

    pub const fn leaflet(self, leaflet: &'static str) -> Self {
        Self { leaflet, ..self }
    }

    pub const fn minutes(self, minutes: i64) -> Self {
        Self { minutes, ..self }
    }

    pub const fn state(self, state: State) -> Self {
        Self { state, ..self }
    }

    pub const fn meeting(self, meeting: Meeting) -> Self {
        Self { meeting, ..self }
    }

    pub const fn leave(self, leave: Leave) -> Self {
        Self { leave, ..self }
    }

    pub const fn hidden_from(self, whom: HiddenFrom) -> Self {
        Self { hidden_from: Some(whom), ..self }
    }
}
