//! What the gate decides by besides the register: consents, powers of attorney, restrictions, connections.

mod change;
mod consent;
mod erase;
mod powers;
mod read;

pub use change::{Change, TERMS_VERSION};
pub use consent::{Consent, ConsentEvent, consent, history};
pub use powers::{GivenPower, NewPower, held_by, holders, standing_powers};
pub(crate) use read::{connected, powers_between, still_a_user, stored};
