//! `helsevei feedback`: what readers have written to whoever runs the portal (P11).

use std::process::ExitCode;

use clap::{Args, Subcommand};
use feedback::Message;
use uuid::Uuid;

use super::{Outcome, Target, municipalities::BY};
use crate::house::House;

/// Handled messages that are listed with `--handled`; all of them are less than a year old.
const HANDLED: u32 = 1_000;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// List the messages that wait, the oldest first, without what they say.
    List {
        #[command(flatten)]
        target: Target,
        /// Those that are handled too.
        #[arg(long)]
        handled: bool,
    },
    /// Show one message. It may hold personal data: do not keep what is printed.
    Show(One),
    /// Mark a message as handled.
    Handle(One),
    /// Delete a message for good.
    Delete(One),
}

#[derive(Args, Debug)]
pub struct One {
    #[command(flatten)]
    target: Target,
    /// The message's id, as `list` says it.
    message: Uuid,
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::List { target, handled } => list(&target, handled).await,
        Errand::Show(one) => {
            let (house, message) = find(&one).await?;
            show(&message);
            done(&house).await
        }
        Errand::Handle(one) => {
            let (house, message) = find(&one).await?;
            house.feedback().handle(message.id, BY).await?;
            println!("{}", if message.handled_at.is_none() { "handled" } else { "it was handled already" });
            done(&house).await
        }
        Errand::Delete(one) => {
            let (house, message) = find(&one).await?;
            house.feedback().delete(message.id).await?;
            println!("deleted");
            done(&house).await
        }
    }
}

async fn list(target: &Target, handled: bool) -> Outcome {
    let house = House::open(&target.plan()?).await?;
    let all = house.feedback().list(if handled { HANDLED } else { 0 }).await?;
    for message in &all {
        let wants = if message.content.email.is_empty() { "" } else { ", wants an answer" };
        let state = if message.handled_at.is_some() { ", handled" } else { "" };
        println!(
            "{}  {}  {}, {}{wants}{state}",
            message.id,
            message.received_at,
            message.about.as_str(),
            message.language
        );
    }
    if all.is_empty() {
        println!("no message waits");
    }
    done(&house).await
}

async fn find(one: &One) -> Result<(House, Message), Box<dyn std::error::Error + Send + Sync>> {
    let house = House::open(&one.target.plan()?).await?;
    let message = house.feedback().find(one.message).await?;
    Ok((house, message.ok_or("there is no such message, or it is deleted")?))
}

fn show(message: &Message) {
    println!("about: {}", message.about.as_str());
    println!("received: {}", message.received_at);
    for (name, value) in [("page", &message.content.page), ("answer to", &message.content.email)] {
        if !value.is_empty() {
            println!("{name}: {value}");
        }
    }
    println!("\n{}", message.content.text);
}

async fn done(house: &House) -> Outcome {
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
