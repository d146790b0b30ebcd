//! What the gate decides by besides the register: consents, powers of attorney, restrictions, connections.

mod account;
mod change;
mod connections;
mod consent;
mod erase;
mod members;
mod powers;
mod read;

pub use account::{Account, FormKind, PaperForm, account, find_form};
pub use change::{Change, TERMS_VERSION};
pub use connections::{Connection, connect, connections, disconnect};
pub use consent::{Consent, ConsentEvent, consent, history};
pub use members::{HprNumber, Member, NewMember, find_member, members_of, own_role, roles_of};
pub(crate) use members::{standing_member, still_at_work};
pub use powers::{
    Attested, Checked, Ended, Given, NewPower, PharmacyCode, PowerEnd, PowerError, Side, Watched, certificate,
    find_power, given_powers, holders, pharmacy_code, received_powers, standing_powers,
};
pub(crate) use read::{Stored, connected, own, powers_between, still_a_user, stored, stored_of};
