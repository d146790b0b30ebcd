//! Looks at the incidents and the parts, and keeps what it saw on the board.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use tokio::{
    sync::Mutex,
    time::{interval, timeout},
};

use crate::{Board, Component, Incidents, Seen, State};

/// However often it is asked, the database is asked no more than this.
const FRESH: Duration = Duration::from_secs(1);
/// How often a process looks by itself.
const PERIOD: Duration = Duration::from_secs(5);
/// A reader waits no longer for either answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the parts how they are.
pub type Probe = Arc<dyn Fn() -> BoxFuture<'static, Vec<(Component, State)>> + Send + Sync>;

/// How the portal is. Cheap to clone.
#[derive(Clone)]
pub struct Status {
    incidents: Incidents,
    probe: Probe,
    board: Board,
    last: Arc<Mutex<Option<Instant>>>,
}

impl Status {
    pub fn new(incidents: Incidents, probe: Probe) -> Self {
        Self { incidents, probe, board: Board::default(), last: Arc::default() }
    }

    /// What the operator tells.
    pub fn incidents(&self) -> &Incidents {
        &self.incidents
    }

    /// What pages tell without asking.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// How it is, as of a second ago at the most; where the database does not answer, what was known before, marked as old.
    pub async fn look(&self) -> Seen {
        let mut last = self.last.lock().await;
        if last.is_none_or(|at| at.elapsed() >= FRESH) {
            let (found, incidents) =
                tokio::join!(timeout(PATIENCE, (self.probe)()), timeout(PATIENCE, self.incidents.list()));
            let now = self.incidents.now();
            let before = self.board.seen();
            let read = incidents.ok().and_then(Result::ok);
            let seen = Seen {
                is_old: read.is_none(),
                read_at: if read.is_some() { Some(now) } else { before.read_at },
                incidents: read.map_or(before.incidents, Arc::new),
                found: found.unwrap_or_else(|_| silent()),
            };
            self.board.put(seen, now);
            *last = Some(Instant::now());
        }
        self.board.seen()
    }

    /// Looks every few seconds, for as long as the process lives.
    pub async fn keep_looking(self) {
        let mut ticks = interval(PERIOD);
        loop {
            ticks.tick().await;
            self.look().await;
        }
    }
}

/// Parts that do not answer in time are down; what is shown from memory is not among them.
fn silent() -> Vec<(Component, State)> {
    let state = |it| if it == Component::Open { State::Works } else { State::Down };
    Component::ALL.into_iter().map(|it| (it, state(it))).collect()
}
