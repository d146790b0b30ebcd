//! `helsevei move`: the whole installation into another database, from SQLite to PostgreSQL or back (O1, O6).

use std::{process::ExitCode, time::Duration};

use clap::Args as ClapArgs;
use db::{Copied, CopyError, Db, Keyring};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::time::sleep;

use super::{Outcome, Target, verify};
use crate::house::{House, schemas};

/// A portal that runs renews its lease on sealing every five seconds.
const WATCHED: Duration = Duration::from_millis(6_500);

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(flatten)]
    target: Target,
    /// The empty database to move to: `postgres://…` or `sqlite:PATH`. Better by the variable: others see a command's words.
    #[arg(long, value_name = "DATABASE", env = "HELSEVEI_MOVE_TO", hide_env_values = true)]
    to: String,
}

pub(super) async fn run(args: Args) -> Outcome {
    let plan = args.target.plan()?;
    let house = House::open(&plan).await?;
    refuse_in_use(&house.db).await?;
    let target = Db::open(&args.to).await?;
    let bar = bar()?;
    let told = bar.clone();
    let step = move |copied: Copied<'_>| {
        told.set_length(copied.of);
        told.set_position(copied.rows);
        told.set_message(copied.table.to_owned());
    };
    let copied = house.db.copy_to(&target, &schemas(), house.clock.now(), step).await;
    bar.finish_and_clear();
    let rows: u64 = copied?.values().map(|digest| digest.rows).sum();
    println!("{rows} rows are moved and equal, row by row");
    let keyring = Keyring::open(target.clone(), plan.master_keys, house.random.clone()).await?;
    let now = house.clock.now();
    let verified = access::log::verify(&target, &keyring, &house.heads, house.retention, now).await?;
    verify::tell(&verified);
    target.close().await;
    house.db.close().await;
    if !verified.findings.is_empty() {
        return Ok(ExitCode::from(2));
    }
    println!("Name the new database in the settings and start the portal. Keep the old one until you have looked.");
    Ok(ExitCode::SUCCESS)
}

/// What is written after the copy would be lost: nobody may be at work.
async fn refuse_in_use(db: &Db) -> Result<(), CopyError> {
    let before = db.lease_until("usage_log_sealer").await?;
    sleep(WATCHED).await;
    if db.lease_until("usage_log_sealer").await? == before { Ok(()) } else { Err(CopyError::InUse) }
}

fn bar() -> Result<ProgressBar, indicatif::style::TemplateError> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} rows, {eta} left  {wide_msg}")?;
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    Ok(bar)
}
