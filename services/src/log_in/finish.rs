//! `GET /logg-inn/retur`: what the electronic ID answered becomes a session, or a page that helps.

use std::net::IpAddr;

use access::{Deed, rules::Basis};
use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use eid::{
    Answer, Done, NotAdmitted,
    sessions::{Kind, LOG_IN_COOKIE, NewSession, forget_cookie, set_cookie},
};
use people::PersonId;
use uuid::Uuid;
use web::{CHOOSE_OFFICE, ClientAddress, PageError, Portal, Reference, Visitor, cookie};

use super::{admit, first_page, outcome};

pub(super) async fn get(
    State(portal): State<Portal>,
    Extension(reference): Extension<Reference>,
    Query(answer): Query<Answer>,
    client: Option<Extension<ClientAddress>>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let done = match portal.log_in().finish(answer, cookie::read(&headers, LOG_IN_COOKIE)).await {
        Ok(done) => done,
        Err(error) => return Ok(outcome::failed(&visitor, error, &reference)),
    };
    match admit::ask(&portal, &done.identity.number).await? {
        admit::Answer::In(person) => {
            let address = client.map(|Extension(ClientAddress(address))| address).filter(is_somewhere);
            match enter(&portal, person, Kind::of_path(&done.return_to)).await? {
                Some(entry) => open(&portal, &done, entry, address, &headers).await,
                None => Ok(outcome::no_role(&visitor, out_of_eid(&portal, &done).await)),
            }
        }
        admit::Answer::Out(why, person) => {
            if let Some(person) = person {
                note(&portal, person, "log_in", false, reason(why)).await?;
            }
            Ok(outcome::not_admitted(&visitor, why, out_of_eid(&portal, &done).await))
        }
    }
}

/// Opens the session and leads to where the person wanted, or to a form that waits for them.
async fn open(
    portal: &Portal,
    done: &Done,
    entry: Entry,
    address: Option<IpAddr>,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let Entry { person, kind, membership } = entry;
    let new = NewSession {
        person,
        kind,
        membership,
        identity: &done.identity,
        issuer: &portal.log_in().provider().settings().issuer,
        user_agent: headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default(),
        address,
        replaces: cookie::read(headers, kind.cookie()),
    };
    let opened = portal.sessions().open(new).await.map_err(PageError::unavailable)?;
    let waiting = portal.kept_forms().list(&opened.session).await.map_err(PageError::unavailable)?;
    let to = match done.return_to.as_str() {
        _ if kind.is_at_work() && membership.is_none() => CHOOSE_OFFICE.to_owned(),
        _ if !waiting.is_empty() => kind.address("/logg-inn/skjema"),
        "/" => first_page(portal, person).await?,
        wanted => wanted.to_owned(),
    };
    let cookies = AppendHeaders([
        (header::SET_COOKIE, set_cookie(kind.cookie(), &opened.token)),
        (header::SET_COOKIE, forget_cookie(LOG_IN_COOKIE)),
    ]);
    Ok((cookies, Redirect::to(&to)).into_response())
}

/// Who comes in, and as what.
struct Entry {
    person: PersonId,
    kind: Kind,
    membership: Option<Uuid>,
}

/// Lets a citizen in, and one who has a role in at work; `None` for one who has none. Written down before all else (I5).
async fn enter(portal: &Portal, person: PersonId, kind: Kind) -> Result<Option<Entry>, PageError> {
    let oneself = Basis::Oneself.to_word();
    if kind == Kind::Citizen {
        note(portal, person, "log_in", true, &oneself).await?;
        return Ok(Some(Entry { person, kind, membership: None }));
    }
    let roles = portal.gate().roles(person).await?;
    if roles.is_empty() {
        note(portal, person, "log_in_at_work", false, "no_role").await?;
        return Ok(None);
    }
    note(portal, person, "log_in_at_work", true, &oneself).await?;
    let membership = (roles.len() == 1).then(|| roles[0].id);
    Ok(Some(Entry { person, kind, membership }))
}

/// Writes the log-in, or its refusal, in the person's usage log before anything is shown (I5).
async fn note(
    portal: &Portal,
    person: PersonId,
    deed: &'static str,
    granted: bool,
    reason: &str,
) -> Result<(), PageError> {
    portal.gate().note(person, Deed::new(deed), granted, reason).await.map_err(PageError::unavailable)
}

/// Where one logs out of the electronic ID again.
async fn out_of_eid(portal: &Portal, done: &Done) -> Option<String> {
    portal.log_in().provider().log_out_address(&done.identity.id_token).await.ok().flatten()
}

/// The refusal as the usage log has it.
fn reason(why: NotAdmitted) -> &'static str {
    match why {
        NotAdmitted::TooYoung => "age",
        NotAdmitted::Dead => "dead",
        NotAdmitted::Ended | NotAdmitted::Unknown => "number_ended",
    }
}

/// An address that says something of where somebody is: not this machine, not a network behind a gateway.
fn is_somewhere(address: &IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => !(v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified()),
        IpAddr::V6(v6) => !(v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local()),
    }
}
