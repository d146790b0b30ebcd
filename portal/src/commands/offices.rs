//! `helsevei offices`: the offices that people turn to, and what operators have changed (O2).

use std::process::ExitCode;

use clap::{Args, Subcommand};
use offices::{Office, OfficeKind, Operation, said};
use records::Source;
use uuid::Uuid;

use super::{
    Outcome, Target,
    municipalities::{BY, four_digits},
    visiting::VisitingArgs,
};
use crate::house::House;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Add an office.
    Add(Box<AddArgs>),
    /// Say where an office is visited and when it is open, in the place of what was known of both.
    Visiting(VisitingOf),
    /// End an office: it takes nothing new, and nobody is at work for it any more.
    End(EndArgs),
    /// List all offices.
    List(Target),
    /// List what operators have changed of offices and connections, the newest first.
    Changes(Target),
}

#[derive(Args, Debug)]
pub struct AddArgs {
    #[command(flatten)]
    target: Target,
    /// Organisation number of the health service it belongs to; one that `import` has made known.
    #[arg(long, value_name = "NUMBER")]
    organisation: String,
    /// gp, hospital, home_care, health_centre, school_health, midwife, youth_centre, or portal for the portal's own.
    #[arg(long, value_parser = kind)]
    kind: OfficeKind,
    /// As citizens know it.
    #[arg(long)]
    name: String,
    /// The municipality it is for, four digits; without it, for people from everywhere.
    #[arg(long, value_parser = four_digits)]
    municipality: Option<String>,
    #[arg(long)]
    telephone: Option<String>,
    /// Working days in which one may expect an answer.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=60))]
    answer_days: u8,
    /// Days after which a letter that nobody opened goes by post; without it none does.
    #[arg(long)]
    post_after_days: Option<u16>,
    #[command(flatten)]
    visiting: VisitingArgs,
}

#[derive(Args, Debug)]
pub struct VisitingOf {
    #[command(flatten)]
    target: Target,
    /// As `list` shows it.
    office: Uuid,
    #[command(flatten)]
    visiting: VisitingArgs,
}

#[derive(Args, Debug)]
pub struct EndArgs {
    #[command(flatten)]
    target: Target,
    /// As `list` shows it.
    office: Uuid,
}

fn kind(word: &str) -> Result<OfficeKind, String> {
    OfficeKind::parse(word).ok_or_else(|| {
        let known: Vec<_> = OfficeKind::ALL.into_iter().chain([OfficeKind::Portal]).map(OfficeKind::as_str).collect();
        format!("an office is one of {}", known.join(", "))
    })
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Add(args) => add(*args).await,
        Errand::Visiting(args) => visiting(args).await,
        Errand::End(args) => {
            let house = House::open(&args.target.plan()?).await?;
            let ended = house.offices().operate(Operation::End(args.office), BY, &house.clock, &house.random).await?;
            println!("{}", if ended { "the office has ended" } else { "there is no such office, or it has ended" });
            done(&house).await
        }
        Errand::List(target) => {
            let house = House::open(&target.plan()?).await?;
            let offices = house.offices().list().await?;
            offices.iter().for_each(tell);
            if offices.is_empty() {
                println!("there are no offices yet: `helsevei offices add`");
            }
            done(&house).await
        }
        Errand::Changes(target) => {
            let house = House::open(&target.plan()?).await?;
            let changes = house.offices().changes(1000).await?;
            for change in &changes {
                println!("{}  {}  {}  by {}", change.at, change.change, change.detail, change.by);
            }
            if changes.is_empty() {
                println!("nothing was changed yet");
            }
            done(&house).await
        }
    }
}

async fn add(args: AddArgs) -> Outcome {
    let (address, hours) = args.visiting.read()?;
    let house = House::open(&args.target.plan()?).await?;
    if Source::find(&house.db, &args.organisation).await?.is_none() {
        return Err("no health service has this organisation number: import from it first".into());
    }
    let id = house.random.uuid(house.clock.now());
    let office = Office {
        id,
        organisation: args.organisation,
        kind: args.kind,
        name: args.name,
        municipality: args.municipality,
        telephone: args.telephone,
        address,
        hours,
        answer_days: args.answer_days,
        post_after_days: args.post_after_days,
        ended_at: None,
    };
    house.offices().operate(Operation::Save(Box::new(office)), BY, &house.clock, &house.random).await?;
    println!("added:\n{id}");
    done(&house).await
}

async fn visiting(args: VisitingOf) -> Outcome {
    let (address, hours) = args.visiting.read()?;
    let house = House::open(&args.target.plan()?).await?;
    let known = house.offices().find(args.office).await?.filter(|office| office.ended_at.is_none());
    let Some(known) = known else { return Err("there is no such office, or it has ended".into()) };
    let office = Box::new(Office { address, hours, ..known });
    let changed = house.offices().operate(Operation::Save(office), BY, &house.clock, &house.random).await?;
    println!("{}", if changed { "changed" } else { "it was so already" });
    done(&house).await
}

fn tell(office: &Office) {
    let ended = office.ended_at.map(|at| format!(", ended {at}")).unwrap_or_default();
    let place = office.municipality.as_deref().unwrap_or("everywhere");
    println!("{}  {}{ended}", office.id, office.name);
    println!("  {}, organisation {}, for {place}", office.kind.as_str(), office.organisation);
    if let Some(address) = &office.address {
        println!("  {}", address.line());
    }
    for (first, last, spans) in office.hours.week().iter().filter(|(_, _, spans)| !spans.is_empty()) {
        println!("  open weekday {first} to {last}: {}", said(spans, '.'));
    }
}

async fn done(house: &House) -> Outcome {
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
