//! Planned home visits that nobody has registered in time.

use tracing::info;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let missed = visits::tell_of_missed(&house.gate, &house.db).await?;
    if missed > 0 {
        info!(missed, "home visits that nobody has registered were told of");
    }
    Ok(())
}
