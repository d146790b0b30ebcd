//! `helsevei powers`: whether a code that was shown at a pharmacy stands for a power of attorney that holds (R6).

use std::process::ExitCode;

use access::state::PharmacyCode;
use clap::{Args as ClapArgs, Subcommand};

use super::{Outcome, Target};
use crate::house::House;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Check the code of a power for the pharmacy: says who may collect whose medicines, and until when. Both find the
    /// look in their usage logs.
    Check(CheckArgs),
}

#[derive(ClapArgs, Debug)]
pub struct CheckArgs {
    #[command(flatten)]
    target: Target,
    /// The code as it was shown; hyphens, spaces and small letters do not matter.
    code: String,
}

pub(super) async fn run(errand: Errand) -> Outcome {
    let Errand::Check(args) = errand;
    let Some(code) = PharmacyCode::parse(&args.code) else {
        return Err("that is no such code: a character is wrong or missing".into());
    };
    let house = House::open(&args.target.plan()?).await?;
    let found = house.gate.check_pharmacy_code(&code).await?;
    house.db.close().await;
    let Some(checked) = found else {
        println!("no power of attorney holds by this code");
        return Ok(ExitCode::from(2));
    };
    let ((giver, born), (holder, holder_born)) = (&checked.giver, &checked.holder);
    let until = checked.ends.map_or_else(|| "without an end date".to_owned(), |last| format!("to {last}"));
    println!("{} (born {holder_born}) may collect for {} (born {born}), {until}", holder.full(), giver.full());
    Ok(ExitCode::SUCCESS)
}
