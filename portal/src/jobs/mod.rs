//! What time drives: one kind of job a file, each safe to run in many processes at once.

mod birthdays;
mod expiry;
mod hooks;
mod missed_visits;
mod notices;
mod powers;
mod reader_letters;
mod retention;
mod sealing;
mod token_keys;

use std::{sync::Arc, time::Duration};

use db::Clock;
use metrics::{counter, gauge};
use notify::Worker;
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{interval, timeout},
};
use tracing::error;

use crate::house::House;

pub use reader_letters::Mailbox;

/// Longer than any run takes; when a process dies in the middle another takes over after this.
const LEASE: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

/// Every job by the name under which it is counted.
pub const NAMES: [&str; 9] =
    ["sealing", "birthdays", "expiry", "retention", "powers", "missed_visits", "reader_letters", "notices", "hooks"];

/// How long a letter that is under way gets when the process is asked to stop.
const FAREWELL: Duration = Duration::from_millis(900);

/// The jobs of a process. They end when this is dropped.
pub struct Jobs {
    _others: JoinSet<()>,
    notices: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Jobs {
    /// Takes up nothing new, and waits a moment for letters that are under way.
    pub async fn stop(mut self) {
        let _all_gone = self.stop.send(true);
        if timeout(FAREWELL, &mut self.notices).await.is_err() {
            self.notices.abort();
        }
    }
}

/// Starts all jobs.
pub async fn start(
    house: &House,
    worker: Arc<Worker>,
    systems: ::hooks::Worker,
    mailbox: Option<Mailbox>,
) -> Result<Jobs, db::DbError> {
    let mut jobs = JoinSet::new();
    let sealer = house.sealer().await?;
    jobs.spawn(sealing::run(sealer, house.clock.clone(), Duration::from_secs(5)));
    jobs.spawn(every(house.clone(), Duration::from_secs(600), "birthdays", birthdays::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(300), "expiry", expiry::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(60), "missed_visits", missed_visits::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(6 * 3600), "retention", retention::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(1800), "powers", powers::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(3600), "token_keys", token_keys::run));
    if let Some(mailbox) = mailbox {
        let tell = move |house| reader_letters::run(house, mailbox.clone());
        jobs.spawn(every(house.clone(), Duration::from_secs(600), "reader_letters", tell));
    }
    jobs.spawn(house.status.clone().keep_looking());
    jobs.spawn(hooks::run(systems, house.clock.clone(), Duration::from_secs(1)));
    let (stop, stopped) = watch::channel(false);
    let notices = tokio::spawn(notices::run(worker, house.clock.clone(), Duration::from_secs(1), stopped));
    Ok(Jobs { _others: jobs, notices, stop })
}

/// Runs a job now and then, where this process holds its lease. A failed run is told to the operator and tried again.
async fn every<F, R>(house: House, period: Duration, name: &'static str, job: F)
where
    F: Fn(House) -> R + Send,
    R: Future<Output = Result<(), Box<dyn std::error::Error + Send + Sync>>> + Send,
{
    let holder = house.random.uuid(house.clock.now()).to_string();
    let mut ticks = interval(period);
    loop {
        ticks.tick().await;
        match house.db.take_lease(name, &holder, house.clock.now(), LEASE).await {
            Ok(true) => {
                let ran = job(house.clone()).await;
                if let Err(fault) = &ran {
                    error!(job = name, %fault, "a job failed and will run again");
                }
                count(name, ran.is_ok(), &house.clock);
            }
            Ok(false) => {}
            Err(fault) => error!(job = name, %fault, "a job's lease cannot be taken"),
        }
    }
}

fn count(job: &'static str, done: bool, clock: &Clock) {
    let outcome = if done { "done" } else { "failed" };
    counter!("helsevei_job_runs_total", "job" => job, "outcome" => outcome).increment(1);
    if done {
        gauge!("helsevei_job_last_success_timestamp_seconds", "job" => job).set(clock.now().as_second() as f64);
    }
}
