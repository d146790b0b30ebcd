//! `helsevei notices`: letters that could not be sent, and how to send them again.

use std::process::ExitCode;

use clap::{Args as ClapArgs, Subcommand};
use notify::{ChannelKind, Which};
use uuid::Uuid;

use super::{Outcome, Target};
use crate::house::House;

#[derive(ClapArgs, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// List letters that could not be sent: why, from which organisation, when. Nobody's name or address.
    List(Target),
    /// Put letters back to be sent again, with all their attempts before them.
    Retry(Retry),
    /// Make a new key for devices, after the old one was lost to somebody: everybody's devices are forgotten, and ask to
    /// be told anew. Restart the portal afterwards.
    NewPushKey(Target),
}

#[derive(ClapArgs, Debug)]
struct Retry {
    #[command(flatten)]
    target: Target,
    /// The letter, as `list` names it.
    #[arg(value_name = "ID", required_unless_present_any = ["all", "channel"], conflicts_with_all = ["all", "channel"])]
    id: Option<Uuid>,
    /// All letters of one channel: `push`, `sms` or `email`.
    #[arg(long, value_parser = channel, conflicts_with = "all")]
    channel: Option<ChannelKind>,
    /// All letters that could not be sent.
    #[arg(long)]
    all: bool,
}

pub(super) async fn run(args: Args) -> Outcome {
    match args.what {
        What::List(target) => list(&House::open(&target.plan()?).await?).await,
        What::Retry(retry) => {
            let which = retry.id.map(Which::One).or(retry.channel.map(Which::Channel)).unwrap_or(Which::All);
            again(&House::open(&retry.target.plan()?).await?, which).await
        }
        What::NewPushKey(target) => new_push_key(&House::open(&target.plan()?).await?).await,
    }
}

fn channel(word: &str) -> Result<ChannelKind, String> {
    ChannelKind::parse(word).ok_or_else(|| "push, sms or email".to_owned())
}

async fn list(house: &House) -> Outcome {
    let dead = house.notices.dead().await?;
    for letter in &dead {
        let organisation = letter.organisation.as_deref().unwrap_or("-");
        println!(
            "{}  {}  organisation {organisation}  made {}  given up {}  attempts {}  {}",
            letter.id, letter.channel, letter.made_at, letter.ended_at, letter.attempts, letter.reason
        );
    }
    println!("{} letter(s) could not be sent", dead.len());
    Ok(ExitCode::SUCCESS)
}

async fn again(house: &House, which: Which) -> Outcome {
    let letters = house.notices.retry(which).await?;
    println!("{letters} letter(s) will be sent again");
    let found = letters > 0 || !matches!(which, Which::One(_));
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

async fn new_push_key(house: &House) -> Outcome {
    let devices = house.notices.change_push_key().await?;
    println!("{devices} device(s) are forgotten; restart the portal, and their people are asked anew");
    Ok(ExitCode::SUCCESS)
}
