//! A way out of the portal, and what can become of a letter there.

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::window;

/// What takes letters out of the portal.
pub trait Channel: Send + Sync {
    fn kind(&self) -> ChannelKind;

    /// Hands one letter over. It is the channel's when this returns `Ok`, and not before.
    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>>;
}

/// Which way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelKind {
    /// To a device that has asked for it (Web Push).
    Push,
    Sms,
    Email,
}

impl ChannelKind {
    /// In the order of the ladder (N1).
    pub const ALL: [Self; 3] = [Self::Push, Self::Sms, Self::Email];

    /// As it stands in the column `channel`, in metrics and at the end of text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }

    /// The way back from [`ChannelKind::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The first moment from `at` on at which it may go this way (N1): a device is told at any hour.
    pub fn opens(self, at: Timestamp) -> Timestamp {
        if self == Self::Push { at } else { window::opens(at) }
    }
}

/// A letter ready to go. It says no more than that something has come (N3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// An e-mail address, a number in E.164, or a device's end point.
    pub to: String,
    /// What a device's letter is encrypted to.
    pub keys: Option<DeviceKeys>,
    /// The same for the same event and recipient's place, however often it is tried (N4): 32 hexadecimal digits that
    /// nobody can guess.
    pub id: String,
    /// BCP-47 tag of the text.
    pub language: &'static str,
    pub subject: String,
    pub text: String,
}

/// The public key and the secret that a browser made for us (RFC 8291 §2).
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceKeys {
    /// An uncompressed point on P-256.
    pub public: [u8; 65],
    pub auth: [u8; 16],
}

impl std::fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceKeys")
    }
}

/// That the channel has taken a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt;

/// Why it has not. The texts hold no address and nothing that the other side wrote: it may quote one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Not now: this letter is tried again.
    #[error("not taken now: {0}")]
    Later(String),
    /// Never: the address or the letter is refused for good.
    #[error("refused: {0}")]
    Never(String),
    /// The device does not listen any more, and is forgotten.
    #[error("the device is gone")]
    Gone,
    /// The channel itself does not work: all letters wait, and none is counted as tried.
    #[error("the channel is down: {0}")]
    Down(String),
    /// The channel asks for so long a rest: all letters wait, and none is counted as tried.
    #[error("the channel asks for a rest: {1}")]
    Rest(SignedDuration, String),
}

/// The demo's way out: letters are taken and stay in the house.
#[derive(Clone, Copy, Debug)]
pub struct Kept(pub ChannelKind);

impl Channel for Kept {
    fn kind(&self) -> ChannelKind {
        self.0
    }

    fn deliver<'a>(&'a self, _: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(async { Ok(Receipt) })
    }
}
