//! `GET /p/{handle}/innlogginger/{id}`: a role at work that one has or had: what one was told of when it was given or ended.

use access::{Deed, rules::Role, state::own_role};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::SERVICE;

#[derive(Template)]
#[template(path = "active_logins/pages/role.html")]
struct RolePage {
    page: Page,
    role: Role,
    office: String,
    organisation: String,
    from: Timestamp,
    until: Option<Timestamp>,
}

pub(super) async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let member = own_role(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let office = portal.offices().find(member.office).await.map_err(PageError::unavailable)?;
    let names = portal.organisations().names([member.organisation.as_str()].into()).await;
    let mut names = names.map_err(PageError::unavailable)?;
    let page = acting.page("active-logins-role-title");
    Ok(render(&RolePage {
        page: page.under(acting.path(SERVICE.path), acting.words().t("active-logins-title")),
        role: member.role,
        office: office.map(|office| office.name).unwrap_or_default(),
        organisation: names.remove(&member.organisation).unwrap_or_default(),
        from: member.given_at,
        until: member.ended_at,
    }))
}
