//! `helsevei incident`: what the status page tells of faults and planned maintenance (P11).

use std::process::ExitCode;

use clap::{Args, Subcommand};
use incidents::{Component, Impact, Incident, Incidents, Texts};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use uuid::Uuid;

use super::{Outcome, Target};
use crate::house::House;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Tell of something that is wrong, from now on.
    Open(OpenArgs),
    /// Tell of maintenance from one moment to another.
    Plan(PlanArgs),
    /// Tell more of one that is open or planned.
    Update(MoreArgs),
    /// It is over, or planned maintenance is called off.
    Resolve(MoreArgs),
    /// List what is open, planned, or was over within 90 days.
    List(Target),
}

#[derive(Args, Debug)]
pub struct OpenArgs {
    #[command(flatten)]
    target: Target,
    /// The part it is about: log_in, pages, messages, api, open (search and articles).
    #[arg(long, value_parser = component)]
    component: Component,
    /// What it does: degraded (slow, or not all of it) or down.
    #[arg(long, value_parser = impact)]
    impact: Impact,
    #[command(flatten)]
    texts: TextArgs,
}

#[derive(Args, Debug)]
pub struct PlanArgs {
    #[command(flatten)]
    target: Target,
    /// The part it is about: log_in, pages, messages, api, open (search and articles).
    #[arg(long, value_parser = component)]
    component: Component,
    /// When it begins, in Norway: "2026-12-01 22:00".
    #[arg(long, value_parser = moment)]
    from: Timestamp,
    /// When it ends, in Norway.
    #[arg(long, value_parser = moment)]
    to: Timestamp,
    #[command(flatten)]
    texts: TextArgs,
}

#[derive(Args, Debug)]
pub struct MoreArgs {
    #[command(flatten)]
    target: Target,
    /// The id that `open`, `plan` and `list` say.
    incident: Uuid,
    #[command(flatten)]
    texts: TextArgs,
}

/// A sentence or two, without anything about a person.
#[derive(Args, Debug)]
pub struct TextArgs {
    /// In Bokmål.
    #[arg(long, value_parser = sentence)]
    nb: String,
    /// In Nynorsk.
    #[arg(long, value_parser = sentence)]
    nn: String,
    /// In English.
    #[arg(long, value_parser = sentence)]
    en: String,
}

impl From<TextArgs> for Texts {
    fn from(TextArgs { nb, nn, en }: TextArgs) -> Self {
        Self { nb, nn, en }
    }
}

fn component(word: &str) -> Result<Component, String> {
    let all = Component::ALL.map(Component::as_str).join(", ");
    Component::parse(word).ok_or_else(|| format!("a component is one of {all}"))
}

fn impact(word: &str) -> Result<Impact, String> {
    let of_a_fault = Impact::parse(word).filter(|impact| *impact != Impact::Maintenance);
    of_a_fault.ok_or_else(|| "an impact is degraded or down; for maintenance use `incident plan`".to_owned())
}

fn moment(text: &str) -> Result<Timestamp, String> {
    let wrong = |_| "a moment is written as \"2026-12-01 22:00\"".to_owned();
    let civil: DateTime = text.parse().map_err(wrong)?;
    let oslo = TimeZone::get("Europe/Oslo").map_err(|fault| fault.to_string())?;
    oslo.to_timestamp(civil).map_err(|fault| fault.to_string())
}

fn sentence(text: &str) -> Result<String, String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= 500;
    if fits { Ok(text.to_owned()) } else { Err("write something, at most 500 characters".to_owned()) }
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Open(OpenArgs { target, component, impact, texts }) => {
            let (house, incidents) = open(&target).await?;
            println!("told, from now on:\n{}", incidents.open(component, impact, texts.into()).await?);
            done(&house).await
        }
        Errand::Plan(PlanArgs { target, component, from, to, texts }) => {
            let (house, incidents) = open(&target).await?;
            if to <= from || to <= house.clock.now() {
                return Err("it must end after it begins, and not be over already".into());
            }
            println!("told:\n{}", incidents.plan(component, from, to, texts.into()).await?);
            done(&house).await
        }
        Errand::Update(MoreArgs { target, incident, texts }) => {
            let (house, incidents) = open(&target).await?;
            if !incidents.update(incident, texts.into()).await? {
                return Err("there is no such incident, or it is over".into());
            }
            println!("told");
            done(&house).await
        }
        Errand::Resolve(MoreArgs { target, incident, texts }) => {
            let (house, incidents) = open(&target).await?;
            let was_open = incidents.resolve(incident, texts.into()).await?;
            println!(
                "{}",
                if was_open { "over, from now on" } else { "there is no such incident, or it was over already" }
            );
            done(&house).await
        }
        Errand::List(target) => {
            let (house, incidents) = open(&target).await?;
            let all = incidents.list().await?;
            all.iter().for_each(|incident| tell(incident, house.clock.now()));
            if all.is_empty() {
                println!("nothing is open or planned, and nothing was in 90 days");
            }
            done(&house).await
        }
    }
}

async fn open(target: &Target) -> Result<(House, Incidents), Box<dyn std::error::Error + Send + Sync>> {
    let house = House::open(&target.plan()?).await?;
    let incidents = house.status.incidents().clone();
    Ok((house, incidents))
}

fn tell(incident: &Incident, now: Timestamp) {
    let state = match incident.over_at(now) {
        Some(at) => format!("over {at}"),
        None if incident.is_planned(now) => "planned".to_owned(),
        None => "open".to_owned(),
    };
    let ends = incident.ends_at.map(|at| format!(" to {at}")).unwrap_or_default();
    println!("{}  {} {}, {state}", incident.id, incident.component.as_str(), incident.impact.as_str());
    println!("  from {}{ends}: {}", incident.starts_at, incident.text("en"));
}

async fn done(house: &House) -> Outcome {
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
