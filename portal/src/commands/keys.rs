//! `helsevei new-key` and `helsevei rotate-keys`: master keys made and changed.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use db::Random;

use super::{Outcome, Target};
use crate::{config::new_key_file, house::House};

/// Keys wrapped in one transaction.
const BATCH: i64 = 1_000;

#[derive(Args, Debug)]
pub struct NewKeyArgs {
    /// The file to make; it must not exist.
    file: PathBuf,
}

pub(super) fn new_key(args: &NewKeyArgs) -> Outcome {
    let file = args.file.display();
    new_key_file(&args.file, &Random::system()).map_err(|fault| format!("{file}: {fault}"))?;
    println!("{file} holds a new master key. Without it the data cannot be read: keep a copy in a safe place.");
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn rotate(target: &Target) -> Outcome {
    let house = House::open(&target.plan()?).await?;
    let mut wrapped = 0;
    loop {
        let now = house.keyring.rotate(BATCH).await?;
        if now == 0 {
            break;
        }
        wrapped += now;
    }
    house.token_keys().change().await?;
    println!("{wrapped} keys are wrapped under the current master key; keys.previous_files may be emptied now");
    println!("systems' tokens are signed with a new key; those that are out stay good for their five minutes");
    Ok(ExitCode::SUCCESS)
}
