//! What others have decided since one was last here: the other parent, or a birthday (L5).

use access::Deed;
use jiff::Timestamp;
use web::{Acting, PageError, Portal, TimelineItem};

use crate::consent::{
    SERVICE,
    situation::{Line, Situation},
};

/// The changes after `since` that the reader did not make.
pub async fn list(portal: &Portal, acting: &Acting, since: Timestamp) -> Result<Vec<TimelineItem>, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("timeline")).await?;
    let situation = Situation::read(portal, acting, &allowed).await?;
    let words = acting.words();
    let by_others = situation.history.iter().filter(|line| line.at() > since && *line.by() != acting.person());
    let item = |line: &Line| TimelineItem {
        at: line.at(),
        text: match line.level() {
            Some(level) => format!("{} {}.", words.t(line.key()), words.t(level)),
            None => words.t(line.key()).to_owned(),
        },
        href: acting.path(SERVICE.path),
    };
    Ok(by_others.map(item).collect())
}
