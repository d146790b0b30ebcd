//! What an operator changes: organisations, offices, and which municipalities have connected what. Each change leaves
//! its line (O2).

use access::state::{Connection, connect, connections, disconnect};
use db::{Clock, DbError, Random, Tx, args};
use jiff::Timestamp;
use records::Source;
use uuid::Uuid;

use crate::{Office, Offices, PostalRegister};

/// One change that an operator makes.
#[derive(Clone, Debug)]
pub enum Operation {
    /// A municipality offers a service digitally (L6).
    Connect { service: String, municipality: String },
    /// It no longer does: at once, for everyone.
    Disconnect { service: String, municipality: String },
    /// Adds an office, or changes what is known of it.
    Save(Box<Office>),
    /// The office takes nothing new, and nobody is at work for it any more.
    End(Uuid),
    /// Adds a health service, or changes what is known of it.
    SaveOrganisation(Source),
    /// Puts a register of municipalities and postal codes in the place of the one before (P5).
    Import(PostalRegister),
}

/// A line of what operators have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorChange {
    pub at: Timestamp,
    /// A person's id, or how a command names itself.
    pub by: String,
    /// `connect`, `disconnect`, `save_office`, `end_office`, `save_organisation` or `import_municipalities`.
    pub change: String,
    /// What it was done with: a service and a municipality, an office, or an organisation.
    pub detail: String,
}

impl Offices {
    /// Makes a change in the name of `by`, with its line. Says whether it changed anything.
    ///
    /// # Errors
    /// A fault of the database: then nothing of it remains.
    pub async fn operate(
        &self,
        operation: Operation,
        by: &str,
        clock: &Clock,
        random: &Random,
    ) -> Result<bool, DbError> {
        let (at, by) = (clock.now(), by.to_owned());
        let id = random.uuid(at);
        let job = self.0.write(move |tx| {
            Box::pin(async move {
                let changed = apply(tx, &operation, at).await?;
                if changed {
                    let sql = "INSERT INTO operator_changes (id, changed_at, changed_by, change, detail)
                               VALUES ($1, $2, $3, $4, $5)";
                    tx.execute(sql, args![id, at, by, operation.word(), operation.detail()]).await?;
                }
                Ok(changed)
            })
        });
        job.await
    }

    /// Which municipalities have connected what, by municipality and service.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn connections(&self) -> Result<Vec<Connection>, DbError> {
        connections(&self.0).await
    }

    /// The newest changes first, at most `limit`.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn changes(&self, limit: u32) -> Result<Vec<OperatorChange>, DbError> {
        let sql = "SELECT changed_at, changed_by, change, detail FROM operator_changes ORDER BY id DESC LIMIT $1";
        let rows = self.0.fetch_all(sql, args![i64::from(limit)]).await?;
        let read = |row: &db::Row| {
            Ok(OperatorChange { at: row.time(0)?, by: row.text(1)?, change: row.text(2)?, detail: row.text(3)? })
        };
        rows.iter().map(read).collect()
    }
}

impl Operation {
    fn word(&self) -> &'static str {
        match self {
            Self::Connect { .. } => "connect",
            Self::Disconnect { .. } => "disconnect",
            Self::Save(_) => "save_office",
            Self::End(_) => "end_office",
            Self::SaveOrganisation(_) => "save_organisation",
            Self::Import(_) => "import_municipalities",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Connect { service, municipality } | Self::Disconnect { service, municipality } => {
                format!("{service} {municipality}")
            }
            Self::Save(office) => format!("{} {} {}", office.id, office.kind.as_str(), office.name),
            Self::End(id) => id.to_string(),
            Self::SaveOrganisation(source) => format!("{} {}", source.organisation, source.name),
            Self::Import(register) => {
                format!("{} municipalities, {} postal codes", register.municipalities.len(), register.codes.len())
            }
        }
    }
}

async fn apply(tx: &mut Tx, operation: &Operation, at: Timestamp) -> Result<bool, DbError> {
    match operation {
        Operation::Connect { service, municipality } => connect(tx, service, municipality).await,
        Operation::Disconnect { service, municipality } => disconnect(tx, service, municipality).await,
        Operation::Save(office) => {
            let is_so = Office::read_in(tx, office.id).await?.as_ref() == Some(office.as_ref());
            if !is_so {
                office.save(tx, at).await?;
            }
            Ok(!is_so)
        }
        Operation::SaveOrganisation(source) => {
            let is_so = Source::find_in(tx, &source.organisation).await?.as_ref() == Some(source);
            if !is_so {
                source.save(tx, at).await?;
            }
            Ok(!is_so)
        }
        Operation::Import(register) => register.save(tx).await,
        Operation::End(id) => {
            let sql = "UPDATE offices SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
            Ok(tx.execute(sql, args![*id, at]).await? > 0)
        }
    }
}
