//! The machine's clock jumps a day ahead and back again: nobody stays logged in too long, the log stays whole and sealed.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::time::sleep;

use super::{Fault, Outcome, Plan, Verdict, verdict};
use crate::{
    books::{half_done, unsealed},
    installation::{Engine, Installation},
    load,
};

const LIBRARIES: [&str; 2] =
    ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];
const SEALED_WITHIN: Duration = Duration::from_secs(20);

pub async fn run(plan: &Plan) -> Outcome {
    let Some(library) = LIBRARIES.iter().find(|path| Path::new(path).exists()) else {
        return Ok(Verdict::Skipped("libfaketime is not installed".to_owned()));
    };
    let mut lost = Vec::new();
    for engine in Engine::all() {
        let folder = TempDir::new()?;
        let clock = folder.path().join("clock");
        set(&clock, "+0")?;
        let mut installation = Installation::new(engine)
            .await?
            .with("LD_PRELOAD", *library)
            .with("FAKETIME_TIMESTAMP_FILE", clock.display().to_string())
            .with("FAKETIME_NO_CACHE", "1")
            .with("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        installation.start().await?;
        let found = jumps(plan, &mut installation, &clock).await?;
        lost.extend(found.into_iter().map(|what| format!("{engine:?}: {what}")));
    }
    Ok(verdict(lost, "a day ahead and back: log-ins ended, pages answered, log sealed and whole".to_owned()))
}

async fn jumps(plan: &Plan, installation: &mut Installation, clock: &Path) -> Result<Vec<String>, Fault> {
    let mut lost = Vec::new();
    let people = load::people(installation, plan.people.min(4)).await?;
    for jump in ["+1d", "+0", "-2h", "+0"] {
        set(clock, jump)?;
        // A process that starts with the clock where it is now: its leases stand beside the other time's.
        if jump == "-2h" {
            installation.kill()?;
            installation.start().await?;
        }
        let stale = load::sees(installation, &people[0]).await;
        lost.extend((jump == "+1d" && stale).then(|| "a log-in outlives a day".to_owned()));
        let fresh = load::again(installation, &people).await;
        if fresh.len() != people.len() {
            lost.push(format!("at {jump} only {} of {} could log in", fresh.len(), people.len()));
        }
        for person in &fresh {
            if !load::sees(installation, person).await {
                lost.push(format!("at {jump} a page is not shown"));
            }
        }
        if !is_sealed_soon(installation).await? {
            lost.push(format!("at {jump} the usage log is not sealed"));
        }
    }
    installation.stop().await?;
    let db = installation.database().await?;
    lost.extend(half_done(&db).await?);
    lost.extend(Some(installation.verify()?).filter(|said| !said.is_empty()));
    Ok(lost)
}

async fn is_sealed_soon(installation: &Installation) -> Result<bool, Fault> {
    let (db, begun) = (installation.database().await?, Instant::now());
    while unsealed(&db).await? > 0 {
        if begun.elapsed() > SEALED_WITHIN {
            return Ok(false);
        }
        sleep(Duration::from_millis(200)).await;
    }
    Ok(true)
}

fn set(clock: &Path, to: &str) -> Result<(), Fault> {
    fs::write(clock, format!("{to}\n"))?;
    Ok(())
}
