//! People and systems that use the portal meanwhile, and what they were answered: the other side of the books.

mod asker;
mod people;
mod systems;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

pub use people::{Person, again, people, sees};
pub use systems::{Clinic, clinics};

use crate::installation::Installation;
use asker::Asker;

/// Of those that were answered as sent, so many are looked for afterwards.
const LOOKED_FOR: usize = 200;

/// What a task of a load came to, and when it had answers.
type Done = (Tally, Vec<Instant>);

/// What one kind of request came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Whole answers that said yes.
    pub answered: i64,
    /// Sent, and no such answer: it may have been carried out or not.
    pub unknown: i64,
}

/// What a run of load came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Pages of one's own appointments.
    pub looks: Count,
    /// Chosen levels of consent.
    pub choices: Count,
    /// Appointments that a system sent, and those it looked for.
    pub sent: Count,
    pub found: Count,
    /// Just sent, answered as created, and not in the search after.
    pub not_found: i64,
    /// Whose level was last answered as saved, with nothing asked of it since.
    pub saved: Vec<(Person, &'static str)>,
    /// What was answered as created.
    pub bookings: Vec<(Clinic, String)>,
    /// Answers that had begun and broke off in the middle.
    pub broken: i64,
    /// The longest time in which nobody had an answer.
    pub silence: Duration,
}

/// A load that runs until it is stopped.
pub struct Load {
    stop: Arc<AtomicBool>,
    tasks: JoinSet<Done>,
    begun: Instant,
}

impl Load {
    /// Three of four people look at their appointments, the fourth changes their level, as fast as they are answered.
    pub fn start(installation: &Installation, people: &[Person]) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut tasks = JoinSet::new();
        for (at, person) in people.iter().cloned().enumerate() {
            let (asker, origin) = (Asker::new(Arc::clone(&stop)), installation.origin());
            if at % 4 == 0 {
                tasks.spawn(person.choose(asker, origin));
            } else {
                tasks.spawn(person.look(asker, origin));
            }
        }
        Self { stop, tasks, begun: Instant::now() }
    }

    /// With systems that send and search; `name` tells what they send from other loads'.
    pub fn with(mut self, clinics: &[Clinic], name: &str) -> Self {
        for (at, clinic) in clinics.iter().cloned().enumerate() {
            self.tasks.spawn(clinic.work(Asker::new(Arc::clone(&self.stop)), format!("{name}-{at}")));
        }
        self
    }

    /// Ends it and adds up.
    pub async fn stop(mut self) -> Tally {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Tally::default();
        let mut answers = vec![self.begun];
        while let Some(done) = self.tasks.join_next().await {
            let Ok((tally, times)) = done else { continue };
            all.add(tally);
            answers.extend(times);
        }
        answers.sort_unstable();
        all.silence = answers.windows(2).map(|two| two[1] - two[0]).max().unwrap_or_default();
        all
    }
}

impl Count {
    /// One more.
    pub fn count(&mut self, yes: bool) {
        *(if yes { &mut self.answered } else { &mut self.unknown }) += 1;
    }

    fn add(&mut self, other: Self) {
        self.answered += other.answered;
        self.unknown += other.unknown;
    }
}

impl Tally {
    /// Adds another run's.
    pub fn add(&mut self, other: Self) {
        self.looks.add(other.looks);
        self.choices.add(other.choices);
        self.sent.add(other.sent);
        self.found.add(other.found);
        self.not_found += other.not_found;
        self.saved.extend(other.saved);
        self.bookings.extend(other.bookings);
        self.broken += other.broken;
        self.silence = self.silence.max(other.silence);
    }

    /// What people and systems were told is saved, and is not: sentences.
    pub async fn forgotten(&self, installation: &Installation) -> Vec<String> {
        let (mut levels, mut bookings) = (0, 0);
        for (person, level) in &self.saved {
            levels += usize::from(person.level(installation).await.as_deref() != Some(level));
        }
        for (clinic, booking) in self.bookings.iter().rev().take(LOOKED_FOR) {
            bookings += usize::from(!clinic.has(booking).await);
        }
        let levels = (levels > 0).then(|| format!("{levels} saved levels are forgotten"));
        let bookings = (bookings > 0).then(|| format!("{bookings} appointments that were taken in are gone"));
        let unseen = (self.not_found > 0).then(|| format!("{} were not found right after", self.not_found));
        levels.into_iter().chain(bookings).chain(unseen).collect()
    }
}
