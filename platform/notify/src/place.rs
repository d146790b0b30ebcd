//! Where one who may know is reached just now, or why they are not (N1, R4).

use people::{Contact, Unreachable, same_mailbox};
use uuid::Uuid;

use crate::{ChannelKind, DeviceKeys, Notices, NotifyError, audience::Hearer};

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub to: String,
    pub keys: Option<DeviceKeys>,
    /// Equal for all who are reached there: a household gets one letter.
    pub shared: String,
    /// What the history keeps of it.
    pub shown: String,
    pub language: Option<String>,
}

/// Why somebody is told in the portal alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quiet {
    /// Their level leaves this class out.
    Level,
    Unknown,
    Reserved,
    Stale,
    /// The item is hidden from somebody, and the address is not theirs alone (R4).
    Shared,
    /// The device was forgotten.
    NoDevice,
    /// The portal has no way out.
    NoChannel,
}

impl Quiet {
    /// As it stands in the column `quiet` and at the end of text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Unknown => "unknown",
            Self::Reserved => "reserved",
            Self::Stale => "stale",
            Self::Shared => "shared",
            Self::NoDevice => "no_device",
            Self::NoChannel => "no_channel",
        }
    }
}

impl From<Unreachable> for Quiet {
    fn from(why: Unreachable) -> Self {
        match why {
            Unreachable::Unknown => Self::Unknown,
            Unreachable::Reserved => Self::Reserved,
            Unreachable::Stale => Self::Stale,
        }
    }
}

impl Notices {
    /// Where the hearer is reached by a channel now; `device`: which, where it is a device's.
    pub(crate) async fn place(
        &self,
        hearer: &Hearer,
        channel: ChannelKind,
        device: Option<Uuid>,
    ) -> Result<Result<Place, Quiet>, NotifyError> {
        if !hearer.wants {
            return Ok(Err(Quiet::Level));
        }
        let contact = self.contacts().contact(hearer.person).await?.unwrap_or_default();
        match channel {
            ChannelKind::Push => self.listening(hearer, device, contact.language).await,
            ChannelKind::Sms => self.number(hearer, contact).await,
            ChannelKind::Email => self.mailbox(hearer, contact).await,
        }
    }

    /// A device is one person's. It is theirs to ask for, whatever the register of contacts says.
    async fn listening(
        &self,
        hearer: &Hearer,
        device: Option<Uuid>,
        language: Option<String>,
    ) -> Result<Result<Place, Quiet>, NotifyError> {
        let Some(id) = device else { return Ok(Err(Quiet::NoDevice)) };
        let Some((subscription, name)) = self.device(hearer.person, id).await? else { return Ok(Err(Quiet::NoDevice)) };
        let keys = subscription.keys();
        Ok(Ok(Place { to: subscription.endpoint, keys, shared: id.to_string(), shown: name, language }))
    }

    async fn number(&self, hearer: &Hearer, contact: Contact) -> Result<Result<Place, Quiet>, NotifyError> {
        let number = match contact.reachable_mobile(self.gate().clock().now()) {
            Ok(number) => number,
            Err(why) => return Ok(Err(why.into())),
        };
        if hearer.hidden && self.contacts().with_mobile(&number).await?.len() > 1 {
            return Ok(Err(Quiet::Shared));
        }
        let (to, shared) = (number.clone(), number.clone());
        Ok(Ok(Place { to, keys: None, shared, shown: number, language: contact.language }))
    }

    async fn mailbox(&self, hearer: &Hearer, contact: Contact) -> Result<Result<Place, Quiet>, NotifyError> {
        let address = match contact.reachable_email(self.gate().clock().now()) {
            Ok(email) => email.value.clone(),
            Err(why) => return Ok(Err(why.into())),
        };
        if hearer.hidden && self.contacts().with_email(&address).await?.len() > 1 {
            return Ok(Err(Quiet::Shared));
        }
        let shared = same_mailbox(&address);
        Ok(Ok(Place { to: address.clone(), keys: None, shared, shown: address, language: contact.language }))
    }
}
