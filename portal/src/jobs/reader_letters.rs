//! Tells the operator by letter that readers have written, without what they wrote (P11).

use std::sync::Arc;

use notify::{Channel, Letter};

use crate::house::House;

/// Where the operator is told.
#[derive(Clone)]
pub struct Mailbox {
    /// The way e-mail goes.
    pub channel: Arc<dyn Channel>,
    /// `contact.accessibility`.
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// One letter for all that has come since the one before. It counts as told when the mail server has taken it.
pub(super) async fn run(house: House, mailbox: Mailbox) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let at = house.clock.now();
    if house.feedback().untold().await? == 0 {
        return Ok(());
    }
    let Mailbox { channel, to, subject, text } = mailbox;
    let id = house.random.uuid(at).simple().to_string();
    channel.deliver(&Letter { to, keys: None, id, language: "nb", subject, text }).await?;
    house.feedback().told(at).await?;
    Ok(())
}
