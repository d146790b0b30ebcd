//! SIGKILL in the middle of everything, again and again, on both databases.

use std::time::Duration;

use tokio::time::sleep;

use super::{Fault, Outcome, Plan, books, settle, verdict};
use crate::{
    installation::{Engine, Installation},
    load::{self, Load, Tally},
};

pub async fn run(plan: &Plan) -> Outcome {
    let mut lost = Vec::new();
    let mut measured = Vec::new();
    for engine in Engine::all() {
        let (tally, starts) = rounds(plan, engine, &mut lost).await?;
        let slowest = starts.iter().max().copied().unwrap_or_default();
        measured.push(format!(
            "{engine:?}: {} kills; {} pages, {} changes, {} deliveries, {} searches answered; slowest restart {} ms",
            plan.rounds,
            tally.looks.answered,
            tally.choices.answered,
            tally.sent.answered,
            tally.found.answered,
            slowest.as_millis()
        ));
    }
    Ok(verdict(lost, measured.join("; ")))
}

async fn rounds(plan: &Plan, engine: Engine, lost: &mut Vec<String>) -> Result<(Tally, Vec<Duration>), Fault> {
    let mut installation = Installation::new(engine).await?;
    installation.start().await?;
    let people = load::people(&installation, plan.people).await?;
    let clinics = load::clinics(&installation, &people).await?;
    let (mut all, mut starts) = (Tally::default(), Vec::new());
    for round in 1..=plan.rounds {
        let before = books(&installation).await?;
        let load = Load::start(&installation, &people).with(&clinics, &format!("kill-{round}"));
        // Another moment each time, and not at a round one: jobs run by the second.
        sleep(Duration::from_millis(600 + u64::from(round * 173 % 700))).await;
        installation.kill()?;
        let tally = load.stop().await;
        let found = settle(&installation, &before, &tally).await?;
        lost.extend(found.into_iter().map(|what| format!("{engine:?}, kill {round}: {what}")));
        starts.push(installation.start().await?);
        let forgotten = tally.forgotten(&installation).await;
        lost.extend(forgotten.into_iter().map(|what| format!("{engine:?}, kill {round}: {what}")));
        all.add(tally);
    }
    if [all.looks, all.choices, all.sent, all.found].iter().any(|count| count.answered == 0) {
        return Err(format!("{engine:?}: nothing was answered, so nothing is proved").into());
    }
    Ok((all, starts))
}
