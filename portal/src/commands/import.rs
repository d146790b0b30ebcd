//! `helsevei import`: reads files of FHIR resources in, as the source would have delivered them.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use access::rules::ItemSource;
use clap::{Args as ClapArgs, ValueEnum};
use db::{DbError, PersonId};
use indicatif::{ProgressBar, ProgressStyle};
use offices::Operation;
use people::{NationalNumber, PopulationRegister};
use records::{
    Profile, Source,
    import::{Importer, Report},
};

use super::{Outcome, Target, municipalities::BY};
use crate::house::House;

/// Refusals told one by one; the rest are counted.
const TOLD: usize = 200;
/// The largest file read whole.
const LARGEST: u64 = 512 << 20;

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(flatten)]
    target: Target,
    /// Organisation number of the health service that the files come from.
    #[arg(long, value_name = "NUMBER")]
    organisation: String,
    /// Its name as citizens know it; needed the first time only.
    #[arg(long)]
    name: Option<String>,
    /// What kind of health service it is; a youth sees less from some than from others.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// What its appointments are held to beyond R4.
    #[arg(long, value_enum)]
    profile: Option<Held>,
    /// The person whom the patient in the files is taken to be, by national identity number.
    #[arg(long = "as", value_name = "NATIONAL_ID")]
    bound_to: Option<String>,
    /// Resources, Bundles or NDJSON. None where the organisation is only to be known, before its system calls the API.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Gp,
    Municipal,
    SchoolNurse,
    Hospital,
    Other,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Held {
    Base,
    Helsenorge,
}

pub(super) async fn run(args: Args) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let bound_to = match &args.bound_to {
        Some(number) => Some(person(&house, number).await?),
        None => None,
    };
    let importer = Importer {
        db: house.db.clone(),
        gate: house.gate.clone(),
        keyring: house.keyring.clone(),
        register: Arc::new(house.register.clone()),
        source: source(&house, &args).await?,
        bound_to,
        kind: services::kind,
    };
    let report = read(&importer, &args.files).await?;
    match args.files.is_empty() {
        true => println!("{} is known; no files were named", args.organisation),
        false => tell(&report),
    }
    house.db.close().await;
    Ok(if report.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

async fn person(house: &House, number: &str) -> Result<PersonId, Box<dyn std::error::Error + Send + Sync>> {
    let number = NationalNumber::parse(number).map_err(|fault| format!("--as: {fault}"))?;
    let found = house.register.find_by_number(&number).await?;
    Ok(found.ok_or("--as: nobody in the register has this number")?)
}

/// The source as it is known, with what the options say anew.
async fn source(house: &House, args: &Args) -> Result<Source, DbError> {
    let known = Source::find(&house.db, &args.organisation).await?;
    let unknown = || Source {
        organisation: args.organisation.clone(),
        name: args.organisation.clone(),
        kind: ItemSource::Other,
        profile: Profile::Base,
    };
    let mut source = known.clone().unwrap_or_else(unknown);
    if let Some(name) = &args.name {
        source.name.clone_from(name);
    }
    if let Some(kind) = args.kind {
        source.kind = kind.into();
    }
    if let Some(held) = args.profile {
        source.profile = held.into();
    }
    if known.as_ref() != Some(&source) {
        let operation = Operation::SaveOrganisation(source.clone());
        house.offices().operate(operation, BY, &house.clock, &house.random).await?;
    }
    Ok(source)
}

async fn read(importer: &Importer, files: &[PathBuf]) -> Result<Report, Box<dyn std::error::Error + Send + Sync>> {
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left  {wide_msg}")?;
    let bar = ProgressBar::new(files.len() as u64).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    let mut report = Report::default();
    for file in files {
        let name = file.display().to_string();
        bar.set_message(name.clone());
        match text(file) {
            Ok(text) => importer.file(&name, &text, &mut report).await?,
            Err(fault) => report.unreadable(&name, fault, "check the path, its rights and that it is UTF-8"),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(report)
}

fn text(file: &PathBuf) -> Result<String, String> {
    let size = std::fs::metadata(file).map_err(|fault| fault.to_string())?.len();
    if size > LARGEST {
        return Err(format!("is larger than {} MB", LARGEST >> 20));
    }
    std::fs::read_to_string(file).map_err(|fault| fault.to_string())
}

fn tell(report: &Report) {
    let shown: Vec<&str> = services::ALL.iter().flat_map(|service| service.resource_types).copied().collect();
    list("taken, new", &report.created);
    list("taken, as a new version", &report.updated);
    list("there already, unchanged", &report.unchanged);
    list("kept, not shown by any service yet", &report.not_shown(&shown));
    if report.refused.is_empty() {
        return;
    }
    println!("refused: {}", report.refused.len());
    for refused in report.refused.iter().take(TOLD) {
        let place = if refused.place.is_empty() { String::new() } else { format!(" ({})", refused.place) };
        println!("  {}{place}: {}", refused.file, refused.issue);
    }
    if report.refused.len() > TOLD {
        println!("  and {} more", report.refused.len() - TOLD);
    }
}

fn list<K: std::fmt::Display>(heading: &str, counts: &BTreeMap<K, usize>) {
    let total: usize = counts.values().sum();
    if total > 0 {
        let parts: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        println!("{heading}: {total}\n  {}", parts.join(", "));
    }
}

impl From<Kind> for ItemSource {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Gp => Self::Gp,
            Kind::Municipal => Self::Municipal,
            Kind::SchoolNurse => Self::SchoolNurse,
            Kind::Hospital => Self::Hospital,
            Kind::Other => Self::Other,
        }
    }
}

impl From<Held> for Profile {
    fn from(held: Held) -> Self {
        match held {
            Held::Base => Self::Base,
            Held::Helsenorge => Self::Helsenorge,
        }
    }
}
