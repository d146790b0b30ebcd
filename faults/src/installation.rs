//! One portal on a folder of its own: started, killed, asked to stop, started again.

use std::{
    env,
    fs::{self, File},
    io,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use db::Db;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::{cases::Fault, postgres};

/// The first start fills the demo's database.
const LONGEST_START: Duration = Duration::from_secs(90);

/// Where the portal keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// SQLite, and PostgreSQL where scripts/with-postgres has started one.
    pub fn all() -> Vec<Self> {
        let postgres = postgres::server().map(|_| Self::Postgres);
        [Some(Self::Sqlite), postgres].into_iter().flatten().collect()
    }
}

/// A portal and its data. Ends when dropped.
pub struct Installation {
    data: PathBuf,
    port: u16,
    database: Option<String>,
    environment: Vec<(&'static str, String)>,
    arguments: Vec<String>,
    child: Option<Child>,
    _folder: Option<TempDir>,
}

impl Installation {
    /// A new one in a folder of its own, not yet started.
    pub async fn new(engine: Engine) -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(postgres::new_database().await?),
        };
        let mut new = Self::at(data)?;
        (new.database, new._folder) = (database, Some(folder));
        Ok(new)
    }

    /// One that keeps its data in `data`, on SQLite.
    pub fn at(data: PathBuf) -> Result<Self, Fault> {
        Ok(Self {
            data,
            port: free_port()?,
            database: None,
            environment: Vec::new(),
            arguments: Vec::new(),
            child: None,
            _folder: None,
        })
    }

    /// A second process on the same data, at a port of its own.
    pub fn beside(&self) -> Result<Self, Fault> {
        let mut second = Self::at(self.data.clone())?;
        second.database.clone_from(&self.database);
        Ok(second)
    }

    /// With a variable in its environment, from the next start on.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// With arguments beside its own, from the next start on.
    pub fn also(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.arguments.extend(arguments);
        self
    }

    /// Starts it and waits until it is ready; how long that took.
    pub async fn start(&mut self) -> Result<Duration, Fault> {
        let begun = Instant::now();
        let log = self.log()?;
        let mut command = Command::new(binary()?);
        command.args(["demo", "--port", &self.port.to_string(), "--data"]).arg(&self.data);
        command.args(self.database.iter().flat_map(|address| ["--database", address]));
        command.args(&self.arguments);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        self.child = Some(command.stdout(Stdio::null()).stderr(log).spawn()?);
        while !self.is_ready().await {
            let ended = self.child.as_mut().and_then(|child| child.try_wait().ok().flatten());
            if ended.is_some() || begun.elapsed() > LONGEST_START {
                return Err(format!("it does not start: {}", self.last_words()).into());
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(begun.elapsed())
    }

    /// Whether `/readyz` says so.
    pub async fn is_ready(&self) -> bool {
        let asked = reqwest::Client::new().get(format!("{}/readyz", self.origin())).timeout(Duration::from_secs(2));
        asked.send().await.is_ok_and(|answer| answer.status().is_success())
    }

    /// SIGKILL: nothing is said, nothing is put away.
    pub fn kill(&mut self) -> Result<(), Fault> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// SIGTERM; how long it took to end, and whether it ended well.
    pub async fn stop(&mut self) -> Result<(Duration, bool), Fault> {
        let Some(mut child) = self.child.take() else { return Ok((Duration::ZERO, true)) };
        let begun = Instant::now();
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status()?;
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok((begun.elapsed(), status.success()));
            }
            if begun.elapsed() > Duration::from_secs(20) {
                child.kill()?;
                return Err("it does not end after SIGTERM".into());
            }
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Whether the process is there.
    pub fn runs(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// The folder that it keeps its data in.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its database, opened beside it.
    pub async fn database(&self) -> Result<Db, Fault> {
        let embedded = || format!("sqlite:{}", self.data.join("helsevei.db").display());
        Ok(Db::open(&self.database.clone().unwrap_or_else(embedded)).await?)
    }

    /// What `helsevei verify` says against the usage log; empty when it is whole. For the embedded database alone:
    /// the command takes a demo's folder.
    pub fn verify(&self) -> Result<String, Fault> {
        if self.database.is_some() {
            return Ok(String::new());
        }
        let said = Command::new(binary()?).args(["verify", "--data"]).arg(&self.data).output()?;
        let words = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        Ok(if said.status.success() { String::new() } else { words })
    }

    /// The end of what it logged, for the reader of a failure.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.data.with_extension("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().rev().take(5).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join(" | ")
    }

    fn log(&self) -> io::Result<File> {
        if let Some(folder) = self.data.parent() {
            fs::create_dir_all(folder)?;
        }
        File::options().create(true).append(true).open(self.data.with_extension("log"))
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}

/// The portal's program, built beside this one.
fn binary() -> io::Result<PathBuf> {
    let path = env::current_exe()?.with_file_name("helsevei");
    if Path::exists(&path) { Ok(path) } else { Err(io::Error::other("build it first: cargo build --bin helsevei")) }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
