//! The disk is full: nothing is shown that cannot be logged, nothing half written, and it goes on when there is room.

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tokio::time::sleep;

use super::{Fault, Outcome, Plan, Verdict, books, settle, verdict};
use crate::{
    installation::Installation,
    load::{self, Load, Person, Tally},
    postgres,
};

/// Set in the copy of this program that has file systems of its own.
const APART: &str = "HELSEVEI_FAULTS_APART";
const SIZE: &str = "size=64m";

pub async fn run(plan: &Plan) -> Outcome {
    match env::var(APART) {
        Ok(folder) => apart(plan, Path::new(&folder)).await,
        Err(_) => set_apart(plan),
    }
}

/// Runs this fault in a copy of this program that may mount a small file system without touching the machine's.
fn set_apart(plan: &Plan) -> Outcome {
    let folder = tempfile::tempdir()?;
    if !unshare().arg("true").status().is_ok_and(|ended| ended.success()) {
        return Ok(Verdict::Skipped("this machine lets nobody mount a small file system".to_owned()));
    }
    let mut command = unshare();
    let people = plan.people.to_string();
    command.arg(env::current_exe()?).args(["disk", "--people", &people]).env(APART, folder.path());
    let ended = command.output()?;
    let words = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
    let words = words.trim().trim_start_matches("disk").trim().to_owned();
    Ok(if ended.status.success() { Verdict::Whole(words) } else { Verdict::Lost(vec![words]) })
}

/// A program with mounts of its own; who is not root is so inside.
fn unshare() -> Command {
    let mut command = Command::new("unshare");
    command.arg("--mount");
    if !postgres::is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    command
}

async fn apart(plan: &Plan, folder: &Path) -> Outcome {
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "none"]).arg(folder).status()?;
    if !mounted.success() {
        return Err("the small file system cannot be mounted".into());
    }
    let mut installation = Installation::at(folder.join("data"))?;
    installation.start().await?;
    let people = load::people(&installation, plan.people).await?;
    let before = books(&installation).await?;
    let load = Load::start(&installation, &people);
    sleep(Duration::from_millis(500)).await;
    let filler = fill(folder)?;
    // The journal has room of its own to use up first.
    let refused = until_refused(&installation, &people[1 % people.len()]).await;
    let mut tally = load.stop().await;
    tally.add(refused.clone());
    let ran = installation.runs();
    fs::remove_file(filler)?;
    let after = Load::start(&installation, &people);
    sleep(Duration::from_secs(1)).await;
    let after = after.stop().await;
    let answered_after = after.looks.answered;
    tally.add(after);
    let mut lost = settle(&installation, &before, &tally).await?;
    lost.extend((refused.looks.unknown == 0).then(|| "it shows pages though the disk is full".to_owned()));
    lost.extend((!ran).then(|| "the process has ended".to_owned()));
    lost.extend((answered_after == 0).then(|| "it does not go on when there is room again".to_owned()));
    if !lost.is_empty() {
        lost.push(format!("its last words: {}", installation.last_words()));
    }
    Ok(verdict(lost, format!("{} refused while full, {answered_after} answered after", tally.looks.unknown)))
}

/// Looks until a page is refused, a minute at the most.
async fn until_refused(installation: &Installation, person: &Person) -> Tally {
    let mut tally = Tally::default();
    let begun = Instant::now();
    while tally.looks.unknown == 0 && begun.elapsed() < Duration::from_secs(60) {
        tally.looks.count(load::sees(installation, person).await);
        sleep(Duration::from_millis(100)).await;
    }
    tally
}

/// Takes all that is left.
fn fill(folder: &Path) -> Result<PathBuf, Fault> {
    let path = folder.join("filler");
    let mut file = fs::File::create(&path)?;
    let mut block = vec![0_u8; 1 << 20];
    while !block.is_empty() {
        if file.write_all(&block).is_err() {
            block.truncate(block.len() / 2);
        }
    }
    Ok(path)
}
