//! The portal to be measured: a release binary over a country, with what is asked of it.

use std::{
    env,
    error::Error,
    fs, io,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use db::args;
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::{
    country::{self, Citizen, Size},
    errand::Errand,
    fhir::System,
    load::{self, Connection, Requests, Target},
    process::Running,
};

/// Appointments that each citizen has.
const APPOINTMENTS: usize = 10;

/// Where the portal keeps its data.
pub enum Database {
    Sqlite,
    /// The address of a server in which databases may be made.
    Postgres(String),
}

impl Database {
    /// SQLite, and PostgreSQL where scripts/with-postgres has started one.
    pub fn all() -> Vec<Self> {
        let postgres = env::var("HELSEVEI_TEST_POSTGRES").ok().map(Self::Postgres);
        [Some(Self::Sqlite), postgres].into_iter().flatten().collect()
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// A running portal, ended when dropped, its data removed.
pub struct UnderTest {
    /// `SQLite, 10000 people`.
    pub name: String,
    /// What was filled in, how long it took, how large it is, how long the start took.
    pub told: String,
    pub page: Target,
    pub searches: Target,
    pub creates: Target,
    /// The inbox of the one with many messages.
    pub inbox: Target,
    /// A message from one citizen after the other.
    pub sending: Target,
    /// A page of the desk's queue.
    pub queue: Target,
    pub database_pid: Option<u32>,
    server: Running,
    _folder: TempDir,
}

impl UnderTest {
    pub fn pid(&self) -> u32 {
        self.server.pid()
    }

    /// The bytes of the measured page.
    pub async fn page_bytes(&self) -> io::Result<Vec<u8>> {
        let mut connection = Connection::open(self.page.address).await?;
        let status = connection.ask(&self.page.requests.nth(0)).await?;
        if status != 200 {
            return Err(io::Error::other(format!("the appointment page answers {status}")));
        }
        Ok(connection.body().to_vec())
    }
}

/// Fills a database, starts a portal over it, and books appointments for its citizens.
pub async fn start(database: &Database, size: Size) -> Result<UnderTest, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let address = match database {
        Database::Sqlite => None,
        Database::Postgres(server) => Some(new_database(server, size.people).await?),
    };
    let country = country::fill(folder.path(), address.as_deref(), size).await?;
    let bytes = stored_bytes(folder.path(), address.as_deref()).await?;
    let port = free_port()?;
    let mut command = Command::new(env::current_exe()?.with_file_name("helsevei"));
    command.arg("demo").args(["--port", &port.to_string()]).arg("--data").arg(folder.path());
    if let Some(address) = &address {
        command.args(["--database", address]);
    }
    let started = Instant::now();
    let server = Running(command.spawn()?);
    let at = SocketAddr::from(([127, 0, 0, 1], port));
    wait_for(at).await?;
    // The port is open before anything is read: the first answer says that it has started.
    Connection::open(at).await?.ask(&load::get("/readyz", "none=1")).await?;
    let start = started.elapsed();
    let system = System::new(folder.path(), &country.citizens).await?;
    let target = |requests: Requests| Target { address: at, requests };
    let (creates, searches) = (target(system.creates()), target(system.searches()));
    book(&creates, country.citizens.len() * APPOINTMENTS).await?;
    let page = target(round(&paths(at, "/timer", &country.citizens).await?));
    let inboxes = paths(at, "/innboks", &country.citizens).await?;
    let inbox = target(round(&inboxes[..inboxes.len().min(1)]));
    let sending = target(Requests::Errand(Arc::new(Errand { writers: inboxes, office: country.messages.hospital })));
    let queue = target(round(&[("/skranke/ko".to_owned(), country.messages.staff_cookie)]));
    let told = format!(
        "{}, {} people: filled with people in {:.0} s and {} log lines in {:.0} s; {:.2} GB; start on it {:.2} s.",
        database.name(),
        size.people,
        country.people_seconds,
        country.lines,
        country.lines_seconds,
        bytes as f64 / 1e9,
        start.as_secs_f64()
    );
    println!("{told}");
    let database_pid = if address.is_some() { postmaster() } else { None };
    let name = format!("{}, {} people", database.name(), size.people);
    Ok(UnderTest { name, told, page, searches, creates, inbox, sending, queue, database_pid, server, _folder: folder })
}

/// Sends so many bookings over one connection.
async fn book(creates: &Target, count: usize) -> io::Result<()> {
    let mut connection = Connection::open(creates.address).await?;
    for _ in 0..count {
        let status = connection.ask(&creates.requests.nth(0)).await?;
        if status != 201 {
            let said = String::from_utf8_lossy(connection.body()).into_owned();
            return Err(io::Error::other(format!("a booking is answered {status}: {said}")));
        }
    }
    Ok(())
}

/// Pages with the cookie of whoever asks for each.
fn round(pages: &[(String, String)]) -> Requests {
    Requests::Round(Arc::new(pages.iter().map(|(path, cookie)| load::get(path, cookie)).collect()))
}

/// Where a page without a person in its address leads each citizen, and header `cookie`.
async fn paths(address: SocketAddr, page: &str, citizens: &[Citizen]) -> io::Result<Vec<(String, String)>> {
    let mut connection = Connection::open(address).await?;
    let mut all = Vec::with_capacity(citizens.len());
    for citizen in citizens {
        connection.ask(&load::get(page, &citizen.cookie)).await?;
        let path = connection.header("location").ok_or_else(|| io::Error::other(format!("{page} leads nowhere")))?;
        all.push((path, citizen.cookie.clone()));
    }
    Ok(all)
}

/// A new database on the server, and its address.
async fn new_database(server: &str, people: u64) -> Result<String, Box<dyn Error + Send + Sync>> {
    let name = format!("bench_{people}");
    let admin = db::Db::open(server).await?;
    admin.fetch_all(format!("DROP DATABASE IF EXISTS {name}"), args![]).await?;
    admin.fetch_all(format!("CREATE DATABASE {name}"), args![]).await?;
    Ok(server.replacen("/postgres?", &format!("/{name}?"), 1))
}

async fn stored_bytes(folder: &Path, address: Option<&str>) -> Result<u64, Box<dyn Error + Send + Sync>> {
    let Some(address) = address else { return Ok(fs::metadata(folder.join("helsevei.db"))?.len()) };
    let db = db::Db::open(address).await?;
    let row = db.fetch_optional("SELECT pg_database_size(current_database())", args![]).await?;
    let bytes = row.map_or(Ok(0), |row| row.int(0))?;
    // New rows have no statistics yet.
    db.execute("ANALYZE", args![]).await?;
    db.close().await;
    Ok(u64::try_from(bytes)?)
}

/// The first process of the private PostgreSQL, from the file in its folder.
fn postmaster() -> Option<u32> {
    let server = env::var("HELSEVEI_TEST_POSTGRES").ok()?;
    let folder = server.split_once("host=")?.1.split('&').next()?;
    fs::read_to_string(format!("{folder}/data/postmaster.pid")).ok()?.lines().next()?.parse().ok()
}

pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until somebody answers.
pub async fn wait_for(address: SocketAddr) -> io::Result<()> {
    for _ in 0..12_000 {
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "the server does not start within a minute"))
}
