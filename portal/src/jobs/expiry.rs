//! Sessions, log-ins under way and kept forms whose time is out.

use tracing::debug;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let sessions = house.sessions.purge().await?;
    let log_ins = eid::purge_log_ins(&house.db, house.clock.now()).await?;
    let forms = house.kept_forms.purge().await?;
    debug!(sessions, log_ins, forms, "rows whose time was out are gone");
    Ok(())
}
