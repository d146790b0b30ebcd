//! `helsevei migrate`: brings the database up to date.

use std::process::ExitCode;

use db::Db;

use super::{Outcome, Target};
use crate::house::schemas;

pub(super) async fn run(target: &Target) -> Outcome {
    let plan = target.plan()?;
    let done = Db::open(&plan.database).await?.migrate(&schemas(), plan.clock.now()).await?;
    match done.as_slice() {
        [] => println!("the database is up to date"),
        applied => applied.iter().for_each(|name| println!("applied {name}")),
    }
    Ok(ExitCode::SUCCESS)
}
