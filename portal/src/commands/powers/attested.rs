//! Powers on a doctor's certificate by the operator's command, as guidance registers and ends them on its pages (R9).

use std::process::ExitCode;

use access::{
    Actor, Allowed, Deed, Deliver, GateError, JobKind, Policy,
    rules::{Area, PAPER_FORMS},
    state::{Attested, PowerError, Side},
};
use clap::Args;
use jiff::civil::Date;
use people::PersonId;
use uuid::Uuid;

use super::super::{Outcome, Target, person};
use crate::house::House;

#[derive(Args, Debug)]
pub struct RegisterArgs {
    #[command(flatten)]
    target: Target,
    /// What it covers: registered, patient_record, digital; several with commas between.
    #[arg(long, value_delimiter = ',', required = true, value_parser = area)]
    areas: Vec<Area>,
    /// The one who gets it may act, too; without this they may see.
    #[arg(long)]
    act: bool,
    /// First day, for instance 2026-11-22; without it, today.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day, at most five years after the first.
    #[arg(long, value_name = "DATE")]
    to: Date,
    /// The certificate's number in the archive: no name, and nothing about health.
    #[arg(long, value_name = "REFERENCE", value_parser = reference)]
    certificate: String,
}

#[derive(Args, Debug)]
pub struct EndArgs {
    #[command(flatten)]
    target: Target,
    /// As `register` told it.
    power: Uuid,
}

fn area(word: &str) -> Result<Area, String> {
    Area::parse(word).ok_or_else(|| "an area is registered, patient_record or digital".to_owned())
}

fn reference(text: &str) -> Result<String, String> {
    let text = text.trim();
    let fits = (1..=500).contains(&text.chars().count());
    if fits { Ok(text.to_owned()) } else { Err("a reference has 1 to 500 characters".to_owned()) }
}

pub(super) async fn register(args: RegisterArgs) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let giver = person::read(&house).await.map_err(|fault| format!("the one it is about: {fault}"))?;
    let holder = person::read(&house).await.map_err(|fault| format!("the one who gets it: {fault}"))?;
    match house.gate.unfit_for_attested(giver, holder).await? {
        Some(Side::Giver) => return Err("no power can be registered from this person: they must be 16 or older".into()),
        Some(Side::Holder) => return Err("no power can be registered to this person: they must be 18 or older".into()),
        None => {}
    }
    let RegisterArgs { areas, act: may_act, to: ends, certificate, .. } = args;
    let starts = args.from.unwrap_or_else(|| house.clock.today());
    let new = Attested { holder, areas, may_act, starts, ends, certificate };
    let allowed = by_command(&house, giver, Deed::new("register_power")).await?;
    let registered = desk::guidance::register_power(allowed, new).await;
    house.db.close().await;
    match registered {
        Ok(power) => println!("registered, both are told:\n{power}"),
        Err(PowerError::Already(power)) => println!("it was registered before:\n{power}"),
        Err(fault) => return Err(fault.into()),
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn end(args: EndArgs) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let side = person::read(&house).await?;
    let allowed = by_command(&house, side, Deed::on("end_power", args.power)).await?;
    let ended = desk::guidance::end_power(allowed, args.power).await;
    house.db.close().await;
    match ended {
        Ok(()) => println!("the power of attorney has ended, both are told"),
        Err(PowerError::Ended) => println!("it had ended already"),
        Err(PowerError::NotFound) => return Err("this person is no side of such a power of attorney".into()),
        Err(fault) => return Err(fault.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks the gate as the operator's command: the lines are in the logs of both sides.
async fn by_command(house: &House, person: PersonId, deed: Deed) -> Result<Allowed<Deliver>, GateError> {
    house.gate.deliver(&Actor::Job(JobKind::Operator), person, &Policy::everywhere(&PAPER_FORMS), deed).await
}
