//! Months of the usage log, notices, and messages from readers, whose time is out.

use tracing::info;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let months = access::log::prune(&house.db, house.retention, house.clock.now()).await?;
    if months > 0 {
        info!(months, "months of the usage log were pruned; their seals stay");
    }
    let notices = house.notices.purge().await?;
    if notices > 0 {
        info!(notices, "notices older than a year are gone");
    }
    let messages = house.feedback().purge().await?;
    if messages > 0 {
        info!(messages, "messages from readers older than a year are gone");
    }
    Ok(())
}
