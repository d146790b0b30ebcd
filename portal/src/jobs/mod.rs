//! What time drives: one kind of job a file, each safe to run in many processes at once.

mod birthdays;
mod expiry;
mod retention;
mod sealing;

use std::time::Duration;

use db::Clock;
use metrics::{counter, gauge};
use tokio::{task::JoinSet, time::interval};
use tracing::error;

use crate::house::House;

/// Longer than any run takes; when a process dies in the middle another takes over after this.
const LEASE: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);

/// Every job by the name under which it is counted.
pub const NAMES: [&str; 4] = ["sealing", "birthdays", "expiry", "retention"];

/// Starts all jobs. They end when the set is dropped.
pub async fn start(house: &House) -> Result<JoinSet<()>, db::DbError> {
    let mut jobs = JoinSet::new();
    let sealer = house.sealer().await?;
    jobs.spawn(sealing::run(sealer, house.clock.clone(), Duration::from_secs(1)));
    jobs.spawn(every(house.clone(), Duration::from_secs(600), "birthdays", birthdays::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(300), "expiry", expiry::run));
    jobs.spawn(every(house.clone(), Duration::from_secs(6 * 3600), "retention", retention::run));
    Ok(jobs)
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
