//! `helsevei powers`: codes shown at a pharmacy (R6), and powers on a doctor's certificate (R9).

mod attested;

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
    /// Register a power on a doctor's certificate, for one who cannot give it. Two national numbers are read from standard
    /// input, a line each: first of the one it is about, then of the one who gets it. Both are told.
    Register(Box<attested::RegisterArgs>),
    /// End a power at once, on a form. The national number of one of its sides is read from standard input. Both are told.
    End(attested::EndArgs),
}

#[derive(ClapArgs, Debug)]
pub struct CheckArgs {
    #[command(flatten)]
    target: Target,
    /// The code as it was shown; hyphens, spaces and small letters do not matter.
    code: String,
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Check(args) => check(args).await,
        Errand::Register(args) => attested::register(*args).await,
        Errand::End(args) => attested::end(args).await,
    }
}

async fn check(args: CheckArgs) -> Outcome {
    let Some(code) = PharmacyCode::parse(&args.code) else {
        return Err("that is no such code: it has twelve characters, for instance 7KQM-4T2X-9FHC, and one of these is wrong or missing".into());
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
