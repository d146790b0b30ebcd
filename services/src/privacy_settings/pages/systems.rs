//! Whose systems have read or written about the person lately: from the usage log, as its reader may see it (S4).

use access::{
    Deed, GateError, Policy,
    log::{self, SystemUse},
    rules::table,
};
use web::{Acting, PageError, Portal};

/// Days that are looked back on.
const DAYS: i64 = 90;
/// The log's own rules decide who may read of it.
const LOG: Policy = Policy::everywhere(&table::USAGE_LOG);

/// One organisation in one service.
pub struct Uses {
    pub organisation: String,
    pub service: String,
    pub last: String,
}

/// The latest first; `None` where the log is closed to the reader.
pub async fn list(portal: &Portal, acting: &Acting) -> Result<Option<Vec<Uses>>, PageError> {
    let asked = portal.gate().see_as(acting.standing(), &LOG, Deed::new("list")).await;
    let allowed = match asked {
        Ok(allowed) => allowed,
        Err(GateError::Refused(_)) => return Ok(None),
        Err(fault) => return Err(fault.into()),
    };
    let since = allowed.now().saturating_sub(jiff::SignedDuration::from_hours(24 * DAYS)).unwrap_or(allowed.now());
    let found = log::systems(&allowed, since).await?;
    let numbers = found.iter().map(|it| it.organisation.as_str()).collect();
    let names = portal.organisations().names(numbers).await.map_err(PageError::unavailable)?;
    let words = acting.words();
    let one = |it: SystemUse| Uses {
        organisation: names.get(&it.organisation).cloned().unwrap_or(it.organisation),
        service: words.service(&it.service).to_owned(),
        last: words.moment(it.last_at),
    };
    Ok(Some(found.into_iter().map(one).collect()))
}
