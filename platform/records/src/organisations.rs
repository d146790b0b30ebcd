//! Those who deliver, as citizens know them.

use std::collections::HashMap;

use db::{Db, DbError};

use crate::Source;

/// Organisations by their numbers. Read afresh each time; cheap to clone.
#[derive(Clone)]
pub struct Organisations(Db);

impl Organisations {
    /// Those whose systems deliver to this database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// What is known of one; `None` for one that delivers nothing here.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn find(&self, organisation: &str) -> Result<Option<Source>, DbError> {
        Source::find(&self.0, organisation).await
    }

    /// All of them, by name.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn list(&self) -> Result<Vec<Source>, DbError> {
        Source::list(&self.0).await
    }

    /// The name of an organisation; `None` for one that delivers nothing here.
    pub async fn name(&self, organisation: &str) -> Result<Option<String>, DbError> {
        Ok(self.find(organisation).await?.map(|source| source.name))
    }

    /// The names of those among `organisations` that have one, by number.
    pub async fn names(&self, organisations: Vec<&str>) -> Result<HashMap<String, String>, DbError> {
        let mut names = HashMap::new();
        for organisation in organisations {
            if !names.contains_key(organisation)
                && let Some(name) = self.name(organisation).await?
            {
                names.insert(organisation.to_owned(), name);
            }
        }
        Ok(names)
    }
}
