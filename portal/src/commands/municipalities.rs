//! `helsevei municipalities`: the register of them, and which offer which services here (L6, O2, P5).

use std::{collections::BTreeSet, fs, path::PathBuf, process::ExitCode};

use access::{Reach, state::connections};
use clap::{Args, Subcommand};
use offices::{OfficeKind, Operation, PostalRegister};

use super::{Outcome, Target};
use crate::house::House;

/// Who changed it, in the trace each change leaves.
pub(super) const BY: &str = "operator command";

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Let a municipality offer a service, from now on.
    Connect(ConnectionArgs),
    /// End it at once, for everyone who lives there.
    Disconnect(ConnectionArgs),
    /// List all that are connected.
    List(Target),
    /// Read in the register of municipalities and postal codes, in the place of the one before.
    Import(ImportArgs),
}

#[derive(Args, Debug)]
pub struct ImportArgs {
    #[command(flatten)]
    target: Target,
    /// The postal service's register, with tabs: postal code, place, municipality number, municipality, category.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Args, Debug)]
pub struct ConnectionArgs {
    #[command(flatten)]
    target: Target,
    /// A service or a kind of office: home_care, health_centre, school_health, youth_centre, midwife.
    #[arg(long, value_parser = service)]
    service: String,
    /// The municipality's number, four digits.
    #[arg(long, value_parser = four_digits)]
    municipality: String,
}

/// Only what a municipality can offer: whatever else would be kept and connect nothing.
fn service(word: &str) -> Result<String, String> {
    let kinds = OfficeKind::ALL.into_iter().filter_map(OfficeKind::service);
    let municipal = services::ALL.iter().filter(|service| service.policy.reach == Reach::ConnectedMunicipalities);
    let known: BTreeSet<&str> = kinds.chain(municipal.map(|service| service.id())).collect();
    if known.contains(word) {
        return Ok(word.to_owned());
    }
    Err(format!("a municipality can offer {}", known.into_iter().collect::<Vec<_>>().join(", ")))
}

pub(super) fn four_digits(text: &str) -> Result<String, String> {
    let fits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { Ok(text.to_owned()) } else { Err("a municipality's number has four digits".to_owned()) }
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Import(args) => import(args).await,
        Errand::Connect(args) => change(args, true).await,
        Errand::Disconnect(args) => change(args, false).await,
        Errand::List(target) => {
            let house = House::open(&target.plan()?).await?;
            let all = connections(&house.db).await?;
            for connection in &all {
                println!("{}  {}", connection.municipality, connection.service);
            }
            if all.is_empty() {
                println!("no municipality is connected yet: `helsevei municipalities connect`");
            }
            house.db.close().await;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Reads the file whole before anything is changed: with a fault in it nothing is.
async fn import(args: ImportArgs) -> Outcome {
    let bytes = fs::read(&args.file).map_err(|fault| format!("the file could not be read: {fault}"))?;
    let register = match PostalRegister::read(&bytes) {
        Ok(register) => register,
        Err(faults) => {
            faults.iter().for_each(|fault| eprintln!("{fault}"));
            eprintln!("nothing was changed: mend {} lines and run it again", faults.len());
            return Ok(ExitCode::from(2));
        }
    };
    let house = House::open(&args.target.plan()?).await?;
    let known: BTreeSet<String> = register.municipalities.iter().map(|it| it.number.clone()).collect();
    let said = format!("{} municipalities, {} postal codes", known.len(), register.codes.len());
    let changed = house.offices().operate(Operation::Import(register), BY, &house.clock, &house.random).await?;
    println!("{said}: {}", if changed { "read in" } else { "it was so already" });
    for connection in connections(&house.db).await?.iter().filter(|it| !known.contains(&it.municipality)) {
        println!("{} is connected to {} and not in the register", connection.municipality, connection.service);
    }
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn change(args: ConnectionArgs, on: bool) -> Outcome {
    let ConnectionArgs { target, service, municipality } = args;
    let house = House::open(&target.plan()?).await?;
    let said = format!("{service} in {municipality}");
    let operation =
        if on { Operation::Connect { service, municipality } } else { Operation::Disconnect { service, municipality } };
    let changed = house.offices().operate(operation, BY, &house.clock, &house.random).await?;
    match (on, changed) {
        (true, true) => println!("{said}: connected"),
        (false, true) => println!("{said}: no longer connected"),
        (_, false) => println!("{said}: it was so already"),
    }
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
