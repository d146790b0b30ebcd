//! `helsevei clients`: the health services' systems that may call, and their keys.

use std::{fs, path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use clients::{Client, ClientChange, NewClient, PublicKey, Scopes};
use jiff::Timestamp;

use super::{Outcome, Target};
use crate::house::House;

/// Who changed it, in the trace each change leaves.
const BY: &str = "operator command";
/// Signs on a line of a list.
const WIDTH: usize = 80;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Add a system with its public keys.
    Add(AddArgs),
    /// List all systems and their keys.
    List(Target),
    /// Add a key beside those there are: the system may use either.
    AddKey(AddKeyArgs),
    /// End a key at once; tokens that were got with it are refused from now on.
    EndKey(EndKeyArgs),
    /// End a system at once; its tokens are refused from now on.
    End(EndArgs),
    /// Change the most that a system may do; it holds for tokens that are out, too.
    Scopes(ScopesArgs),
    /// Who changed what of a system, or of all, the latest last.
    History(HistoryArgs),
}

#[derive(Args, Debug)]
pub struct AddArgs {
    #[command(flatten)]
    target: Target,
    /// Organisation number of the health service it works for; one that `import` has made known.
    #[arg(long, value_name = "NUMBER")]
    organisation: String,
    /// What the operator calls it.
    #[arg(long)]
    name: String,
    /// An id of its own; without it one is made.
    #[arg(long, value_name = "CLIENT_ID")]
    id: Option<String>,
    /// The most it may do: SMART system scopes with spaces between.
    #[arg(long, value_name = "SCOPES", default_value = "system/*.crus")]
    scope: Scopes,
    /// Take only tokens that are bound to a key (DPoP).
    #[arg(long)]
    dpop: bool,
    /// Calls a minute, where it differs from limits.calls_per_client.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    per_minute: Option<u32>,
    /// Files of public keys: a JWK or a set of them each.
    #[arg(long = "key", value_name = "FILE", required = true)]
    keys: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub struct AddKeyArgs {
    #[command(flatten)]
    target: Target,
    client_id: String,
    /// A file with a public key (JWK).
    #[arg(long = "key", value_name = "FILE")]
    key: PathBuf,
}

#[derive(Args, Debug)]
pub struct EndKeyArgs {
    #[command(flatten)]
    target: Target,
    client_id: String,
    /// The key's id, as `list` shows it.
    #[arg(long)]
    kid: String,
}

#[derive(Args, Debug)]
pub struct EndArgs {
    #[command(flatten)]
    target: Target,
    client_id: String,
}

#[derive(Args, Debug)]
pub struct ScopesArgs {
    #[command(flatten)]
    target: Target,
    client_id: String,
    /// SMART system scopes: all that it may do from now on.
    #[arg(required = true, value_name = "SCOPE")]
    scopes: Vec<String>,
}

#[derive(Args, Debug)]
pub struct HistoryArgs {
    #[command(flatten)]
    target: Target,
    /// One system; without it all of them.
    client_id: Option<String>,
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Add(args) => add(args).await,
        Errand::List(target) => list(&target).await,
        Errand::AddKey(args) => {
            let keys = read_keys(&args.key)?;
            let house = House::open(&args.target.plan()?).await?;
            for key in keys {
                let kid = key.kid().to_owned();
                house.registry().add_key(&args.client_id, key, BY).await?;
                println!("{} may use the key {kid} from now on", args.client_id);
            }
            done(&house).await
        }
        Errand::EndKey(args) => {
            let house = House::open(&args.target.plan()?).await?;
            house.registry().end_key(&args.client_id, &args.kid, BY).await?;
            println!("the key {} of {} has ended", args.kid, args.client_id);
            done(&house).await
        }
        Errand::End(args) => {
            let house = House::open(&args.target.plan()?).await?;
            house.registry().end(&args.client_id, BY).await?;
            println!("{} has ended", args.client_id);
            done(&house).await
        }
        Errand::Scopes(args) => {
            let scopes: Scopes = args.scopes.join(" ").parse()?;
            let house = House::open(&args.target.plan()?).await?;
            house.registry().change_scopes(&args.client_id, &scopes, BY).await?;
            println!("{} may do {scopes} from now on", args.client_id);
            done(&house).await
        }
        Errand::History(args) => {
            let house = House::open(&args.target.plan()?).await?;
            let changes = house.registry().history(args.client_id.as_deref()).await?;
            for ClientChange { client, at, by, change, detail } in &changes {
                println!("{}  {change}, {by}", minute(*at));
                wrapped(client).for_each(|line| println!("{line}"));
                wrapped(detail).for_each(|line| println!("{line}"));
            }
            if changes.is_empty() {
                println!("nothing was changed yet");
            }
            done(&house).await
        }
    }
}

async fn add(args: AddArgs) -> Outcome {
    let keys = args.keys.iter().map(read_keys).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let house = House::open(&args.target.plan()?).await?;
    let new = NewClient {
        id: args.id,
        organisation: args.organisation,
        name: args.name,
        scopes: args.scope,
        dpop_required: args.dpop,
        per_minute: args.per_minute,
        keys,
    };
    let client = house.registry().add(new, BY).await?;
    println!("added; the system calls itself by this client_id:\n{}", client.id);
    done(&house).await
}

async fn list(target: &Target) -> Outcome {
    let house = House::open(&target.plan()?).await?;
    let clients = house.registry().list().await?;
    clients.iter().for_each(tell);
    if clients.is_empty() {
        println!("there are no systems yet: `helsevei clients add`");
    }
    done(&house).await
}

/// At most [`WIDTH`] signs a line, whatever the names and scopes: terminals cut or fold what is longer.
fn tell(client: &Client) {
    let ended = client.ended_at.map(|at| format!(", ended {}", minute(at))).unwrap_or_default();
    println!("{}{ended}", client.id);
    wrapped(&client.name).for_each(|line| println!("{line}"));
    let used = client.used_at.map_or_else(|| "not used yet".to_owned(), |at| format!("last used {}", minute(at)));
    println!("    organisation {}, added {}, {used}", client.organisation, minute(client.added_at));
    let bound = if client.dpop_required { ", DPoP only" } else { "" };
    let limit = client.per_minute.map(|number| format!(", {number} calls a minute")).unwrap_or_default();
    wrapped(&format!("{}{bound}{limit}", client.scopes)).for_each(|line| println!("{line}"));
    for key in &client.keys {
        let ended = key.ended_at.map(|at| format!(", ended {}", minute(at))).unwrap_or_default();
        wrapped(&format!("key {}, added {}{ended}", key.key.kid(), minute(key.added_at)))
            .for_each(|line| println!("{line}"));
    }
}

/// A moment as an operator reads it, in UTC: `2026-11-21 11:00`.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The words in lines of at most [`WIDTH`] signs, indented by four; a longer word is broken.
fn wrapped(text: &str) -> impl Iterator<Item = String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let signs: Vec<char> = word.chars().collect();
        for part in signs.chunks(WIDTH - 4) {
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.len() <= WIDTH => line.push(' '),
                _ => lines.push(" ".repeat(4)),
            }
            lines.last_mut().into_iter().for_each(|line| line.extend(part));
        }
    }
    lines.into_iter()
}

fn read_keys(file: &PathBuf) -> Result<Vec<PublicKey>, String> {
    let told = |fault: &dyn std::fmt::Display| format!("{}: {fault}", file.display());
    let text = fs::read_to_string(file).map_err(|fault| told(&fault))?;
    PublicKey::read_file(&text).map_err(|fault| told(&fault))
}

async fn done(house: &House) -> Outcome {
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
