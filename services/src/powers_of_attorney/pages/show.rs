//! One power, for either of its sides, with the code of one for the pharmacy (R6).

use access::{Deed, rules::PowerKind, state};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, ItemId, Page, PageError, Portal, render};

use super::qr;
use crate::powers_of_attorney::{
    SERVICE,
    seen::{self, Seen, State as Standing},
};

#[derive(Template)]
#[template(path = "powers_of_attorney/pages/show.html")]
struct Show {
    page: Page,
    power: Seen,
    /// Key of what was done just now.
    done: Option<&'static str>,
    /// Of a power for the pharmacy that holds: its characters, and the same as the path of an SVG.
    code: Option<(String, qr::Picture)>,
    /// The page of the giver, whom the reader may act for now.
    giver: Option<String>,
    list: String,
    path: String,
}

/// `GET /p/{handle}/fullmakter/{id}`.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    sent: Form,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let given = state::find_power(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let code = match given.power.kind {
        PowerKind::Pharmacy => state::pharmacy_code(&allowed, id).await?,
        PowerKind::Ordinary | PowerKind::Attested => None,
    };
    let giver = portal.handles().of(acting.subject(), given.giver);
    let power = seen::see(&portal, &acting, vec![given]).await?.pop().ok_or(PageError::NotFound)?;
    let holds = power.state == Standing::InForce;
    let page = acting.page_titled(acting.words().say(title(&power)).with("name", &power.other).to_string());
    let code = code.filter(|_| holds).map(|code| code.to_string());
    Ok(render(&Show {
        page: page.under(acting.path(SERVICE.path), acting.words().t("powers-of-attorney-title")),
        done: done(sent.value("gjort")),
        code: code.map(|code| (qr::picture(&code), code)).map(|(picture, code)| (code, picture)),
        giver: (holds && !power.is_mine() && !power.is_pharmacy()).then(|| format!("/p/{giver}")),
        list: acting.path(SERVICE.path),
        path: acting.path(&format!("fullmakter/{id}")),
        power,
    }))
}

/// Key of the heading, with the other side's name in it.
pub fn title(power: &Seen) -> &'static str {
    if power.is_mine() { "powers-of-attorney-to" } else { "powers-of-attorney-of" }
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "gitt" => "powers-of-attorney-done-given",
        "endret" => "powers-of-attorney-done-replaced",
        "avsluttet" => "powers-of-attorney-done-ended",
        _ => return None,
    })
}
