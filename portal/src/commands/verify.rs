//! `helsevei verify`: proves that the usage log is whole, or that two databases are equal (O6).

use std::process::ExitCode;

use access::log::{Finding, Verified};
use clap::Args as ClapArgs;
use db::{Db, TableDigest};

use super::{Outcome, Target};
use crate::house::House;

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(flatten)]
    target: Target,
    /// Another database (`sqlite:PATH` or `postgres://…`) that must hold the same: a backup, or where one was moved.
    #[arg(long, value_name = "DATABASE")]
    against: Option<String>,
}

pub(super) async fn run(args: Args) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    if let Some(other) = &args.against {
        return compare(&house.db, other).await;
    }
    let verified =
        access::log::verify(&house.db, &house.keyring, &house.heads, house.retention, house.clock.now()).await?;
    tell(&verified);
    Ok(if verified.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

pub(super) fn tell(verified: &Verified) {
    match &verified.up_to {
        Some(up_to) => println!("{} lines in {} seals, proved up to {up_to}", verified.lines, verified.seals),
        None => println!("nothing is sealed yet"),
    }
    println!("{} lines wait for their seal and are not proved", verified.unsealed);
    for finding in &verified.findings {
        println!("BROKEN: {}", sentence(finding));
    }
    if verified.findings.is_empty() {
        println!("the usage log is whole");
    }
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Broken { seal, segment } => format!("seal {seal} ({segment}): a line was changed, removed or added"),
        Finding::PrunedEarly { seal, segment } => {
            format!("seal {seal} ({segment}): its lines are gone before their time was out")
        }
        Finding::Unlinked { seal } => format!("seal {seal} does not follow the one before it"),
        Finding::Unsigned { seal } => format!("seal {seal} is not signed by this installation"),
        Finding::Missing { seal } => format!(
            "seal {seal} stands in the file of heads and not in the database: the end was cut, or the seal replaced"
        ),
    }
}

async fn compare(db: &Db, other: &str) -> Outcome {
    let (mut ours, mut theirs) = (db.digest().await?, Db::open(other).await?.digest().await?);
    // Who works just now is no data, and differs every second while a portal runs.
    for tables in [&mut ours, &mut theirs] {
        tables.remove("leases");
    }
    let mut equal = true;
    for table in ours.keys().chain(theirs.keys().filter(|table| !ours.contains_key(*table))) {
        let (here, there) = (ours.get(table), theirs.get(table));
        if here != there {
            println!("DIFFERS: {table}: {} here, {} there", rows(here), rows(there));
            equal = false;
        }
    }
    if !equal {
        println!("what a running portal writes in the meantime differs too: stop it for the proof");
        return Ok(ExitCode::from(2));
    }
    println!("{} tables are equal, row by row", ours.len());
    Ok(ExitCode::SUCCESS)
}

fn rows(table: Option<&TableDigest>) -> String {
    table.map_or_else(|| "no such table".to_owned(), |digest| format!("{} rows", digest.rows))
}
