//! One line of the report after the other: warm up, load, read what the process used.

use std::{error::Error, net::SocketAddr, process::Command, sync::Arc, time::Duration};

use crate::{
    load::{self, Measured, Requests, Target},
    process::{self, Running},
    report::Line,
    under_test::{UnderTest, free_port, wait_for},
};

/// How hard and how long.
pub struct Plan {
    pub connections: Vec<usize>,
    pub time: Duration,
}

const WARM_UP: Duration = Duration::from_secs(2);
/// Readers beside the writers.
const READERS: usize = 8;

/// Each page and errand under each number of connections; then writers and readers together.
pub async fn portal(plan: &Plan, portal: &UnderTest) -> Vec<Line> {
    let mut lines = Vec::new();
    let asked = [
        ("page", &portal.page),
        ("FHIR search", &portal.searches),
        ("FHIR create", &portal.creates),
        ("inbox with 2 000 messages", &portal.inbox),
        ("message written and sent, four forms", &portal.sending),
        ("queue with 50 000 conversations", &portal.queue),
    ];
    for (what, target) in asked {
        for connections in &plan.connections {
            lines.push(one(portal, what, target, *connections, plan.time).await);
        }
    }
    lines.extend(together(portal, plan.time).await);
    lines
}

/// One kind of request.
pub async fn one(portal: &UnderTest, what: &str, target: &Target, connections: usize, time: Duration) -> Line {
    load::run(target, connections, WARM_UP.min(time)).await;
    let before = Used::by(portal);
    let measured = load::run(target, connections, time).await;
    line(portal, what, connections, measured, Used::by(portal).since(&before))
}

/// 64 who book and some who read beside them. Their processor time cannot be told apart: each line has the mean of all.
async fn together(portal: &UnderTest, time: Duration) -> [Line; 2] {
    let before = Used::by(portal);
    let booked = load::run(&portal.creates, 64, time);
    let read = load::run(&portal.page, READERS, time);
    let (booked, read) = tokio::join!(booked, read);
    let used = Used::by(portal).since(&before);
    let all = (booked.answered + read.answered).max(1) as f64;
    let share = |measured: &Measured| used.times(measured.answered as f64 / all);
    let (of_booked, of_read) = (share(&booked), share(&read));
    [
        line(portal, "FHIR create, 8 readers beside", 64, booked, of_booked),
        line(portal, "page, 64 writers beside", READERS, read, of_read),
    ]
}

fn line(portal: &UnderTest, what: &str, connections: usize, measured: Measured, used: Used) -> Line {
    let line = Line {
        what: format!("{}: {what}", portal.name),
        connections,
        measured,
        cpu_ms: used.server,
        database_cpu_ms: used.database,
        memory_mb: process::memory_mb(portal.pid()),
    };
    println!("{}", line.cells());
    line
}

/// Processor time, in milliseconds.
struct Used {
    server: f64,
    database: Option<f64>,
}

impl Used {
    fn by(portal: &UnderTest) -> Self {
        Self { server: process::cpu_ms(portal.pid()), database: portal.database_pid.map(process::family_cpu_ms) }
    }

    fn since(self, before: &Self) -> Self {
        let database = self.database.zip(before.database).map(|(after, before)| after - before);
        Self { server: self.server - before.server, database }
    }

    fn times(&self, share: f64) -> Self {
        Self { server: self.server * share, database: self.database.map(|database| database * share) }
    }
}

/// The bare handler with the same bytes, at the same numbers of connections.
pub async fn bare(plan: &Plan, page: &[u8]) -> Result<Vec<Line>, Box<dyn Error + Send + Sync>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.html");
    std::fs::write(&file, page)?;
    let port = free_port()?;
    let child = Command::new(std::env::current_exe()?).arg("bare").arg(&file).arg(port.to_string()).spawn()?;
    let server = Running(child);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_for(address).await?;
    let target = Target { address, requests: Requests::Round(Arc::new(vec![load::get("/", "none=1")])) };
    let mut lines = Vec::new();
    for connections in &plan.connections {
        lines.push(of_process(server.pid(), "bare axum, same bytes", &target, *connections, plan.time / 2).await);
    }
    Ok(lines)
}

/// One kind of request to a process, its children counted with it.
pub async fn of_process(pid: u32, what: &str, target: &Target, connections: usize, time: Duration) -> Line {
    let before = process::family_cpu_ms(pid);
    let measured = load::run(target, connections, time).await;
    let cpu_ms = process::family_cpu_ms(pid) - before;
    let memory_mb = process::memory_mb(pid);
    let line = Line { what: what.to_owned(), connections, measured, cpu_ms, database_cpu_ms: None, memory_mb };
    println!("{}", line.cells());
    line
}
