//! `helsevei backup` and `helsevei restore` for the embedded database; PostgreSQL has its own tools
//! (docs/guides/operate.md).

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use db::{Db, Engine};

use super::{Outcome, Target};
use crate::house::schemas;

#[derive(Args, Debug)]
pub struct BackupArgs {
    #[command(flatten)]
    target: Target,
    /// The file to write; it must not exist.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Args, Debug)]
pub struct RestoreArgs {
    #[command(flatten)]
    target: Target,
    /// The backup to put in place.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
}

pub(super) async fn backup(args: BackupArgs) -> Outcome {
    let db = Db::open(&args.target.plan()?.database).await?;
    if db.engine() != Engine::Sqlite {
        return Err("PostgreSQL is backed up with its own tools: see docs/guides/operate.md".into());
    }
    db.backup_to(&args.to).await?;
    println!("{} is a whole copy. The master key is not in it: keep that elsewhere.", args.to.display());
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn restore(args: RestoreArgs) -> Outcome {
    let plan = args.target.plan()?;
    let path = plan.database.strip_prefix("sqlite:").map(Path::new);
    let path = path.ok_or("PostgreSQL is restored with its own tools: see docs/guides/operate.md")?;
    if path.exists() {
        return Err(format!("{} exists: stop the portal and move it away first", path.display()).into());
    }
    if !args.from.is_file() {
        return Err(format!("{} is not there", args.from.display()).into());
    }
    let source = Db::open(&format!("sqlite:{}", args.from.display())).await?;
    source.check_migrated(&schemas()).await?;
    // Through a copy with another name, so that a copy cut short is never taken for the database.
    source.backup_to(path).await?;
    let restored = Db::open(&plan.database).await?;
    if restored.digest().await? != source.digest().await? {
        fs::remove_file(path)?;
        return Err("the restored database differs from the backup and was removed".into());
    }
    println!("{} equals the backup. Run `helsevei verify` before you start the portal.", path.display());
    Ok(ExitCode::SUCCESS)
}
