//! One line of the report after the other: warm up, load, read what the process used.

use std::{error::Error, net::SocketAddr, process::Command, sync::Arc, time::Duration};

use crate::{
    load::{self, Target},
    portal::{UnderTest, free_port, wait_for},
    process::{self, Running},
    report::Line,
};

/// How hard and how long.
pub struct Plan {
    pub connections: Vec<usize>,
    pub time: Duration,
}

const WARM_UP: Duration = Duration::from_secs(2);

/// The portal under each number of connections.
pub async fn portal(plan: &Plan, portal: &UnderTest) -> Vec<Line> {
    let mut lines = Vec::new();
    for connections in &plan.connections {
        let database = || portal.database_pid.map(process::family_cpu_ms);
        load::run(&portal.target, *connections, WARM_UP).await;
        let (before, database_before) = (process::cpu_ms(portal.pid()), database());
        let measured = load::run(&portal.target, *connections, plan.time).await;
        let line = Line {
            what: portal.name.clone(),
            connections: *connections,
            measured,
            cpu_ms: process::cpu_ms(portal.pid()) - before,
            database_cpu_ms: database().zip(database_before).map(|(after, before)| after - before),
            memory_mb: process::memory_mb(portal.pid()),
        };
        println!("{}", line.cells());
        lines.push(line);
    }
    lines
}

/// The bare handler with the same bytes, at the same numbers of connections.
pub async fn bare(plan: &Plan, page: &[u8]) -> Result<Vec<Line>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("page.html");
    std::fs::write(&file, page)?;
    let port = free_port()?;
    let child = Command::new(std::env::current_exe()?).arg("bare").arg(&file).arg(port.to_string()).spawn()?;
    let server = Running(child);
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    wait_for(address).await?;
    let target = Target { address, requests: Arc::new(vec![load::get("/", "none=1")]) };
    let mut lines = Vec::new();
    for connections in &plan.connections {
        let before = process::cpu_ms(server.pid());
        let measured = load::run(&target, *connections, plan.time / 2).await;
        let cpu_ms = process::cpu_ms(server.pid()) - before;
        let memory_mb = process::memory_mb(server.pid());
        let what = "bare axum, same bytes".to_owned();
        let line = Line { what, connections: *connections, measured, cpu_ms, database_cpu_ms: None, memory_mb };
        println!("{}", line.cells());
        lines.push(line);
    }
    Ok(lines)
}
