//! What has run out of time: sessions, log-ins under way, kept forms, remembered uses and counts.

use tracing::debug;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let sessions = house.sessions.purge().await?;
    let log_ins = eid::purge_log_ins(&house.db, house.clock.now()).await?;
    let forms = house.kept_forms.purge().await?;
    let uses = house.db.purge_uses_and_counts(house.clock.now()).await?;
    debug!(sessions, log_ins, forms, uses, "rows whose time was out are gone");
    Ok(())
}
