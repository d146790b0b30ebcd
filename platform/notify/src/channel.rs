//! A way out of the portal: e-mail now, others later behind the same face.

use futures_util::future::BoxFuture;
use thiserror::Error;

/// What takes letters out of the portal.
pub trait Channel: Send + Sync {
    fn kind(&self) -> ChannelKind;

    /// Hands one letter over. It is the channel's when this returns `Ok`, and not before.
    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>>;
}

/// Which way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    Email,
}

impl ChannelKind {
    /// As it stands in the column `channel`, in metrics and at the end of text keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
        }
    }
}

/// A letter ready to go. It says no more than that something has come (N3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: String,
    /// The same for the same event and mailbox, however often it is tried (N4). Without angle brackets or domain.
    pub id: String,
    /// BCP-47 tag of the text.
    pub language: &'static str,
    pub subject: String,
    pub text: String,
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
    /// The channel itself does not work: all letters wait, and none is counted as tried.
    #[error("the channel is down: {0}")]
    Down(String),
}

/// The demo's way out: letters are taken and stay in the house.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept;

impl Channel for Kept {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Email
    }

    fn deliver<'a>(&'a self, _: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(async { Ok(Receipt) })
    }
}
