//! What became of every resource of an import.

use std::collections::BTreeMap;

use fhir::{Issue, IssueKind};

use crate::Stored;

/// Counts by resource type, and what was refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub created: BTreeMap<String, usize>,
    pub updated: BTreeMap<String, usize>,
    /// Was there already, byte for byte.
    pub unchanged: BTreeMap<String, usize>,
    pub refused: Vec<Refused>,
}

/// A resource that was not taken, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub file: String,
    /// Where in the file: `line 3`, `entry 12`; empty for the whole.
    pub place: String,
    pub issue: Issue,
}

impl Report {
    pub(super) fn take(&mut self, resource_type: &str, stored: Stored) {
        let counts = match stored {
            Stored::Created => &mut self.created,
            Stored::Updated => &mut self.updated,
            Stored::Unchanged => &mut self.unchanged,
        };
        *counts.entry(resource_type.to_owned()).or_default() += 1;
    }

    /// A file that could not be read.
    pub fn unreadable(&mut self, file: &str, fault: impl std::fmt::Display, mend: &str) {
        let issue = Issue::new(IssueKind::Structure, "file", format!("cannot be read: {fault}"), mend);
        self.refused.push(Refused { file: file.to_owned(), place: String::new(), issue });
    }

    /// Everything that is in the store after it, by type.
    pub fn taken(&self) -> BTreeMap<&str, usize> {
        let mut all = BTreeMap::new();
        for (kind, count) in self.created.iter().chain(&self.updated).chain(&self.unchanged) {
            *all.entry(kind.as_str()).or_default() += count;
        }
        all
    }

    /// What is kept and shown by no service yet, by type. `shown`: the types that services show.
    pub fn not_shown(&self, shown: &[&str]) -> BTreeMap<&str, usize> {
        let mut all = self.taken();
        all.retain(|kind, _| !shown.contains(kind));
        all
    }
}
