//! What the reader was told, about the person of the page: asked of each service whose news it is, as its own page is.

use std::cmp::Reverse;

use access::{Deed, GateError, Standing, rules::Action};
use notify::{Before, Told};
use people::PersonId;
use web::{Acting, PageError, Portal, service::Service};

/// Notices on a page.
pub const SIZE: usize = 50;

/// Something the reader was told, and whom and which service it is about.
pub struct News {
    pub told: Told,
    pub service: &'static Service,
    /// The name of the person it is about, where that is another than the reader.
    pub about: Option<String>,
}

/// At most `most` of those before `before`, the newest first. On the reader's own page about everyone they represent, on
/// another's about that person alone.
pub async fn list(
    portal: &Portal,
    acting: &Acting,
    before: Option<Before>,
    most: usize,
) -> Result<Vec<News>, PageError> {
    let (reader, part) = (acting.person(), Part { before, most: i64::try_from(most).unwrap_or(i64::MAX) });
    let mut all = Vec::new();
    for (subject, service) in portal.notices().told_about(reader).await.map_err(PageError::unavailable)? {
        let Some(service) = portal.service(&service).filter(|_| acting.is_for_oneself() || subject == acting.subject())
        else {
            continue;
        };
        if subject == acting.subject() {
            all.extend(of(portal, reader, acting.standing(), service, &part).await?);
        } else if let Some(standing) = standing(portal, reader, subject).await? {
            all.extend(of(portal, reader, &standing, service, &part).await?);
        }
    }
    all.sort_by_key(|news| Reverse((news.told.at, news.told.id)));
    all.truncate(most);
    Ok(all)
}

/// A part of the list.
struct Part {
    before: Option<Before>,
    most: i64,
}

/// `None` for one whom the reader can no longer represent.
async fn standing(portal: &Portal, reader: PersonId, subject: PersonId) -> Result<Option<Standing>, PageError> {
    match portal.gate().standing(reader, subject).await {
        Ok(standing) => Ok(Some(standing)),
        Err(GateError::Refused(_)) => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

/// Nothing where the service is closed to the reader: what they were told of is no longer theirs to see.
async fn of(
    portal: &Portal,
    reader: PersonId,
    standing: &Standing,
    service: &'static Service,
    part: &Part,
) -> Result<Vec<News>, PageError> {
    match portal.gate().decide(standing, &service.policy, Action::See).await {
        Ok(_) => {}
        Err(GateError::Refused(_)) => return Ok(Vec::new()),
        Err(fault) => return Err(fault.into()),
    }
    let allowed = portal.gate().see_as(standing, &service.policy, Deed::new("notices")).await?;
    let told = notify::told(&allowed, reader, service.id(), part.before, part.most).await?;
    let about = (standing.subject.person != reader).then(|| standing.name.full());
    Ok(told.into_iter().map(|told| News { told, service, about: about.clone() }).collect())
}
