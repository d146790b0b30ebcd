//! `helsevei treatments`: what is treated where, and how long one waits (P8).

use std::{fs, path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use db::Clock;
use treatments::{Catalogue, Changes, OLD_AFTER_DAYS};

use super::{Outcome, Target};
use crate::house::House;

/// Faults told one by one; the rest are counted.
const TOLD: usize = 200;
/// The largest file read whole, in bytes.
const LARGEST: u64 = 64 << 20;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Put what a file says in the place of all that stands: CSV, or a FHIR Bundle in JSON. Nothing of a file with a fault
    /// is taken. The form: docs/guides/treatment-centres.md.
    Import(ImportArgs),
}

#[derive(Args, Debug)]
pub struct ImportArgs {
    #[command(flatten)]
    target: Target,
    /// Only say what is wrong with the file, and what it would change.
    #[arg(long)]
    check: bool,
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn run(errand: Errand) -> Outcome {
    let Errand::Import(args) = errand;
    let (text, today) = (text(&args.file)?, Clock::system().today());
    let catalogue = match treatments::read(&text, today) {
        Ok(catalogue) => catalogue,
        Err(faults) => {
            faults.iter().take(TOLD).for_each(|fault| println!("{fault}"));
            if faults.len() > TOLD {
                println!("and {} more", faults.len() - TOLD);
            }
            println!("{} faults; nothing was changed", faults.len());
            return Ok(ExitCode::from(2));
        }
    };
    say_age(&catalogue, today);
    let house = House::open(&args.target.plan()?).await?;
    let changes = if args.check {
        Changes::between(&house.treatments().catalogue().await?, &catalogue)
    } else {
        house.treatments().replace(catalogue).await?
    };
    tell(&changes, args.check);
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn text(file: &PathBuf) -> Result<String, String> {
    let named = |fault: String| format!("{}: {fault}", file.display());
    let size = fs::metadata(file).map_err(|fault| named(fault.to_string()))?.len();
    if size > LARGEST {
        return Err(named(format!("is larger than {} MB", LARGEST >> 20)));
    }
    let bytes = fs::read(file).map_err(|fault| named(fault.to_string()))?;
    String::from_utf8(bytes).map_err(|_| named("is not UTF-8; save it as UTF-8".to_owned()))
}

/// Old waiting times are taken, and said to be old on the pages.
fn say_age(catalogue: &Catalogue, today: jiff::civil::Date) {
    let is_old = |updated: jiff::civil::Date| (today - updated).get_days() > OLD_AFTER_DAYS;
    let old = catalogue.waits.values().filter(|wait| is_old(wait.updated)).count();
    if old > 0 {
        println!("{old} waiting times are older than {OLD_AFTER_DAYS} days; the pages say so");
    }
}

fn tell(changes: &Changes, only_checked: bool) {
    println!("treatments:    {}", changes.treatments);
    println!("places:        {}", changes.places);
    println!("waiting times: {}", changes.waits);
    match (only_checked, changes.are_none()) {
        (true, _) => println!("checked; nothing was changed"),
        (false, true) => println!("all was so already"),
        (false, false) => println!("the pages show it from now on"),
    }
}
