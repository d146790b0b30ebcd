//! The commands: one file each.

mod backup;
mod clients;
mod content;
mod demo;
mod feedback;
mod health;
mod import;
mod incident;
mod keys;
mod letters;
mod members;
mod migrate;
mod move_to;
mod municipalities;
mod notices;
mod offices;
mod person;
mod powers;
mod serve;
mod target;
mod treatments;
mod useful;
mod verify;
mod visiting;

use std::{error::Error, process::ExitCode};

use clap::Subcommand;

pub use demo::{Demo, prepare as prepare_demo};
pub use target::Target;

/// What a command ends with: an exit code, or a sentence for the operator.
pub type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

/// What `helsevei` can be asked to do.
#[derive(Subcommand)]
pub enum Command {
    /// Start with synthetic people and a test eID, to try the portal. Needs nothing else.
    Demo(demo::Args),
    /// Start the portal with the settings of a file.
    Serve(serve::Args),
    /// Bring the database up to date with this program.
    Migrate(Target),
    /// Ask a running portal whether it can serve; ends with 0 when it can.
    Health(health::Args),
    /// Prove that the usage log is whole, or that a backup equals its source.
    Verify(verify::Args),
    /// Copy the embedded database to a file while the portal runs.
    Backup(backup::BackupArgs),
    /// Put a backup in place of a database that is not there.
    Restore(backup::RestoreArgs),
    /// Copy everything into another, empty database, and prove that it is the same. The portal must be stopped.
    Move(move_to::Args),
    /// Read in files of FHIR resources from a health service.
    Import(import::Args),
    /// See letters that could not be sent, and send them again.
    Notices(notices::Args),
    /// Letters that nobody has opened in time: write them as files for the printer's service.
    Letters(letters::Args),
    /// The health services' systems that may call the API: add, list, end them, change their keys.
    #[command(subcommand)]
    Clients(clients::Errand),
    /// Municipalities: read in the register of postal codes; which offer which services here.
    #[command(subcommand)]
    Municipalities(municipalities::Errand),
    /// The offices that people turn to: add, say when they are open, end, list, and what operators have changed.
    #[command(subcommand)]
    Offices(offices::Errand),
    /// Treatments, where they are given and how long one waits: read a file in, whole or not at all.
    #[command(subcommand)]
    Treatments(treatments::Errand),
    /// Who works at which office, and as what: add, end, list. The first operator is made so.
    #[command(subcommand)]
    Members(members::Errand),
    /// Powers of attorney: check a code that was shown at a pharmacy, register and end those on a doctor's certificate.
    #[command(subcommand)]
    Powers(powers::Errand),
    /// The open site's articles: check them, pack them signed for a running portal, and see what readers found useful.
    #[command(subcommand)]
    Content(content::Errand),
    /// What readers have written to you: list, show, mark as handled, delete.
    #[command(subcommand)]
    Feedback(feedback::Errand),
    /// What the status page tells of faults and planned maintenance: open, plan, update, resolve, list.
    #[command(subcommand)]
    Incident(incident::Errand),
    /// Make a file with a new master key.
    NewKey(keys::NewKeyArgs),
    /// Wrap every person's key anew under the current master key.
    RotateKeys(Target),
}

impl Command {
    /// Does it.
    pub async fn run(self) -> Outcome {
        match self {
            Self::Demo(args) => demo::run(args).await,
            Self::Serve(args) => serve::run(args).await,
            Self::Migrate(target) => migrate::run(&target).await,
            Self::Health(args) => health::run(&args),
            Self::Verify(args) => verify::run(args).await,
            Self::Backup(args) => backup::backup(args).await,
            Self::Restore(args) => backup::restore(args).await,
            Self::Move(args) => move_to::run(args).await,
            Self::Import(args) => import::run(args).await,
            Self::Notices(args) => notices::run(args).await,
            Self::Letters(args) => letters::run(args).await,
            Self::Clients(errand) => clients::run(errand).await,
            Self::Municipalities(errand) => municipalities::run(errand).await,
            Self::Offices(errand) => offices::run(errand).await,
            Self::Treatments(errand) => treatments::run(errand).await,
            Self::Members(errand) => members::run(errand).await,
            Self::Powers(errand) => powers::run(errand).await,
            Self::Content(errand) => content::run(errand).await,
            Self::Incident(errand) => incident::run(errand).await,
            Self::Feedback(errand) => feedback::run(errand).await,
            Self::NewKey(args) => keys::new_key(&args),
            Self::RotateKeys(target) => keys::rotate(&target).await,
        }
    }
}
