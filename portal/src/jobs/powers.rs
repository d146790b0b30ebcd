//! Powers of attorney: warnings before they end, and ends that follow from time and from the register.

use tracing::info;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let done = services::watch_powers(&house.gate).await?;
    if done > 0 {
        info!(powers = done, "powers of attorney warned of or ended");
    }
    Ok(())
}
