//! `helsevei health`: asks a running portal whether it can serve, for a container or a script without curl.

use std::{
    io::{Read, Write},
    net::TcpStream,
    process::ExitCode,
    time::Duration,
};

use clap::Args as ClapArgs;

use super::Outcome;

const PATIENCE: Duration = Duration::from_secs(5);

#[derive(ClapArgs, Debug)]
pub struct Args {
    /// Where the portal listens.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    address: String,
}

pub(super) fn run(args: &Args) -> Outcome {
    let answer = ask(&args.address).map_err(|fault| format!("{} does not answer: {fault}", args.address))?;
    let (head, words) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    print!("{words}");
    let ready = head.split(' ').nth(1) == Some("200");
    Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn ask(address: &str) -> std::io::Result<String> {
    let mut portal = TcpStream::connect(address)?;
    portal.set_read_timeout(Some(PATIENCE))?;
    write!(portal, "GET /readyz HTTP/1.0\r\nHost: {address}\r\n\r\n")?;
    let mut answer = String::new();
    portal.take(1 << 16).read_to_string(&mut answer)?;
    Ok(answer)
}
