//! Measures the logged-in appointment page, messages and the FHIR API beside a bare handler; bench/README.md says how to read it.

mod bare;
mod country;
mod errand;
mod fhir;
mod keys;
mod load;
mod logging;
mod measure;
mod messages;
mod open_site;
mod process;
mod report;
mod under_test;

use std::{error::Error, path::PathBuf, time::Duration};

use clap::{Parser, Subcommand};

use crate::country::Size;

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// How many generated people there are; may be given several times.
    #[arg(long, default_values_t = [10_000, 100_000])]
    people: Vec<u64>,
    /// Log lines of each person over three years.
    #[arg(long, default_value_t = 10)]
    lines: u64,
    /// How many of the people are logged in, each with ten appointments.
    #[arg(long, default_value_t = 200)]
    citizens: usize,
    /// Connections at once; may be given several times.
    #[arg(long, default_values_t = [1, 8, 64])]
    connections: Vec<usize>,
    /// Seconds of load for each line of the report.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Then the page for so many seconds more, and whether there was one without an answer.
    #[arg(long, value_name = "SECONDS")]
    steady: Option<u64>,
    /// SQLite alone, also where there is a PostgreSQL.
    #[arg(long)]
    sqlite: bool,
    /// Where the figures go: between the two marks of the document, whose other words are a person's.
    #[arg(long, default_value = "bench/RESULTS.md")]
    report: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// The bare handler, in a process of its own so that its time can be told from the generator's.
    Bare { file: PathBuf, port: u16 },
    /// The open site alone: an article beside nginx, and a crowd on it beside people who are logged in.
    Open,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let cli = Cli::parse();
    match &cli.command {
        Some(Command::Bare { file, port }) => return Ok(bare::serve(file, *port).await?),
        Some(Command::Open) => return open(&cli).await,
        None => {}
    }
    let plan = cli.plan();
    let (mut lines, mut told, mut page_bytes) = (Vec::new(), Vec::new(), 0);
    let databases = under_test::Database::all().into_iter().take(if cli.sqlite { 1 } else { usize::MAX });
    for database in databases {
        for people in &cli.people {
            let size = Size { people: *people, lines: cli.lines, citizens: cli.citizens };
            let portal = under_test::start(&database, size).await?;
            let page = portal.page_bytes().await?;
            page_bytes = page.len();
            told.push(portal.told.clone());
            lines.extend(measure::portal(&plan, &portal).await);
            lines.extend(measure::bare(&plan, &page).await?);
            if let Some(seconds) = cli.steady {
                let most = plan.connections.iter().copied().max().unwrap_or(64);
                let line = measure::one(&portal, "page", &portal.page, most, Duration::from_secs(seconds)).await;
                told.push(report::steady(&line));
                lines.push(line);
            }
        }
    }
    let (keys, log_line) = (keys::cost().await?, logging::cost().await?);
    let figures = report::Figures { lines, told, keys, log_line, page_bytes, seconds: cli.seconds };
    let before = std::fs::read_to_string(&cli.report).unwrap_or_default();
    std::fs::write(&cli.report, figures.put_into(&before))?;
    println!("written to {}", cli.report.display());
    Ok(())
}

impl Cli {
    fn plan(&self) -> measure::Plan {
        measure::Plan { connections: self.connections.clone(), time: Duration::from_secs(self.seconds) }
    }
}

/// The open site of a portal with a few people.
async fn open(cli: &Cli) -> Result<(), Box<dyn Error + Send + Sync>> {
    let size = Size { people: 10_000, lines: cli.lines, citizens: cli.citizens };
    let portal = under_test::start(&under_test::Database::Sqlite, size).await?;
    let open = open_site::measure(&cli.plan(), &portal).await?;
    let before = std::fs::read_to_string(&cli.report).unwrap_or_default();
    std::fs::write(&cli.report, report::put_open_site(&before, &open.lines, &open.told, cli.seconds))?;
    println!("written to {}", cli.report.display());
    Ok(())
}
