//! Puts faults on a running portal under load, and looks for what was lost. faults/README.md says what each one does.

mod books;
mod cases;
mod installation;
mod load;
mod postgres;

use std::{process::ExitCode, time::Instant};

use clap::Parser;

use cases::{CASES, Case, Plan, Verdict};

#[derive(Parser)]
#[command(about)]
struct Cli {
    /// Which faults: all when none is named.
    names: Vec<String>,
    /// How often each fault that strikes at a moment is repeated, on each database.
    #[arg(long, default_value_t = 10)]
    rounds: u32,
    /// People who use the portal meanwhile.
    #[arg(long, default_value_t = 24)]
    people: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let plan = Plan { rounds: cli.rounds, people: cli.people };
    let chosen: Vec<&Case> =
        CASES.iter().filter(|case| cli.names.is_empty() || cli.names.iter().any(|name| name == case.name)).collect();
    if let Some(unknown) = cli.names.iter().find(|name| CASES.iter().all(|case| case.name != **name)) {
        let known: Vec<&str> = CASES.iter().map(|case| case.name).collect();
        eprintln!("there is no fault \"{unknown}\": choose among {}", known.join(", "));
        return ExitCode::from(2);
    }
    let mut failed = 0;
    for case in chosen {
        let started = Instant::now();
        let verdict = (case.run)(&plan).await;
        failed += usize::from(matches!(verdict, Err(_) | Ok(Verdict::Lost(_))));
        println!("{:<16} {} ({:.0} s)", case.name, sentence(&verdict), started.elapsed().as_secs_f64());
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sentence(verdict: &cases::Outcome) -> String {
    match verdict {
        Ok(Verdict::Whole(measured)) => format!("whole: {measured}"),
        Ok(Verdict::Skipped(reason)) => format!("SKIPPED: {reason}"),
        Ok(Verdict::Lost(what)) => format!("LOST: {}", what.join("; ")),
        Err(fault) => format!("FAILED: {fault}"),
    }
}
