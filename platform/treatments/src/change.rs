//! What a new file changes, for the one who reads it in.

use std::{collections::BTreeMap, fmt};

use crate::Catalogue;

/// How many are new, other than they were, and gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub new: usize,
    pub changed: usize,
    pub gone: usize,
    pub unchanged: usize,
}

/// What is other in one catalogue than in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub treatments: Count,
    pub places: Count,
    pub waits: Count,
}

impl Changes {
    pub fn between(before: &Catalogue, after: &Catalogue) -> Self {
        Self {
            treatments: count(&before.treatments, &after.treatments),
            places: count(&before.places, &after.places),
            waits: count(&before.waits, &after.waits),
        }
    }

    /// All is as it was.
    pub fn are_none(&self) -> bool {
        [self.treatments, self.places, self.waits].iter().all(|it| it.new + it.changed + it.gone == 0)
    }
}

fn count<K: Ord, V: PartialEq>(before: &BTreeMap<K, V>, after: &BTreeMap<K, V>) -> Count {
    let mut count = Count { gone: before.keys().filter(|key| !after.contains_key(key)).count(), ..Count::default() };
    for (key, value) in after {
        match before.get(key) {
            None => count.new += 1,
            Some(old) if old == value => count.unchanged += 1,
            Some(_) => count.changed += 1,
        }
    }
    count
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { new, changed, gone, unchanged } = self;
        write!(f, "{new} new, {changed} changed, {gone} gone, {unchanged} as before")
    }
}
