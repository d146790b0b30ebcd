//! `/skranke/drift/nyttig`: which articles readers did not find useful, those with the largest share first (P2).

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::State, response::Response};
use jiff::ToSpan;
use web::{AtWork, Page, PageError, Portal, render};

use super::{ITEM, page};

/// Months that are summed, this one among them.
const MONTHS: i32 = 12;

#[derive(Template)]
#[template(path = "operator/useful.html")]
struct Useful {
    page: Page,
    rows: Vec<Row>,
}

/// An article in one language.
struct Row {
    article: String,
    language: String,
    useful: i64,
    not_useful: i64,
    /// Of those who answered, in percent.
    share: i64,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let from = portal.clock().today().saturating_sub((MONTHS - 1).months()).strftime("%Y-%m").to_string();
    let all = portal.feedback().opinions(&from).await.map_err(PageError::unavailable)?;
    let mut sums: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
    for it in all {
        let sum = sums.entry((it.article, it.language)).or_default();
        *sum = (sum.0 + it.useful, sum.1 + it.not_useful);
    }
    let row = |((article, language), (useful, not_useful)): ((String, String), (i64, i64))| Row {
        article,
        language,
        useful,
        not_useful,
        share: not_useful * 100 / (useful + not_useful).max(1),
    };
    let mut rows: Vec<Row> = sums.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.share, row.not_useful)));
    Ok(render(&Useful { page: page(&at_work, "operator-useful"), rows }))
}
