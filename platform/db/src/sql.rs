//! The text of a statement, the same for both engines.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// A statement's text with `$1`, `$2` … for its values. Values never stand in the text itself.
#[derive(Clone, Debug)]
pub struct Sql(SqlStr);

impl Sql {
    pub(crate) fn text(self) -> SqlStr {
        self.0
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self(text.into_sql_str())
    }
}

impl From<String> for Sql {
    /// For statements put together from the program's own parts, such as a list of `($1, $2), ($3, $4)`.
    fn from(text: String) -> Self {
        // Shared: it may be asked a second time.
        Self::from(Arc::<str>::from(text))
    }
}

impl From<Arc<str>> for Sql {
    fn from(text: Arc<str>) -> Self {
        Self(AssertSqlSafe(text).into_sql_str())
    }
}

/// `$1, $2 …`: places for `count` values, the first of them at `first`.
pub fn marks(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}
