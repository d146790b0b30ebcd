//! Synthetic people, families and clinics, deterministic from a seed, and their test eID.

pub mod appointments;
pub mod eid;
pub mod letters;
pub mod messages;
pub mod offices;
pub mod population;
mod seed;
mod staff;
pub mod systems;
pub mod times;
pub mod treatments;

pub use seed::seed;
