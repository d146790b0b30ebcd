//! `helsevei members`: who works at which office, and as what. The first administrator and the first operator are made so.

use std::process::ExitCode;

use access::{
    Actor, Deed, JobKind, Policy,
    rules::{MEMBERS, Role},
    state::{HprNumber, Member, NewMember, find_member, members_of},
};
use clap::{Args, Subcommand};
use people::PersonId;
use uuid::Uuid;

use super::{Outcome, Target, municipalities::BY, person};
use crate::house::House;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Give somebody a role at an office. Their national number is read from standard input, so that no list of commands
    /// keeps it.
    Add(AddArgs),
    /// End a role: what it opened is closed at the next click.
    End(EndArgs),
    /// List the roles in an organisation, those that have ended too, without names.
    List(ListArgs),
}

#[derive(Args, Debug)]
pub struct AddArgs {
    #[command(flatten)]
    target: Target,
    /// The office, as `helsevei offices list` shows it.
    #[arg(long)]
    office: Uuid,
    /// clerk, nurse, midwife, doctor, carer, administrator, guidance or operator.
    #[arg(long, value_parser = role)]
    role: Role,
    /// Number in the register of health personnel.
    #[arg(long, value_parser = hpr)]
    hpr: Option<HprNumber>,
}

#[derive(Args, Debug)]
pub struct EndArgs {
    #[command(flatten)]
    target: Target,
    /// As `list` shows it.
    member: Uuid,
}

#[derive(Args, Debug)]
pub struct ListArgs {
    #[command(flatten)]
    target: Target,
    #[arg(long, value_name = "NUMBER")]
    organisation: String,
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| format!("a role is one of {}", Role::ALL.map(Role::as_str).join(", ")))
}

fn hpr(typed: &str) -> Result<HprNumber, String> {
    HprNumber::parse(typed).ok_or_else(|| "the number has seven to nine digits".to_owned())
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Add(args) => add(args).await,
        Errand::End(args) => end(args).await,
        Errand::List(args) => {
            let house = House::open(&args.target.plan()?).await?;
            let members = members_of(&house.db, &args.organisation).await?;
            members.iter().for_each(tell);
            if members.is_empty() {
                println!("nobody has had a role in this organisation: `helsevei members add`");
            }
            done(&house).await
        }
    }
}

async fn add(args: AddArgs) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let office = house.offices().find(args.office).await?.filter(|office| office.ended_at.is_none());
    let office = office.ok_or("there is no such office, or it has ended")?;
    let person = person::read(&house).await?;
    let new = NewMember {
        organisation: office.organisation,
        office: office.id,
        role: args.role,
        hpr: args.hpr,
        given_by: BY.to_owned(),
    };
    let allowed = by_command(&house, person, "give_role").await?;
    match desk::members::give_role(allowed, new).await? {
        Some(id) => println!("given, from now on:\n{id}"),
        None => println!("they have this role at the office already"),
    }
    done(&house).await
}

async fn end(args: EndArgs) -> Outcome {
    let house = House::open(&args.target.plan()?).await?;
    let member = find_member(&house.db, args.member).await?.ok_or("there is no such role")?;
    let allowed = by_command(&house, member.person, "end_role").await?;
    let ended = desk::members::end_role(allowed, &member, BY).await?;
    println!("{}", if ended { "the role has ended" } else { "it had ended already" });
    done(&house).await
}

/// Asks the gate as the operator's command: the line is in the member's own usage log.
async fn by_command(
    house: &House,
    person: PersonId,
    verb: &'static str,
) -> Result<access::Allowed<access::Deliver>, access::GateError> {
    let policy = Policy::everywhere(&MEMBERS);
    house.gate.deliver(&Actor::Job(JobKind::Operator), person, &policy, Deed::new(verb)).await
}

fn tell(member: &Member) {
    let ended = member.ended_at.map(|at| format!(", ended {at}")).unwrap_or_default();
    println!("{}  {} at {}, from {}{ended}", member.id, member.role.as_str(), member.office, member.given_at);
}

async fn done(house: &House) -> Outcome {
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
