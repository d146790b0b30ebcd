//! A new key for systems' tokens each month.

use tracing::info;

use crate::house::House;

pub(super) async fn run(house: House) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    if house.token_keys().keep_fresh().await? {
        info!("systems' tokens are signed with a new key");
    }
    Ok(())
}
