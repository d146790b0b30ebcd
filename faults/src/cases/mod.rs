//! The faults: one a file.

mod clock;
mod cut_off;
mod disk;
mod drain;
mod kill;
mod mail;
mod two;

use std::{error::Error, future::Future, pin::Pin};

use crate::{
    books::{self, Books},
    installation::Installation,
    load::Tally,
};

/// Why a fault could not be tried.
pub type Fault = Box<dyn Error + Send + Sync>;

/// What a fault did.
pub enum Verdict {
    /// Nothing is lost; what was measured on the way.
    Whole(String),
    /// Each a sentence.
    Lost(Vec<String>),
    /// This machine cannot do it; why.
    Skipped(String),
}

pub type Outcome = Result<Verdict, Fault>;

/// How much is done.
pub struct Plan {
    pub rounds: u32,
    pub people: usize,
}

/// A fault by its name.
pub struct Case {
    pub name: &'static str,
    pub run: for<'a> fn(&'a Plan) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>,
}

/// All of them, in the order in which they are tried.
pub const CASES: [Case; 8] = [
    Case { name: "kill", run: |plan| Box::pin(kill::run(plan)) },
    Case { name: "drain", run: |plan| Box::pin(drain::run(plan)) },
    Case { name: "cut-off", run: |plan| Box::pin(cut_off::connections(plan)) },
    Case { name: "database-crash", run: |plan| Box::pin(cut_off::crash(plan)) },
    Case { name: "two", run: |plan| Box::pin(two::run(plan)) },
    Case { name: "disk", run: |plan| Box::pin(disk::run(plan)) },
    Case { name: "mail", run: |plan| Box::pin(mail::run(plan)) },
    Case { name: "clock", run: |plan| Box::pin(clock::run(plan)) },
];

/// Compares the books with what people were answered since `before`, and looks for what is half done.
async fn settle(installation: &Installation, before: &Books, tally: &Tally) -> Result<Vec<String>, Fault> {
    let db = installation.database().await?;
    let mut lost = Books::read(&db).await?.differences(before, tally);
    lost.extend(books::half_done(&db).await?);
    db.close().await;
    lost.extend(Some(installation.verify()?).filter(|said| !said.is_empty()));
    Ok(lost)
}

async fn books(installation: &Installation) -> Result<Books, Fault> {
    let db = installation.database().await?;
    let books = Books::read(&db).await?;
    db.close().await;
    Ok(books)
}

/// `lost` as a verdict; `measured` when there is nothing in it.
fn verdict(lost: Vec<String>, measured: String) -> Verdict {
    if lost.is_empty() { Verdict::Whole(measured) } else { Verdict::Lost(lost) }
}
