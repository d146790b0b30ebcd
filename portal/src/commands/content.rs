//! `helsevei content`: checks the open site's articles, packs them, signed, for a running portal, and tells what readers
//! found of them (O5).

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use db::{Clock, Random};
use site::{
    Files, Open,
    articles::{Remark, Severity, Signer, check},
};
use web::{Texts, texts::PLATFORM};

use super::{Outcome, useful};
use crate::config::new_key_file;

#[derive(Subcommand, Debug)]
pub enum Errand {
    /// Say what is wrong with articles, and what an editor should look at. Ends with 1 where there is a fault.
    Check(From),
    /// Make a key that signs articles, and say the public key that goes into the settings.
    NewKey {
        /// The file to write; it must not be there.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Pack a folder of articles into one signed file.
    Pack {
        #[command(flatten)]
        from: From,
        /// The file that `new-key` made.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The bundle to write. A bundle that is there already is replaced in one step.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// What readers answered to "Was this useful?", by article, language and month.
    Useful(useful::Args),
}

#[derive(Args, Debug)]
pub struct From {
    /// The folder of articles; without it the starter articles inside this program.
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

impl From {
    fn files(&self) -> Result<Files, Box<dyn std::error::Error + Send + Sync>> {
        Ok(self.from.as_deref().map_or_else(|| Ok(Files::starter()), Files::in_folder)?)
    }
}

pub(super) async fn run(errand: Errand) -> Outcome {
    match errand {
        Errand::Check(from) => say(&remarks(&from.files()?)?, true),
        Errand::NewKey { to } => new_key(&to),
        Errand::Useful(args) => useful::run(args).await,
        Errand::Pack { from, key, to } => pack(&from.files()?, &key, &to),
    }
}

/// Everything there is to say of the articles.
fn remarks(files: &Files) -> Result<Vec<Remark>, Box<dyn std::error::Error + Send + Sync>> {
    let services = services::ALL.iter().map(|service| service.texts);
    let texts = Texts::load(&[PLATFORM, site::TEXTS].into_iter().chain(services).collect::<Vec<_>>())?;
    let (library, mut remarks) = Open::library(files, services::ALL, &texts);
    remarks.extend(check(&library, Clock::system().today()));
    Ok(remarks)
}

fn say(remarks: &[Remark], with_warnings: bool) -> Outcome {
    let faults = remarks.iter().filter(|it| it.severity == Severity::Fault).count();
    for remark in remarks.iter().filter(|it| with_warnings || it.severity == Severity::Fault) {
        println!("{remark}");
    }
    println!("{faults} faults, {} warnings", remarks.len() - faults);
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn new_key(to: &Path) -> Outcome {
    new_key_file(to, &Random::system()).map_err(|fault| format!("{}: {fault}", to.display()))?;
    let seed = fs::read_to_string(to)?;
    println!("{}: keep it where editors sign, not where the portal runs", to.display());
    println!("in the settings: content.public_key = \"{}\"", Signer::new(&seed)?.public_key());
    Ok(ExitCode::SUCCESS)
}

fn pack(files: &Files, key: &Path, to: &Path) -> Outcome {
    let remarks = remarks(files)?;
    if remarks.iter().any(|it| it.severity == Severity::Fault) {
        return say(&remarks, false);
    }
    let seed = fs::read_to_string(key).map_err(|fault| format!("{}: {fault}", key.display()))?;
    let bundle = Signer::new(&seed)?.pack(files)?;
    // A running portal must never read half a bundle.
    let half = to.with_extension("part");
    fs::write(&half, bundle)
        .and_then(|()| fs::rename(&half, to))
        .map_err(|fault| format!("{}: {fault}", to.display()))?;
    println!("{}: {} files, signed", to.display(), files.iter().count());
    Ok(ExitCode::SUCCESS)
}
