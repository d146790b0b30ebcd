//! The portal to be measured: a release binary with generated people, and some of them logged in.

use std::{
    env,
    error::Error,
    io,
    net::{SocketAddr, TcpListener},
    process::Command,
    sync::Arc,
    time::Duration,
};

use db::args;
use serde::Deserialize;
use tempfile::TempDir;
use testing::Visitor;
use tokio::net::TcpStream;

use crate::{
    load::{self, Connection, Target},
    process::Running,
};

/// How many people are logged in: enough that no two requests in a row are for the same.
const LOGGED_IN: usize = 64;

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
}

/// A running portal, ended when dropped.
pub struct UnderTest {
    /// `SQLite, 10000 people`.
    pub name: String,
    pub target: Target,
    pub database_pid: Option<u32>,
    server: Running,
    _folder: TempDir,
}

impl UnderTest {
    pub fn pid(&self) -> u32 {
        self.server.pid()
    }

    /// The bytes of the measured page.
    pub async fn page(&self) -> io::Result<Vec<u8>> {
        let mut connection = Connection::open(self.target.address).await?;
        let status = connection.ask(&self.target.requests[0]).await?;
        if status != 200 {
            return Err(io::Error::other(format!("the appointment page answers {status}")));
        }
        Ok(connection.body().to_vec())
    }
}

/// One of the demo's people, as /demo/people.json lists them.
#[derive(Deserialize)]
struct Listed {
    national_id: String,
}

/// Starts a portal with `people` generated people besides those with stories, and logs some in.
pub async fn start(database: &Database, people: usize) -> Result<UnderTest, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let mut command = Command::new(env::current_exe()?.with_file_name("helsevei"));
    command.arg("demo").args(["--port", &port.to_string(), "--crowd", &people.to_string()]);
    command.arg("--data").arg(folder.path());
    let name = match database {
        Database::Sqlite => "SQLite",
        Database::Postgres(server) => {
            command.arg("--database").arg(new_database(server, people).await?);
            "PostgreSQL"
        }
    };
    let server = Running(command.spawn()?);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_for(address).await?;
    let requests = Arc::new(logged_in(&format!("http://{address}")).await?);
    Ok(UnderTest {
        name: format!("{name}, {people} people"),
        target: Target { address, requests },
        database_pid: if matches!(database, Database::Postgres(_)) { postmaster() } else { None },
        server,
        _folder: folder,
    })
}

/// A request for one's own appointments from each of some people.
async fn logged_in(origin: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let listed = Visitor::new(origin).get("/demo/people.json").await;
    let people: Vec<Listed> = serde_json::from_str(&listed.body)?;
    let mut requests = Vec::new();
    for person in people {
        let visitor = Visitor::new(origin);
        visitor.log_in(&person.national_id).await;
        let page = visitor.get("/timer").await;
        if page.status == 200 && page.path.starts_with("/p/") {
            requests.push(load::get(&page.path, &visitor.cookie_header()));
        }
        if requests.len() == LOGGED_IN {
            break;
        }
    }
    if requests.is_empty() { Err("nobody could log in".into()) } else { Ok(requests) }
}

/// A new database on the server, and its address.
async fn new_database(server: &str, people: usize) -> Result<String, Box<dyn Error>> {
    let name = format!("bench_{people}");
    let admin = db::Db::open(server).await?;
    admin.fetch_all(format!("CREATE DATABASE {name}"), args![]).await?;
    Ok(server.replacen("/postgres?", &format!("/{name}?"), 1))
}

/// The first process of the private PostgreSQL, from the file in its folder.
fn postmaster() -> Option<u32> {
    let server = env::var("HELSEVEI_TEST_POSTGRES").ok()?;
    let (_, folder) = server.split_once("host=")?;
    std::fs::read_to_string(format!("{folder}/data/postmaster.pid")).ok()?.lines().next()?.parse().ok()
}

pub fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Waits until somebody answers: filling a database takes minutes.
pub async fn wait_for(address: SocketAddr) -> io::Result<()> {
    for _ in 0..6000 {
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "the server does not start within ten minutes"))
}
