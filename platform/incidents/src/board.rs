//! What is known of the portal just now, in memory: pages read it without a query, and when the database is away.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;

use crate::{Component, Incident, State};

/// What this process knows. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct Board(Arc<RwLock<Known>>);

#[derive(Default)]
struct Known {
    current: Arc<Vec<Incident>>,
    seen: Seen,
}

/// What was seen at the last look.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Open, planned and past, the newest first.
    pub incidents: Arc<Vec<Incident>>,
    /// When those were read; `None` before the first time.
    pub read_at: Option<Timestamp>,
    /// The last attempt to read them failed.
    pub is_old: bool,
    /// What the parts find of themselves.
    pub found: Vec<(Component, State)>,
}

impl Seen {
    /// How a part is: as it finds itself, or as the operator has told, whichever is worse.
    pub fn state(&self, component: Component, now: Timestamp) -> State {
        let found = self.found.iter().filter(|(it, _)| *it == component).map(|(_, state)| *state);
        let told = self.incidents.iter().filter(|it| it.component == component && it.is_open(now));
        found.chain(told.map(|it| it.impact.state())).max().unwrap_or_default()
    }
}

impl Board {
    /// What every page tells. The same value as long as nothing else is told.
    pub fn current(&self) -> Arc<Vec<Incident>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).current.clone()
    }

    /// What was seen at the last look.
    pub fn seen(&self) -> Seen {
        self.0.read().unwrap_or_else(PoisonError::into_inner).seen.clone()
    }

    /// Puts up what was seen `now`.
    pub(crate) fn put(&self, seen: Seen, now: Timestamp) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let current: Vec<Incident> = seen.incidents.iter().filter(|it| it.is_current(now)).cloned().collect();
        if *known.current != current {
            known.current = Arc::new(current);
        }
        known.seen = seen;
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Board")
    }
}
