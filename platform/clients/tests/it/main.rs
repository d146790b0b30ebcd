//! What a health service's system meets: every claim in its words, on both databases.

mod access;
mod dpop;
mod house;
mod keys;
mod registry;
mod scopes;
mod system;
mod token;
