//! Starts the portal, or does one of the operator's errands.

use std::process::ExitCode;

use clap::Parser;
use portal::{commands::Command, logging::tell_panics};

#[derive(Parser)]
#[command(name = "helsevei", version, about = "An open citizen health portal", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    tell_panics();
    let cli = Cli::parse();
    match cli.command.run().await {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("helsevei: {fault}");
            ExitCode::FAILURE
        }
    }
}
