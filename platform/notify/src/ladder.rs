//! The rungs by which somebody is told (N1): devices first, at any hour, then the alternative after a while.
//!
//! Post is a rung too, but the letter's own: the service that sent it falls back to paper (L8).

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Alternative, ChannelKind, Notices, NotifyError, audience::Hearer, devices, place::Quiet};

/// A letter that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rung {
    pub channel: ChannelKind,
    pub device: Option<Uuid>,
    pub due_at: Timestamp,
}

/// How one person is told of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ladder {
    pub rungs: Vec<Rung>,
    /// Why there are none.
    pub quiet: Option<Quiet>,
}

impl Notices {
    /// The rungs for a hearer, of what happened `now`. `open`: the ways out of the portal.
    pub(crate) async fn ladder(
        &self,
        hearer: &Hearer,
        open: &[ChannelKind],
        now: Timestamp,
    ) -> Result<Ladder, NotifyError> {
        if !hearer.wants {
            return Ok(Ladder { rungs: Vec::new(), quiet: Some(Quiet::Level) });
        }
        let mut rungs = Vec::new();
        if open.contains(&ChannelKind::Push) {
            for device in devices::ids(self.db(), hearer.person).await? {
                rungs.push(Rung { channel: ChannelKind::Push, device: Some(device), due_at: now });
            }
        }
        let after = if rungs.is_empty() { now } else { now + self.setup().wait };
        let (ways, first_alone) = alternatives(hearer.alternative, open);
        let mut quiet = None;
        for channel in ways {
            match self.place(hearer, channel, None).await? {
                Ok(_) => rungs.push(Rung { channel, device: None, due_at: channel.opens(after) }),
                Err(why) => {
                    quiet.get_or_insert(why);
                    continue;
                }
            }
            if first_alone {
                break;
            }
        }
        let quiet = rungs.is_empty().then(|| quiet.unwrap_or(Quiet::NoChannel));
        Ok(Ladder { rungs, quiet })
    }
}

/// The ways of the alternative, and whether the first that reaches is enough: so where nothing is chosen, or what was
/// chosen is no longer to be had.
fn alternatives(chosen: Option<Alternative>, open: &[ChannelKind]) -> (Vec<ChannelKind>, bool) {
    let of = |ways: &[ChannelKind]| ways.iter().copied().filter(|way| open.contains(way)).collect::<Vec<_>>();
    let wanted = chosen.map(|it| of(it.channels())).unwrap_or_default();
    match wanted.is_empty() {
        true => (of(&[ChannelKind::Email, ChannelKind::Sms]), true),
        false => (wanted, false),
    }
}
