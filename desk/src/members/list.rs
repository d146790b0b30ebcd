//! The list of roles, those that stand first, and the form for a new one.

use std::collections::HashMap;

use access::{Allowed, Deed, Reason, See, rules::Role, state::Member};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render};

use super::{ITEM, PATH, ROLES};

#[derive(Template)]
#[template(path = "pages/members.html")]
struct List {
    page: Page,
    form: Form,
    standing: Vec<Line>,
    ended: Vec<Line>,
    offices: Vec<Choice>,
    roles: Vec<Choice>,
    path: String,
}

/// One role as it is shown.
struct Line {
    id: Uuid,
    name: String,
    /// Key of the role's name.
    role: &'static str,
    office: String,
    hpr: String,
    given_at: Timestamp,
    ended_at: Option<Timestamp>,
    /// Who looks may end it: not their own.
    may_end: bool,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    show(&portal, &at_work, Form::default()).await
}

/// The page with what was typed; 422 where something is wrong with it.
pub(super) async fn show(portal: &Portal, at_work: &AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let members = portal.gate().colleagues(at_work.staff()).await?;
    let others: Vec<PersonId> =
        members.iter().map(|it| it.person).filter(|it| *it != at_work.staff().person()).collect();
    let seen = at_work.see_many(portal, &unique(others), &ROLES, Deed::new("list"), Reason::Member).await?;
    let seen = seen.into_iter().map(|allowed| (allowed.subject(), allowed)).collect();
    let offices = portal.offices().of_organisation(at_work.staff().organisation()).await;
    let offices = offices.map_err(PageError::unavailable)?;
    let offices: Vec<(Uuid, String)> = offices.into_iter().map(|office| (office.id, office.name)).collect();
    let lines: Vec<Line> =
        members.iter().map(|member| line(at_work, member, &seen, &offices)).collect::<Result<_, _>>()?;
    let (standing, ended) = lines.into_iter().partition(|line| line.ended_at.is_none());
    let faulty = form.has_faults();
    let page = render(&List {
        page: at_work.page(ITEM.key),
        form,
        standing,
        ended,
        offices: offices.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        roles: roles(at_work),
        path: at_work.path(PATH),
    });
    Ok(again_if(faulty, page))
}

fn unique(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people.dedup();
    people
}

fn line(
    at_work: &AtWork,
    member: &Member,
    seen: &HashMap<PersonId, Allowed<See>>,
    offices: &[(Uuid, String)],
) -> Result<Line, PageError> {
    let oneself = member.person == at_work.staff().person();
    let allowed = seen.get(&member.person);
    let known = allowed.and_then(|allowed| allowed.seen()).map(|seen| seen.name.full());
    let hpr = allowed.map(|allowed| member.hpr(allowed)).transpose().map_err(PageError::unavailable)?;
    let office = offices.iter().find(|(id, _)| *id == member.office).map(|(_, name)| name.clone());
    Ok(Line {
        id: member.id,
        name: if oneself { at_work.name().to_owned() } else { known.unwrap_or_default() },
        role: member.role.key(),
        office: office.unwrap_or_default(),
        hpr: hpr.flatten().unwrap_or_default(),
        given_at: member.given_at,
        ended_at: member.ended_at,
        may_end: member.ended_at.is_none() && allowed.is_some() && at_work.staff().role().gives(member.role),
    })
}

/// The roles that one in this role may give.
fn roles(at_work: &AtWork) -> Vec<Choice> {
    let gives = Role::ALL.into_iter().filter(|role| at_work.staff().role().gives(*role));
    gives.map(|role| Choice::new(role.as_str(), at_work.words().t(role.key()))).collect()
}
