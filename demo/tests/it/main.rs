//! What the demo promises: its people and its test eID.

mod appointments;
mod families;
mod loading;
mod population;
mod test_eid;
