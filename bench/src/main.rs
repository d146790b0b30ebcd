//! Measures the logged-in appointment page beside a bare handler of the same bytes; bench/README.md says how to read it.

mod bare;
mod keys;
mod load;
mod measure;
mod portal;
mod process;
mod report;

use std::{error::Error, path::PathBuf, time::Duration};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// How many generated people there are; may be given several times.
    #[arg(long, default_values_t = [10_000, 100_000])]
    people: Vec<usize>,
    /// Connections at once; may be given several times.
    #[arg(long, default_values_t = [1, 8, 64])]
    connections: Vec<usize>,
    /// Seconds of load for each line of the report.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Where the report goes.
    #[arg(long, default_value = "bench/RESULTS.md")]
    report: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// The bare handler, in a process of its own so that its time can be told from the generator's.
    Bare { file: PathBuf, port: u16 },
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let cli = Cli::parse();
    if let Some(Command::Bare { file, port }) = cli.command {
        return Ok(bare::serve(&file, port).await?);
    }
    let plan = measure::Plan { connections: cli.connections, time: Duration::from_secs(cli.seconds) };
    let mut lines = Vec::new();
    let mut page_bytes = 0;
    for database in portal::Database::all() {
        for people in &cli.people {
            let under_test = portal::start(&database, *people).await?;
            let page = under_test.page().await?;
            page_bytes = page.len();
            lines.extend(measure::portal(&plan, &under_test).await);
            lines.extend(measure::bare(&plan, &page).await?);
        }
    }
    let figures = report::Figures { lines, keys: keys::cost().await?, page_bytes, seconds: cli.seconds };
    std::fs::write(&cli.report, figures.document())?;
    println!("written: {}", cli.report.display());
    Ok(())
}
