//! One's referrals, to choose from.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use treatments::Treatment;
use web::{Acting, Page, PageError, Portal, Words, render};

use crate::treatment_centre::{SERVICE, referral::Referral, store};

#[derive(Template)]
#[template(path = "treatment_centre/pages/list.html")]
struct List {
    page: Page,
    /// Key of why the reader sees none, where that is so.
    refused: Option<&'static str>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    title: String,
    facts: Vec<String>,
}

/// `GET /p/{handle}/velg-behandlingssted`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let (refused, referrals) = match store::ask(&portal, &acting, Deed::new("list")).await? {
        Ok(allowed) => (None, store::list(&allowed).await?),
        Err(refusal) => (refusal.key(), Vec::new()),
    };
    let treatments = portal.treatments().list().await.map_err(PageError::unavailable)?;
    let row = |it: &Referral| Row {
        href: acting.path(&format!("velg-behandlingssted/{}", it.record.id)),
        title: title(acting.words(), it, &treatments),
        facts: facts(acting.words(), it),
    };
    let rows = referrals.iter().map(row).collect();
    Ok(render(&List { page: acting.service_page(&SERVICE), refused, rows }))
}

/// What it is for: the treatment's name where it is known here, or else the source's words.
pub fn title(words: &Words, referral: &Referral, treatments: &[Treatment]) -> String {
    let known = treatments.iter().find(|it| referral.treatments.contains(&it.code));
    match known {
        Some(treatment) => treatment.name(words.language().code()).to_owned(),
        None => referral.what.clone().unwrap_or_else(|| words.t("treatment-centre-referral").to_owned()),
    }
}

/// When, by whom and where to, as far as the source says it.
pub fn facts(words: &Words, referral: &Referral) -> Vec<String> {
    let said =
        |key: &str, name: &str, value: Option<String>| value.map(|value| words.say(key).with(name, value).to_string());
    let day = referral.authored.map(|day| words.short_day(day));
    [
        said("treatment-centre-referred", "day", day),
        said("treatment-centre-by", "name", referral.requester.clone()),
        said("treatment-centre-to", "name", referral.performer.clone()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
