//! What the population register promises.

mod age;
mod number;
