//! Services where one lives (P5): from a municipality's name or a postal code to what there is. Made anew at each look,
//! never kept: what an operator changes shows at once.

mod look_up;
mod show;
mod wording;

use axum::{Router, routing::get};
use web::{PageError, Portal, Words};

/// Where one looks a municipality up; its own page lies under it.
pub const PATH: &str = "/tjenester-der-du-bor";

pub(super) fn routes() -> Router<Portal> {
    Router::new().route(PATH, get(look_up::get)).route(&format!("{PATH}/{{number}}"), get(show::get))
}

/// The address of a municipality's page.
pub(super) fn address(number: &str) -> String {
    format!("{PATH}/{number}")
}

/// For one who has searched for a municipality or a postal code: a question, an address and the text of a link.
pub(super) async fn hint(
    portal: &Portal,
    typed: &str,
    words: &Words,
) -> Result<Option<(String, String, String)>, PageError> {
    let found = portal.offices().called(typed).await.map_err(PageError::unavailable)?;
    Ok(match found.as_slice() {
        [] => None,
        [one] => {
            let question = words.say("site-local-hint").with("name", one.municipality.name()).to_string();
            Some((question, address(&one.municipality.number), words.t("site-local-hint-link").to_owned()))
        }
        _ => {
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("sted", typed).finish();
            let (question, link) = (words.t("site-local-hint-several"), words.t("site-local-choose"));
            Some((question.to_owned(), format!("{PATH}?{query}"), link.to_owned()))
        }
    })
}
