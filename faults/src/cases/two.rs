//! Two processes on one PostgreSQL, one of them killed: the other goes on, and takes over the jobs.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::{Outcome, Plan, Verdict, books, settle, verdict};
use crate::{
    books::unsealed,
    installation::{Engine, Installation},
    load::{self, Load},
};

/// Nobody at the other process waits longer.
const LONGEST_SILENCE: Duration = Duration::from_secs(2);
/// The killed one's leases run out, and the log is sealed again.
const SEALED_WITHIN: Duration = Duration::from_secs(60);

pub async fn run(plan: &Plan) -> Outcome {
    if !Engine::all().contains(&Engine::Postgres) {
        return Ok(Verdict::Skipped("there is no PostgreSQL: run under scripts/with-postgres --durable".to_owned()));
    }
    let mut first = Installation::new(Engine::Postgres).await?;
    first.start().await?;
    let mut second = first.beside()?;
    second.start().await?;
    let people = load::people(&first, plan.people).await?;
    let before = books(&first).await?;
    let (mine, theirs) = people.split_at(people.len() / 2);
    let (at_first, at_second) = (Load::start(&first, mine), Load::start(&second, theirs));
    sleep(Duration::from_millis(1500)).await;
    first.kill()?;
    sleep(Duration::from_millis(2500)).await;
    let mut tally = at_first.stop().await;
    let others = at_second.stop().await;
    let silence = others.silence;
    let refused = others.looks.unknown + others.choices.unknown;
    tally.add(others);
    let mut lost = settle(&second, &before, &tally).await?;
    lost.extend(tally.forgotten(&second).await);
    lost.extend((silence > LONGEST_SILENCE).then(|| format!("the other was silent for {} ms", silence.as_millis())));
    lost.extend((refused > 0).then(|| format!("the other left {refused} requests unanswered")));
    let sealed = until_sealed(&second).await?;
    lost.extend(sealed.is_none().then(|| "nobody seals the usage log any more".to_owned()));
    let sealed = sealed.unwrap_or_default().as_millis();
    Ok(verdict(
        lost,
        format!("longest silence at the other {} ms, sealing taken over in {sealed} ms", silence.as_millis()),
    ))
}

async fn until_sealed(installation: &Installation) -> Result<Option<Duration>, super::Fault> {
    let (db, begun) = (installation.database().await?, Instant::now());
    while unsealed(&db).await? > 0 {
        if begun.elapsed() > SEALED_WITHIN {
            return Ok(None);
        }
        sleep(Duration::from_millis(200)).await;
    }
    Ok(Some(begun.elapsed()))
}
