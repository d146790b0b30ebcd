//! What an operator has decided about notices.

use jiff::SignedDuration;

use crate::{ChannelKind, Signature, push::Hosts};

/// Which ways out there are, and how long one waits for the other.
#[derive(Clone)]
pub struct Setup {
    /// What people can choose among. The worker may have fewer; a letter then waits.
    pub channels: Vec<ChannelKind>,
    /// How long a device has to say "delivered" before the alternative goes (N1).
    pub wait: SignedDuration,
    /// Where devices may listen.
    pub push_hosts: Hosts,
    /// What the SMS gateway signs its reports with; without it they are refused.
    pub reports: Option<Signature>,
}

impl Default for Setup {
    /// Everything, and a quarter of an hour.
    fn default() -> Self {
        Self {
            channels: ChannelKind::ALL.to_vec(),
            wait: SignedDuration::from_mins(15),
            push_hosts: Hosts::default(),
            reports: None,
        }
    }
}

impl Setup {
    /// Whether people can choose this way.
    pub fn offers(&self, kind: ChannelKind) -> bool {
        self.channels.contains(&kind)
    }
}
