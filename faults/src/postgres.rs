//! The private PostgreSQL of scripts/with-postgres, and what can befall it.

use std::{
    env,
    process::{Command, Stdio},
};

use db::{Db, args};

use crate::cases::Fault;

/// Its address, where there is one.
pub fn server() -> Option<String> {
    env::var("HELSEVEI_TEST_POSTGRES").ok()
}

/// A new database on it, and its address.
pub async fn new_database() -> Result<String, Fault> {
    let server = server().ok_or("there is no PostgreSQL: run under scripts/with-postgres --durable")?;
    let admin = Db::open(&server).await?;
    let count = admin.fetch_all("SELECT datname FROM pg_database", args![]).await?.len();
    let name = format!("faults_{count}");
    admin.fetch_all(format!("CREATE DATABASE {name}"), args![]).await?;
    admin.close().await;
    Ok(server.replacen("/postgres?", &format!("/{name}?"), 1))
}

/// Ends every other connection, whatever it is in the middle of.
pub async fn cut_off_all() -> Result<(), Fault> {
    let admin = Db::open(&server().ok_or("there is no PostgreSQL")?).await?;
    let sql = "SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
               WHERE pid <> pg_backend_pid() AND datname LIKE 'faults%'";
    admin.fetch_all(sql, args![]).await?;
    admin.close().await;
    Ok(())
}

/// Stops the server as a power cut would, and starts it again: it recovers from its log.
pub fn crash_and_restart() -> Result<(), Fault> {
    let server = server().ok_or("there is no PostgreSQL")?;
    let folder = server.split_once("host=").ok_or("an address without a folder")?.1;
    let bin = Command::new("scripts/postgres-folder").output()?;
    let mut command = Command::new("setpriv");
    if !is_root() {
        command = Command::new("env");
    } else {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg(format!("{}/pg_ctl", String::from_utf8_lossy(&bin.stdout).trim()));
    command.args(["-D", &format!("{folder}/data"), "-m", "immediate", "-w", "restart"]);
    command.args(["-l", &format!("{folder}/data/server.log")]);
    let ended = command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if ended.success() { Ok(()) } else { Err("PostgreSQL does not restart".into()) }
}

pub fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.starts_with(b"0\n"))
}
