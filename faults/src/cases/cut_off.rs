//! PostgreSQL goes away in the middle of transactions: its connections are ended, or it crashes and comes back.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::{Fault, Outcome, Plan, Verdict, books, settle, verdict};
use crate::{
    installation::{Engine, Installation},
    load::{self, Load, Person, Tally},
    postgres,
};

/// How soon the portal must answer again, by itself.
const BACK: Duration = Duration::from_secs(10);

pub async fn connections(plan: &Plan) -> Outcome {
    strike(plan, "connections ended", || async { postgres::cut_off_all().await }).await
}

pub async fn crash(plan: &Plan) -> Outcome {
    strike(plan, "crashes", || async { tokio::task::spawn_blocking(postgres::crash_and_restart).await? }).await
}

async fn strike<F, R>(plan: &Plan, what: &str, fault: F) -> Outcome
where
    F: Fn() -> R,
    R: Future<Output = Result<(), Fault>>,
{
    if !Engine::all().contains(&Engine::Postgres) {
        return Ok(Verdict::Skipped("there is no PostgreSQL: run under scripts/with-postgres --durable".to_owned()));
    }
    let mut installation = Installation::new(Engine::Postgres).await?;
    installation.start().await?;
    let people = load::people(&installation, plan.people).await?;
    let clinics = load::clinics(&installation, &people).await?;
    let before = books(&installation).await?;
    let load = Load::start(&installation, &people).with(&clinics, "cut");
    let (mut slowest, mut own) = (Duration::ZERO, Tally::default());
    for _ in 0..plan.rounds {
        sleep(Duration::from_millis(700)).await;
        fault().await?;
        slowest = slowest.max(until_back(&installation, &people, &mut own).await?);
    }
    let mut tally = load.stop().await;
    tally.add(own);
    let mut lost = settle(&installation, &before, &tally).await?;
    lost.extend(tally.forgotten(&installation).await);
    lost.extend((slowest > BACK).then(|| format!("it answered again after {} ms", slowest.as_millis())));
    lost.extend((!installation.runs()).then(|| "the process has ended".to_owned()));
    let (answered, back) = (tally.looks.answered + tally.choices.answered + tally.sent.answered, slowest.as_millis());
    Ok(verdict(lost, format!("{} {what}, {answered} answers, back within {back} ms", plan.rounds)))
}

/// Waits until a page is shown again; these looks are in `own`.
async fn until_back(installation: &Installation, people: &[Person], own: &mut Tally) -> Result<Duration, Fault> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if installation.is_ready().await {
            let sees = load::sees(installation, &people[1 % people.len()]).await;
            own.looks.count(sees);
            if sees {
                return Ok(begun.elapsed());
            }
        }
        sleep(Duration::from_millis(50)).await;
    }
    Err("it does not answer again".into())
}
