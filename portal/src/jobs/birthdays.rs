//! Birthdays of 12, 13 and 16.

use tracing::info;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let done = access::birthdays::run(&house.gate, house.clock.today()).await?;
    if done > 0 {
        info!(people = done, "birthdays that change access");
    }
    Ok(())
}
