//! The mail server is killed while letters wait, and comes back: every letter goes, once.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use db::{Clock, oslo};
use tempfile::TempDir;
use tokio::time::sleep;

use super::{Fault, Outcome, Plan, Verdict, verdict};
use crate::{
    installation::{Engine, Installation},
    load::{self, Load},
};

/// From the server's return until the outbox is empty: the portal leaves a dead server alone for a while.
const EMPTY_WITHIN: Duration = Duration::from_secs(120);
/// Letters that may be under way when the server dies. They may go twice, under one id.
const UNDER_WAY: usize = 4;

/// The mail server of the notices' own tests, and what it has taken over its deaths.
struct Mail {
    python: PathBuf,
    port: u16,
    folder: TempDir,
    process: Option<Child>,
}

pub async fn run(plan: &Plan) -> Outcome {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/bin/python");
    if !python.exists() {
        return Ok(Verdict::Skipped("there is no mail server: run scripts/install test".to_owned()));
    }
    if !(7..22).contains(&oslo(Clock::system().now()).hour()) {
        return Ok(Verdict::Skipped("it is night in Norway: letters wait for 07:00".to_owned()));
    }
    let (mut lost, mut measured) = (Vec::new(), Vec::new());
    for engine in Engine::all() {
        let mut mail = Mail::new(python.clone())?;
        measured.push(rounds(plan, engine, &mut mail, &mut lost).await?);
    }
    Ok(verdict(lost, measured.join("; ")))
}

async fn rounds(plan: &Plan, engine: Engine, mail: &mut Mail, lost: &mut Vec<String>) -> Result<String, Fault> {
    let mut installation = Installation::new(engine).await?.also(["--mail".to_owned(), mail.port.to_string()]);
    mail.start()?;
    installation.start().await?;
    let people = load::people(&installation, plan.people.min(8)).await?;
    let clinics = load::clinics(&installation, &people).await?;
    let mut slowest = Duration::ZERO;
    for round in 1..=plan.rounds {
        let load = Load::start(&installation, &[]).with(&clinics, &format!("mail-{round}"));
        sleep(Duration::from_millis(700 + u64::from(round * 173 % 700))).await;
        mail.kill()?;
        sleep(Duration::from_millis(900)).await;
        load.stop().await;
        mail.start()?;
        match until_empty(&installation).await? {
            Some(time) => slowest = slowest.max(time),
            None => lost.push(format!("{engine:?}, round {round}: letters wait still")),
        }
    }
    let (sent, taken) = (sent(&installation).await?, mail.taken()?);
    if sent.is_empty() {
        return Err(format!("{engine:?}: no letter was sent, so nothing is proved").into());
    }
    let missing = sent.iter().filter(|id| !taken.contains_key(*id)).count();
    let twice = taken.values().filter(|times| **times > 1).count();
    lost.extend(
        (missing > 0).then(|| format!("{engine:?}: {missing} letters are said to be sent and were never taken")),
    );
    let bearable = UNDER_WAY * plan.rounds as usize;
    lost.extend((twice > bearable).then(|| format!("{engine:?}: {twice} letters were taken twice")));
    let (letters, seconds) = (sent.len(), slowest.as_secs());
    Ok(format!(
        "{engine:?}: {letters} letters over {} deaths, {twice} twice under one id; all gone within {seconds} s",
        plan.rounds
    ))
}

/// How long it took until nothing was due any more; `None` when it does not end.
async fn until_empty(installation: &Installation) -> Result<Option<Duration>, Fault> {
    let (db, begun) = (installation.database().await?, Instant::now());
    let waiting =
        "SELECT (SELECT COUNT(*) FROM letters WHERE state = 'waiting') + (SELECT COUNT(*) FROM notice_events)";
    loop {
        let row = db.fetch_optional(waiting, db::args![]).await?;
        if row.map(|row| row.int(0)).transpose()? == Some(0) {
            return Ok(Some(begun.elapsed()));
        }
        if begun.elapsed() > EMPTY_WITHIN {
            return Ok(None);
        }
        sleep(Duration::from_millis(200)).await;
    }
}

/// The ids of what the portal says it has sent.
async fn sent(installation: &Installation) -> Result<BTreeSet<String>, Fault> {
    let db = installation.database().await?;
    let rows = db.fetch_all("SELECT DISTINCT message FROM letters WHERE state = 'sent'", db::args![]).await?;
    Ok(rows.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?)
}

impl Mail {
    fn new(python: PathBuf) -> Result<Self, Fault> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        Ok(Self { python, port, folder: tempfile::tempdir()?, process: None })
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("taken.jsonl")
    }

    fn start(&mut self) -> Result<(), Fault> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../platform/notify/tests/smtp/server.py");
        let mut server = Command::new(&self.python);
        server.arg(script).arg(self.port.to_string()).arg(self.file());
        let mut process = server.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let out = process.stdout.take().ok_or("the mail server says nothing")?;
        BufReader::new(out).read_line(&mut line)?;
        self.process = Some(process);
        if line == "ready\n" { Ok(()) } else { Err("the mail server does not start".into()) }
    }

    fn kill(&mut self) -> Result<(), Fault> {
        if let Some(mut process) = self.process.take() {
            process.kill()?;
            process.wait()?;
        }
        Ok(())
    }

    /// Message-ID, without domain → how often it was taken. A line that was cut off by the server's death is none.
    fn taken(&self) -> Result<BTreeMap<String, usize>, Fault> {
        let mut all = BTreeMap::new();
        for line in fs::read_to_string(self.file())?.lines() {
            let Ok(line) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let id = line["message"].as_str().and_then(|text| text.split("Message-ID: <").nth(1)?.split('@').next());
            *all.entry(id.unwrap_or_default().to_owned()).or_insert(0) += 1;
        }
        Ok(all)
    }
}

impl Drop for Mail {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
