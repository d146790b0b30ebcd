//! `helsevei letters`: what nobody has opened in time, for the printer's service (L8).

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use access::{Actor, JobKind};
use clap::{Args as ClapArgs, Subcommand};
use dialogue::{
    DialogueError,
    post::{self, Due, Printed},
};
use people::{Person, PopulationRegister};
use serde::Serialize;

use super::{Outcome, Target};
use crate::house::House;

/// Letters that are looked up at once.
const AT_ONCE: i64 = 100;

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Write letters that nobody has opened in time as files, one for each, and mark them as sent by post.
    Export(Export),
}

#[derive(ClapArgs, Debug)]
struct Export {
    #[command(flatten)]
    target: Target,
    /// A folder that the printer's service takes files from. A file is there whole or not at all.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Only letters to people with a protected address, without any address: for the hand that knows where they go.
    #[arg(long)]
    protected: bool,
}

/// One file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Letter<'l> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'l>>,
    /// The address is protected: whoever sends it finds the way through the population register.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    protected: bool,
    #[serde(flatten)]
    letter: &'l Printed,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address<'l> {
    street: &'l str,
    postal_code: &'l str,
    city: &'l str,
}

/// How it went.
#[derive(Default)]
struct Count {
    written: u64,
    protected: u64,
    without_address: u64,
}

pub(super) async fn run(args: Args) -> Outcome {
    let What::Export(export) = args.what;
    let house = House::open(&export.target.plan()?).await?;
    let count = write_all(&house, &export.to, export.protected).await?;
    house.db.close().await;
    println!("{} letters written to {}", count.written, export.to.display());
    if count.protected > 0 {
        println!("{} wait, to people with a protected address: use --protected and another folder", count.protected);
    }
    if count.without_address > 0 {
        println!("{} cannot go: the register knows no address, or the person is dead", count.without_address);
    }
    Ok(ExitCode::SUCCESS)
}

async fn write_all(
    house: &House,
    to: &Path,
    protected: bool,
) -> Result<Count, Box<dyn std::error::Error + Send + Sync>> {
    fs::create_dir_all(to)?;
    let (mut count, mut after) = (Count::default(), None);
    loop {
        let due = post::due(&house.db, house.clock.now(), after, AT_ONCE).await?;
        let Some(last) = due.last() else { return Ok(count) };
        after = Some((last.since, last.message));
        for letter in due {
            one(house, to, protected, letter, &mut count).await?;
        }
    }
}

async fn one(
    house: &House,
    to: &Path,
    protected: bool,
    due: Due,
    count: &mut Count,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let person = house.register.persons(&[due.person]).await?.into_iter().next();
    let Some(person) = person.filter(|it| !it.is_dead()) else {
        count.without_address += 1;
        return Ok(());
    };
    if person.protection.is_protected() != protected {
        count.protected += u64::from(!protected);
        return Ok(());
    }
    if person.address.is_none() && !protected {
        count.without_address += 1;
        return Ok(());
    }
    let Some(printed) = print(house, due).await? else { return Ok(()) };
    write(to, due, &letter(&person, &printed, protected))?;
    mark(house, due).await?;
    count.written += 1;
    Ok(())
}

fn letter<'l>(person: &'l Person, letter: &'l Printed, protected: bool) -> Letter<'l> {
    let address = person.address.as_ref().filter(|_| !protected).map(|address| Address {
        street: &address.street,
        postal_code: &address.postal_code,
        city: &address.city,
    });
    Letter { name: person.name.full(), address, protected, letter }
}

async fn print(house: &House, due: Due) -> Result<Option<Printed>, DialogueError> {
    let deed = post::deed(post::PRINT, due.message);
    let allowed = house.gate.deliver(&Actor::Job(JobKind::Operator), due.person, &dialogue::POLICY, deed).await?;
    allowed.commit(move |tx| Box::pin(async move { post::print(tx, due.message).await })).await
}

async fn mark(house: &House, due: Due) -> Result<(), DialogueError> {
    let deed = post::deed(post::POST, due.message);
    let allowed = house.gate.deliver(&Actor::Job(JobKind::Operator), due.person, &dialogue::POLICY, deed).await?;
    allowed.commit(move |tx| Box::pin(async move { post::posted(tx, due.message).await })).await
}

/// Puts the file there whole, and on the disk, before the letter is marked.
fn write(to: &Path, due: Due, letter: &Letter<'_>) -> io::Result<()> {
    let partial = to.join(format!(".{}.partial", due.message));
    let mut file = File::create(&partial)?;
    file.write_all(&serde_json::to_vec_pretty(letter)?)?;
    file.sync_all()?;
    fs::rename(partial, to.join(format!("{}.json", due.message)))?;
    File::open(to)?.sync_all()
}
