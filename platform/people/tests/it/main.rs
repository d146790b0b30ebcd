//! What the population register promises.

mod age;
mod events;
mod fixture;
mod number;
mod reading;
