//! `helsevei content useful`: what readers answered to "Was this useful?" (P2).

use std::{fmt::Write, process::ExitCode};

use clap::Args as ClapArgs;
use feedback::Opinions;

use super::{Outcome, Target};
use crate::house::House;

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(flatten)]
    target: Target,
    /// From this month on, as 2026-01; without it from the first.
    #[arg(long, value_name = "MONTH", value_parser = month)]
    from: Option<String>,
    /// As a file for a spreadsheet: comma between, a line a month.
    #[arg(long)]
    csv: bool,
}

fn month(text: &str) -> Result<String, String> {
    let wrong = || "a month is written as 2026-01".to_owned();
    let (year, month) = text.split_once('-').ok_or_else(wrong)?;
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|sign| sign.is_ascii_digit());
    if digits(year, 4) && digits(month, 2) { Ok(text.to_owned()) } else { Err(wrong()) }
}

pub(super) async fn run(args: Args) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let all = house.feedback().opinions(args.from.as_deref().unwrap_or_default()).await?;
    house.db.close().await;
    print!("{}", if args.csv { csv(&all) } else { plain(&all) });
    Ok(ExitCode::SUCCESS)
}

/// Names of articles hold no comma and no quotation mark: they are addresses.
fn csv(all: &[Opinions]) -> String {
    let mut text = String::from("article,language,month,yes,no\n");
    for it in all {
        let _ = writeln!(text, "{},{},{},{},{}", it.article, it.language, it.month, it.useful, it.not_useful);
    }
    text
}

fn plain(all: &[Opinions]) -> String {
    let line = |it: &Opinions| {
        format!("{}  {} ({}): {} yes, {} no\n", it.month, it.article, it.language, it.useful, it.not_useful)
    };
    if all.is_empty() { "nobody has answered yet\n".to_owned() } else { all.iter().map(line).collect() }
}
