//! The house's own tool: checks its rules, scaffolds a service, writes the generated documents.

mod scaffold;
mod tidy;
mod tree;

use std::process::{Command, ExitCode};

use clap::Parser;

#[derive(Parser)]
#[command(about)]
enum Cli {
    /// Checks the house rules of STYLE.md; exits with 1 when one is broken.
    Tidy,
    /// Makes a new folder in services/src and its line in the register.
    NewService {
        /// A plural noun in snake_case, for instance `referrals`.
        name: String,
    },
    /// Writes docs/generated anew.
    Update,
}

fn main() -> ExitCode {
    let done = match Cli::parse() {
        Cli::Tidy => tidy::run(),
        Cli::NewService { name } => scaffold::run(&name),
        Cli::Update => update(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the tests that compare docs/generated, telling them to write instead.
fn update() -> Result<(), String> {
    let status = Command::new("cargo")
        .args(["test", "--quiet", "--package", "access", "--package", "portal", "--test", "it", "generated"])
        .env("HELSEVEI_UPDATE", "1")
        .status()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    if status.success() { Ok(()) } else { Err("docs/generated could not be written: see the test above".into()) }
}
